package lockstep.grader.check.race;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a scenario is written with. A scenario is a method {@code void name(Race race) throws Exception} with
 * {@link lockstep.grader.exercise.Check}: it builds fresh objects of the submission, lets actors loose on them, and says
 * which outcomes are permitted. It is plain Java, called over and over with a fresh {@code Race}.
 */
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
     * Returns how often an actor should repeat a short operation in this round: once where every interleaving is tried,
     * often where only luck makes operations overlap.
     */
    int repetitions();

    /**
     * Returns a number from 0 to {@code count - 1}: each of them in turn where every interleaving is tried, a random one
     * where luck decides.
     */
    int oneOf(int count);

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
    void expect(String what, boolean isPermitted, String permitted, String observed);
}
