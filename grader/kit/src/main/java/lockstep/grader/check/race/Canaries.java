package lockstep.grader.check.race;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import lockstep.grader.probe.VerdictOf;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Outcome;
import lockstep.grader.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Code whose verdicts are known. Stress that misses an unguarded counter or a deadlock on this machine, or suspects a
 * guarded counter, does not judge anyone.
 */
final class Canaries {

    /** Enough for a machine that is busy; on one that is not, the canaries are caught within milliseconds. */
    private static final Duration CATCH = Duration.ofMillis(1500);

    private static final Duration CLEAR = Duration.ofMillis(30);

    private Canaries() {}

    /**
     * What came of the canaries.
     *
     * @param tried whether the machine let them be tried at all
     * @param fault which of those that were tried was judged wrongly, or null
     */
    record Report(boolean tried, @Nullable String fault) {
        private static final Report UNTRIED = new Report(false, null);

        private static Report of(String fault) {
            return new Report(true, fault);
        }
    }

    /** Judges them all, until one is judged wrongly or cannot be tried. */
    static Report report(long seed, int cores) throws Exception {
        Verdict unguarded =
                judge(settings(CATCH, 100, cores), "canary: unguarded counter", seed, race -> count(race, false));
        if (unguarded.outcome() == Outcome.INCONCLUSIVE) {
            return Report.UNTRIED;
        }
        if (unguarded.outcome() != Outcome.FAILED) {
            return Report.of(
                    "stress did not catch an unguarded counter on this machine: " + VerdictOf.inWords(unguarded));
        }
        Verdict guarded = guarded(seed, cores);
        if (guarded.outcome() == Outcome.FAILED || guarded.outcome() == Outcome.ERRORED) {
            return Report.of("stress suspects a guarded counter: " + VerdictOf.inWords(guarded));
        }
        Verdict deadlock =
                judge(settings(CATCH, 100, cores), "canary: opposite order of locks", seed, Canaries::deadlock);
        if (deadlock.outcome() == Outcome.INCONCLUSIVE) {
            return Report.UNTRIED;
        }
        if (!namesCycle(deadlock)) {
            return Report.of("stress did not explain a deadlock: " + VerdictOf.inWords(deadlock));
        }
        return new Report(true, null);
    }

    /** Returns whether a guarded counter is not suspected; whoever has disturbed this JVM cannot change that. */
    static boolean spares(long seed, int cores) throws Exception {
        return guarded(seed, cores).outcome() != Outcome.FAILED;
    }

    private static Verdict guarded(long seed, int cores) throws Exception {
        return judge(settings(CLEAR, 1000, cores), "canary: guarded counter", seed, race -> count(race, true));
    }

    private static Verdict judge(StressSettings settings, String title, long seed, Scenario scenario) throws Exception {
        try (Stress stress = new Stress(settings)) {
            return stress.judge(title, seed, scenario).verdict();
        }
    }

    private static StressSettings settings(Duration budget, long stillMillis, int cores) {
        return new StressSettings(budget, 4, Duration.ofMillis(stillMillis), Duration.ofSeconds(8), cores);
    }

    private static boolean namesCycle(Verdict verdict) {
        return verdict instanceof Verdict.Failed failed
                && failed.finding().evidence().stream()
                        .anyMatch(evidence -> evidence instanceof Evidence.StuckThreads stuck
                                && stuck.cycle().size() == 2);
    }

    private static void count(Race race, boolean guarded) {
        Subjects<Counter> counters = race.subjects(Counter::new);
        int times = counters.times();
        Race.Actor actor = counters.each(guarded ? Counter::guardedIncrement : Counter::increment);
        race.together(actor, actor);
        counters.forEach(counter -> race.expect(
                "the counter after " + times + " increments in each of 2 threads", 2 * times, counter.value));
    }

    /** Each thread holds its first lock when it asks for its second; an interrupt ends it. */
    private static void deadlock(Race race) {
        Lock left = new ReentrantLock();
        Lock right = new ReentrantLock();
        CountDownLatch bothHoldOne = new CountDownLatch(2);
        race.together(() -> nest(left, right, bothHoldOne), () -> nest(right, left, bothHoldOne));
    }

    private static void nest(Lock outer, Lock inner, CountDownLatch bothHoldOne) throws InterruptedException {
        outer.lockInterruptibly();
        try {
            bothHoldOne.countDown();
            bothHoldOne.await();
            inner.lockInterruptibly();
            inner.unlock();
        } finally {
            outer.unlock();
        }
    }

    private static final class Counter {
        private int value;

        // An unguarded read and write: the race itself is the canary.
        void increment() {
            value++;
        }

        synchronized void guardedIncrement() {
            value++;
        }
    }
}
