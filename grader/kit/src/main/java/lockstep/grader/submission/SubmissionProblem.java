package lockstep.grader.submission;

/**
 * Why a file or a folder cannot be graded.
 *
 * @param path what is wrong, relative to the submission
 * @param message what was expected and what was found, one sentence
 * @param remedy what to do about it, one or two sentences
 */
public record SubmissionProblem(String path, String message, String remedy) {

    private static final String SAVE_AGAIN =
            "Open the file in your editor and save it again as plain text in UTF-8 under its own name, as a file and not"
                    + " a link, or take it out if it does not belong to the exercise.";

    /** Something about a file that saving it anew mends. */
    SubmissionProblem(String path, String message) {
        this(path, message, SAVE_AGAIN);
    }

    @Override
    public String toString() {
        return path + ": " + message;
    }
}
