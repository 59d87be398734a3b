package lockstep.grader.check.race;

import java.util.Collection;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import lockstep.grader.exercise.Answers;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.Expect;
import lockstep.grader.probe.SpinMeeting;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/**
 * What a scenario is written with. A scenario is a method {@code void name(Race race) throws Exception} with
 * {@link lockstep.grader.exercise.Check}: it builds fresh objects of the submission, lets actors loose on them, and says
 * which outcomes are permitted. It is plain Java, called over and over with a fresh {@code Race}, in every interleaving
 * under the engine's control or on real threads: it says what may grow and where threads should meet, and not which of
 * the two it is.
 */
@Answers(CheckKind.RACE)
public interface Race {

    /** One thread's part. */
    @FunctionalInterface
    interface Actor {
        void act() throws Exception;
    }

    /**
     * Runs each actor in a thread of its own, all starting together, and returns when all have ended.
     *
     * <p>What an actor throws fails the scenario. Actors that do not end fail it with the threads and what they wait for.
     */
    void together(Actor... actors);

    /**
     * Makes fresh objects for this round, to which actors do an operation once or many times.
     *
     * @param maker called for each object, before the actors begin
     */
    <T> Subjects<T> subjects(Supplier<? extends T> maker);

    /** Makes fresh objects like {@link #subjects}, each of which is used up by one operation per actor. */
    <T> Subjects<T> usedOnce(Supplier<? extends T> maker);

    /**
     * Returns how many threads, lines or elements to try: {@code least} where every interleaving is tried, because
     * what goes wrong with more of them goes wrong with the least in some order; a random number up to {@code most} where
     * luck decides.
     */
    int size(int least, int most);

    /**
     * Returns a place that threads of the submission leave at the same moment where luck decides. Where every
     * interleaving is tried, each thread passes it at once.
     */
    SpinMeeting meeting(int parties);

    /** Returns a pause of a random length, to let others go first where luck decides; else of none. */
    Runnable pause();

    /**
     * Returns a number from 0 to {@code count - 1}: each of them in turn where every interleaving is tried, a random one
     * where luck decides.
     */
    int oneOf(int count);

    /**
     * Returns the line of the submission that has decided that one of these threads is there; null where that is not known, and
     * always where luck decides.
     */
    default @Nullable SourceLocation origin(Collection<Thread> threads) {
        return null;
    }

    /** Returns random numbers that stem from the run's seed. */
    RandomGenerator random();

    /**
     * Records an outcome and fails the scenario unless it is the permitted one.
     *
     * @param what what was looked at, as a student would write it: {@code get() after 2 increment()}
     */
    void expect(String what, @Nullable Object expected, @Nullable Object actual);

    /**
     * Records an outcome and fails the scenario unless it is permitted.
     *
     * @param permitted what is permitted, in words
     * @param observed the outcome, short: rounds with the same text are counted together
     */
    default void expect(String what, boolean isPermitted, String permitted, String observed) {
        expect(observed, isPermitted ? null : Expect.wrong(what, permitted, observed, null));
    }

    /**
     * Records an outcome and fails the scenario if it is wrong.
     *
     * @param observed the outcome, short: rounds with the same text are counted together
     * @param wrong the failure; null where the outcome is permitted
     */
    void expect(String observed, @Nullable CheckFailedError wrong);
}
