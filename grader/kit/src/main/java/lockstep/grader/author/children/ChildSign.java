package lockstep.grader.author.children;

/** What the evidence shows of how a call with children goes wrong, as far as it shows it. */
public enum ChildSign {
    /** A child waits for somebody to read, and the parent for the child's end. */
    CLOGGED,
    /** The call waits for something that does not come. */
    WAITS_IN_VAIN,
    /** No child is started before the one before has ended. */
    ONE_BY_ONE,
    /** The answer is that of the first child to print its end mark. */
    FIRST_END,
    /** The answer is wrong where a child was quiet for some time. */
    SILENCE,
    /** The call returned though a child exited with a status that says that it failed. */
    STATUS_IGNORED,
    /** The call went on after an interrupt, and nobody hears of it. */
    INTERRUPT_SWALLOWED,
    /** A child lives on that nobody told to end. */
    LEFT_ALONE,
    /** A thread of the call's lives on. */
    THREAD_LEFT,
    /** A child lives on that was told to end; nobody waited until it had. */
    NOT_AWAITED
}
