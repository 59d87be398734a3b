package lockstep.grader.submission;

/**
 * Why a file or a folder cannot be graded.
 *
 * @param path what is wrong, relative to the submission
 * @param message what was expected and what was found, one sentence
 */
public record SubmissionProblem(String path, String message) {

    @Override
    public String toString() {
        return path + ": " + message;
    }
}
