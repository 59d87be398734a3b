package lockstep.grader.check.speedup;

/**
 * Work that is timed in three forms, each giving the same answer: by the kit's own sequential baseline, by the
 * submission, and by the kit's reference. The class carries {@link lockstep.grader.exercise.Check} for the measurement;
 * methods {@code void name() throws Exception} with {@code @Check} ask for evidence that needs no clock, before it.
 */
public interface Workload {

    /** Returns what is computed, for people: {@code the sum of 2,000,000 mixing terms}. */
    String describe();

    /**
     * Returns the answer of one thread, without any start-up.
     *
     * @param input makes each call's work a different one of the same size
     */
    long baseline(long input) throws Exception;

    /** Returns the submission's answer with this many threads or processes. */
    long submission(long input, int threads) throws Exception;

    /** Returns the reference's answer with this many threads or processes. */
    long reference(long input, int threads) throws Exception;

    /** Returns the part of the reference's speedup that the submission must reach. */
    default double requiredFraction() {
        return 0.75;
    }

    /** Returns whether the reference is expected to be faster than the baseline, which takes two cores. */
    default boolean isParallel() {
        return true;
    }

    /** Returns how many rounds of baseline, submission and reference are worth their time at the standard budget. */
    default int rounds() {
        return 9;
    }

    /**
     * Returns how many rounds to run at most before those that count; they end earlier when the compiler has nothing
     * more to do.
     */
    default int warmUps() {
        return 8;
    }
}
