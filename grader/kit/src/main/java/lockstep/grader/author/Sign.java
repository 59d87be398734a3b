package lockstep.grader.author;

/** What the evidence shows of how a parallel call goes wrong, as far as it shows it. */
public enum Sign {
    /** The caller got into the function by a thread's {@code run()}. */
    CALLER_RUNS,
    /** The caller computes, beside the threads. */
    CALLER_HELPS,
    /** The caller computes, and no thread does. */
    CALLER_COMPUTES,
    /** One thread computes all, or each of them does. */
    NOT_SHARED,
    /** A thread of the common pool computes. */
    COMMON_POOL,
    /** No thread begins before the one before is done. */
    ONE_AFTER_THE_OTHER,
    /** Threads wait for the one that computes. */
    TAKES_TURNS,
    /** A worker waits for a task that another worker has. */
    WORKER_WAITS,
    /** More or fewer threads than asked for compute. */
    WRONG_NUMBER,
    /** More than asked for compute at the same time, or are there to. */
    TOO_MANY,
    /** The result was taken before all was done. */
    READ_TOO_EARLY,
    /** The caller slept for some time instead of waiting. */
    SLEPT,
    /** The caller waited with a limit, and took no notice that it was over. */
    WAITED_WITH_LIMIT,
    /** The caller waited for one thread and not for another. */
    WAITED_FOR_ONE,
    /** A result stands where another one should, by the order in which they came. */
    ORDER_OF_COMPLETION,
    /** Elements at the end are left out that an even division leaves over. */
    REMAINDER_DROPPED,
    /** An element where two shares meet is in both or in none. */
    BORDERS,
    /** There are fewer elements than workers, or none. */
    FEW_ELEMENTS,
    /** The function is applied again. */
    TWICE,
    /** Every element was computed once, and not all of it is in the result. */
    LOST,
    /** The call returned though the function threw. */
    SWALLOWED,
    /** What the function threw came out in another wrapping, or not at all. */
    WRAPPED,
    /** The call never ended after the function threw. */
    WORKER_DIED,
    /** The call went on after an interrupt. */
    INTERRUPT_SWALLOWED,
    /** A thread was still at work when the call threw. */
    LEFT_AT_WORK,
    /** A thread waits for more to do after a call that went well. */
    LEFT_WAITING,
    /** A thread waits for more to do after a call that failed. */
    LEFT_WAITING_BY_FAILURE,
    /** A later call, or one at the same time, finds what another one has left. */
    LEFTOVERS,
    /** Two calls share threads. */
    SHARED_THREADS,
    /** Calls within calls never end. */
    STARVED
}
