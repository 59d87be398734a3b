package lockstep.grader.classroom;

/**
 * What became of one upload.
 *
 * @param student the submission that it is a part of, by its name
 * @param upload what the export calls it
 * @param words more than the fate tells; empty where there is no more
 */
public record ToldUpload(String student, String upload, Fate fate, String words) {

    /** What can become of an upload. */
    public enum Fate {
        /** It is graded, or it was tried: the submission tells. */
        GRADED("graded"),
        SUPERSEDED("superseded"),
        NOT_GRADED("not graded");

        private final String word;

        Fate(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
