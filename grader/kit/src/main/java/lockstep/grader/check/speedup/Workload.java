package lockstep.grader.check.speedup;

import lockstep.grader.exercise.Answers;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.Evidence;
import org.jspecify.annotations.Nullable;

/**
 * Work that is timed in three forms, each giving the same answer: by the kit's own sequential baseline, by the
 * submission, and by the kit's reference. The class carries {@link lockstep.grader.exercise.Check} for the measurement;
 * methods {@code void name() throws Exception} with {@code @Check} ask for evidence that needs no clock, before it.
 */
@Answers(CheckKind.SPEEDUP)
public interface Workload {

    /** Returns what is computed, for people: {@code the sum of 2,000,000 mixing terms}. */
    String describe();

    /**
     * Returns the answer of one thread, without any start-up.
     *
     * @param input makes each call's work a different one of the same size
     */
    long baseline(long input) throws Exception;

    /**
     * Returns the submission's answer with this many threads or processes.
     */
    long submission(long input, int threads) throws Exception;

    /**
     * Looks at what the turns of a round have left on record, when all of them gave the same answer and no time is taken.
     *
     * @throws OtherWayException if the submission's answer came about in another way than asked
     */
    default void afterRound() {}

    /** Returns the reference's answer with this many threads or processes. */
    long reference(long input, int threads) throws Exception;

    /**
     * Lets the submission do its work once more with a record of who does what: evidence without a clock, which comes
     * before any timing.
     *
     * @param input makes this call's work another one of the same size
     * @return who did how much, or null where nobody can tell
     * @throws lockstep.grader.probe.CheckFailedError if that rules out that the requirement is ever met
     */
    default Evidence.@Nullable WorkShare shareOut(long input, int threads) throws Exception {
        return null;
    }

    /** Returns what starting so many processes takes that have nothing to do, in milliseconds; null without processes. */
    default @Nullable Double startUpMillis(int threads) throws Exception {
        return null;
    }

    /**
     * Looks, without a clock, for what makes a submission slow that was measured to be.
     *
     * @return sentences for people that begin with a space, or nothing
     */
    default String costs() throws Exception {
        return "";
    }

    /** Returns the part of the reference's speedup that the submission must reach. */
    default double requiredFraction() {
        return 0.75;
    }

    /** Returns whether the reference is expected to be faster than the baseline, which takes two cores. */
    default boolean isParallel() {
        return true;
    }

    /** Returns whether all work is done in this process and is cheap enough to repeat it with other numbers of threads. */
    default boolean isInProcess() {
        return true;
    }

    /** Returns after how many rounds of baseline, submission and reference a clear answer is believed. */
    default int fewestRounds() {
        return 5;
    }

    /** Returns how many rounds are worth their time, at most, while the answer is not clear. */
    default int mostRounds() {
        return 31;
    }

    /**
     * Returns how many rounds to run at most before those that count; they end earlier when the compiler has nothing
     * more to do.
     */
    default int warmUps() {
        return 5;
    }
}
