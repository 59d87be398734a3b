package lockstep.grader.cli;

/** How the program ends; the numbers are part of its contract. */
enum ExitStatus {
    /** Graded, whatever the score. */
    GRADED(0),
    /** The score is below {@code --fail-under}. */
    BELOW(1),
    /** An option or its value is wrong, or an output file cannot be written. */
    USAGE(2),
    /** What went wrong in an interleaving went wrong again when it was replayed. */
    AGAIN(3),
    /** A pack does not keep what it declares. */
    UNPROVEN(4),
    /** There is nothing gradable at the given place, or a pack cannot be used. */
    UNUSABLE_INPUT(65),
    /** Java has no compiler; the launcher says the same where there is no Java. */
    NO_JDK(69),
    /** A bug of ours: nothing was graded. */
    OUR_BUG(70),
    /** Graded and written, but a fault of ours left an exercise, or a submission of a class, without its grade. */
    FAULT(71),
    /** An engine did not catch its known-bad code. */
    CANARY(75);

    private final int code;

    ExitStatus(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
