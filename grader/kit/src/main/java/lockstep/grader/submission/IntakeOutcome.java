package lockstep.grader.submission;

import java.util.function.Function;

/** A submission, or why the path as a whole is none. */
public sealed interface IntakeOutcome {

    /** There is something to grade; single exercises in it may still be missing or rejected. */
    record Read(Submission submission) implements IntakeOutcome {}

    /** There is nothing to grade. */
    record Unusable(SubmissionProblem problem) implements IntakeOutcome {}

    /** Returns what the function for this case returns. */
    default <T> T fold(Function<Read, T> read, Function<Unusable, T> unusable) {
        return this instanceof Read it ? read.apply(it) : unusable.apply((Unusable) this);
    }
}
