package lockstep.grader.classroom;

/**
 * How much is unpacked of one archive; all of them are far above what an honest submission needs.
 *
 * @param entries files and folders
 * @param fileBytes size of one file
 * @param totalBytes size of all files
 */
public record ArchiveLimits(int entries, long fileBytes, long totalBytes) {

    public ArchiveLimits {
        if (entries < 1 || fileBytes < 1 || totalBytes < 1) {
            throw new IllegalArgumentException("limits from 1 expected");
        }
    }

    /** Limits for one student's archive. */
    public static ArchiveLimits ofStudent() {
        return new ArchiveLimits(5_000, 20L << 20, 60L << 20);
    }

    /** Limits for an archive of a whole class, as learning platforms make it. */
    public static ArchiveLimits ofClass() {
        return new ArchiveLimits(50_000, 60L << 20, 2L << 30);
    }
}
