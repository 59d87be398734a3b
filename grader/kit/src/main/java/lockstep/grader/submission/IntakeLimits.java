package lockstep.grader.submission;

/**
 * How much is read of a submission. All of them are far above what an honest one needs.
 *
 * @param sources source files per exercise
 * @param entries names of files and folders that are looked at
 * @param fileBytes size of one source file
 * @param totalBytes size of all source files of one exercise
 * @param ignoredChanges how many ignored changes are named; the rest is counted
 */
public record IntakeLimits(int sources, int entries, int fileBytes, int totalBytes, int ignoredChanges) {

    public IntakeLimits {
        if (sources < 1 || entries < 1 || fileBytes < 1 || totalBytes < 1 || ignoredChanges < 1) {
            throw new IllegalArgumentException("limits from 1 expected");
        }
    }

    /** Returns the kit's own limits. */
    public static IntakeLimits standard() {
        return new IntakeLimits(100, 100_000, 256 * 1024, 1024 * 1024, 50);
    }
}
