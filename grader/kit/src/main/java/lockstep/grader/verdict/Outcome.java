package lockstep.grader.verdict;

/** The case of a {@link Verdict}. */
public enum Outcome {
    PASSED,
    FAILED,
    INCONCLUSIVE,
    SKIPPED,
    ERRORED;

    /** Returns whether the points of such a check are neither earned nor lost. */
    public boolean isPending() {
        return this == INCONCLUSIVE || this == ERRORED;
    }
}
