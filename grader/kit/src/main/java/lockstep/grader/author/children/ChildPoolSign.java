package lockstep.grader.author.children;

import org.jspecify.annotations.Nullable;

/** What the evidence shows of how a pool of children goes wrong, as far as it shows it. */
public enum ChildPoolSign {
    /** A child waits for somebody to read, and the pool for the child to read. */
    CLOGGED("Q20"),
    /** Fewer children are at work than could be. */
    ONE_AT_A_TIME("Q9"),
    /** A call waits though a child has nothing to do that another call has had. */
    CALL_WAITS(null),
    /** A request waits for a child that is at work, while another one has nothing to do. */
    DEALT_IN_ADVANCE("Q23"),
    /** The answers are in another order than their requests. */
    ORDER("P3"),
    /** An answer to another request than this one. */
    STALE("Q19"),
    /** A child that has failed, or ended, is still counted on. */
    NOT_REPLACED("Q21"),
    /** A call waits for ever after no child could be started. */
    PLACE_LOST(null),
    /** A request is given to a second child. */
    TRIED_AGAIN("Q22"),
    /** A child lives on that nobody told to end. */
    LEFT_ALONE("Q12"),
    /** A child lives on that was told to end; nobody waited until it had. */
    NOT_AWAITED("Q12"),
    /** Closing has ended before all children had, while another thread still closes. */
    CLOSED_BESIDE(null),
    /** Closing takes longer than children have time to end. */
    CLOSED_LATE(null),
    /** A child ends in order with a request that cannot be answered. */
    WRONG_STATUS(null),
    /** A call went on after an interrupt, or nobody hears of that. */
    INTERRUPT_SWALLOWED("S19"),
    /** Children wait for the end of their input. */
    INPUT_OPEN("Q14"),
    /** A thread is left after closing. */
    THREAD_LEFT("P2"),
    /** Children are started again and again, or more than asked for. */
    TOO_MANY("Q16");

    private final @Nullable String mistake;

    ChildPoolSign(@Nullable String mistake) {
        this.mistake = mistake;
    }

    /** Returns the mistake's id in the catalogue; null where the sign may come of several. */
    public @Nullable String mistake() {
        return mistake;
    }
}
