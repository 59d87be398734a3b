package lockstep.grader.probe;

import org.jspecify.annotations.Nullable;

/** What the evidence shows of how a pool of tasks with callbacks goes wrong, as far as it shows it. */
public enum PoolFault {
    /** Submitting waits for what is running. */
    SUBMIT_WAITS("F1"),
    /** A callback is called by the thread that submits or closes. */
    IN_THE_CALLER("F2"),
    /** A task is called by the thread that submits or closes. */
    CALLER_HELPS(null),
    /** A callback is never called, and its task has thrown. */
    FAILURE_LOST("F3"),
    /** A callback is called a second time, right after the first. */
    TOLD_AGAIN("F4"),
    /** A callback is given what another task has thrown. */
    STALE(null),
    /** A callback is given another thing than the result. */
    WRONG_RESULT("F5"),
    /** A callback is given another thing than the object that was thrown. */
    WRONG_FAILURE("F5"),
    /** A thread is gone, or is of no use any more, after what was thrown in it, or left in it. */
    THREAD_LOST("F6"),
    /** What runs keeps others from going on that it does not concern. */
    HELD_UP("F7"),
    /** Closing has ended before all was done. */
    CLOSED_EARLY("F8"),
    /** Closing has ended before all was done, while another thread still closes. */
    CLOSED_BESIDE(null),
    /** Closing has ended before a task had begun that another thread submitted meanwhile. */
    SLIPPED_IN(null),
    /** Closing never ends. */
    NEVER_CLOSED("F9"),
    /** What a task or a callback submits is refused while closing waits. */
    CHAIN_REFUSED("F10"),
    /** A callback is called by another thread than its task, or later than right afterwards. */
    CALLBACK_ELSEWHERE("F11"),
    /** Fewer tasks run at a time than there should be threads. */
    TOO_FEW(null),
    /** More tasks run at a time than there should be threads, or more threads are there. */
    TOO_MANY("P9"),
    /** A thread is left after closing. */
    THREAD_LEFT("P2"),
    /** A callback is never called, or its task. */
    LOST(null),
    /** A task is called more often than it was submitted. */
    TWICE(null),
    /** A task is refused though nobody has closed the pool. */
    REFUSED(null),
    /** A task is accepted though the pool is closed. */
    ACCEPTED(null),
    /** An interrupt is lost, or comes to a task. */
    INTERRUPT(null),
    /** Two pools have something to do with each other. */
    SHARED(null);

    private final @Nullable String mistake;

    PoolFault(@Nullable String mistake) {
        this.mistake = mistake;
    }

    /** Returns the mistake's id in the catalogue; null where the fault may come of several. */
    public @Nullable String mistake() {
        return mistake;
    }
}
