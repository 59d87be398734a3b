package lockstep.grader.classroom;

/**
 * How much is unpacked of one archive; all of them are far above what an honest submission needs.
 *
 * @param entries files and folders, of each student in the archive of a class
 * @param fileBytes size of one file
 * @param totalBytes size of all files
 * @param excess what becomes of a file that is too large
 */
public record ArchiveLimits(int entries, long fileBytes, long totalBytes, Excess excess) {

    /** What becomes of a file that is too large. */
    public enum Excess {
        /** It costs the archive, unless it lies beside what is graded. */
        REFUSED,
        /** It is unpacked up to more than anybody will read, and costs nobody else anything. */
        CUT
    }

    public ArchiveLimits {
        if (entries < 1 || fileBytes < 1 || totalBytes < 1) {
            throw new IllegalArgumentException("limits from 1 expected");
        }
    }

    /** Returns what is left of them, at least one of each. */
    ArchiveLimits without(int usedEntries, long usedBytes) {
        return new ArchiveLimits(
                Math.max(1, entries - usedEntries), fileBytes, Math.max(1, totalBytes - usedBytes), excess);
    }

    /** Limits for all of one student's archives together. */
    public static ArchiveLimits ofStudent() {
        return new ArchiveLimits(5_000, 20L << 20, 60L << 20, Excess.REFUSED);
    }

    /** Limits for an archive of a whole class, as learning platforms make it: one student's file is not the others' fault. */
    public static ArchiveLimits ofClass() {
        return new ArchiveLimits(10_000, 1L << 30, 8L << 30, Excess.CUT);
    }
}
