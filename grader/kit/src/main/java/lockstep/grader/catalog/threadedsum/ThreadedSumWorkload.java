package lockstep.grader.catalog.threadedsum;

import lockstep.grader.author.ParallelCall.Setting;
import lockstep.grader.check.speedup.SharedWork;
import lockstep.grader.check.speedup.Workload;
import lockstep.grader.exercise.Check;
import lockstep.grader.verdict.Evidence;

/** Asks whether the threads work at the same time on fair shares, and times the sum of a term that takes real work. */
@Check(
        id = "wall-clock",
        title = "Several threads are faster than one",
        points = 15,
        why = "Without a global interpreter lock, two threads on two cores finish a sum in about half the time. That is"
                + " what the threads are for.",
        hint =
                "What do the threads share inside of their loops, what do they wait for, and what is computed before they"
                        + " have started or after they have ended?",
        ground = {"correctness.adds-up", "correctness.right-threads", "speedup.at-once", "speedup.fair-share"})
public final class ThreadedSumWorkload implements Workload {

    /** About 50 ms of one thread's work. */
    private static final int ELEMENTS = 1_500_000;

    /**
     * A term of some 30 ns: long enough to scale cleanly, short enough that a lock or a shared number for each element
     * shows.
     */
    private static final int ROUNDS = 16;

    /** A thread that computes pauses now and then, so that others get their turn even where there is one core for all. */
    private static final int PAUSE_EVERY = 10_000;

    /** A thread's share may exceed the fair one by this factor: a share of 0.7 for two threads. */
    private static final double TOLERANCE = 1.4;

    private static final SharedWork WORK = new SharedWork(new ThreadedSumContract());

    @Check(
            id = "at-once",
            title = "The threads run at the same time",
            points = 10,
            why = "Threads that wait for each other do the work of one thread, only with more ceremony.",
            hint = "Start all threads before you wait for the first one, and call the term outside of any lock.",
            ground = {"correctness.adds-up", "correctness.right-threads"})
    public void runsAtOnce() {
        WORK.expectTogether(Setting.of(0, 3_000, 3));
    }

    @Check(
            id = "fair-share",
            title = "The threads share the work fairly",
            points = 5,
            why =
                    "The sum is done when the busiest thread is done: with nine tenths of the work in one thread, a second"
                            + " one saves a tenth of the time.",
            hint = "Print each thread's first and last element for a range of 100 and 2 threads.",
            ground = {"correctness.adds-up", "correctness.right-threads"})
    public void sharesFairly() {
        // Three as well: a range that is cut in half again and again has fair shares for two and four.
        WORK.expectFair(Setting.of(0, 160, 2), TOLERANCE / 2);
        WORK.expectFair(Setting.of(0, 160, 3), TOLERANCE / 3);
    }

    @Override
    public String describe() {
        return "the sum of 1,500,000 terms of 16 rounds of integer mixing each";
    }

    /** At full size: a program that leaves its second thread idle only when there is much to do is told here. */
    @Override
    public Evidence.WorkShare shareOut(long input, int threads) {
        long first = first(input);
        Setting all = Setting.of(first, first + ELEMENTS, threads).with("term", i -> mix(i));
        return WORK.expectTogetherAndFair(all, PAUSE_EVERY, TOLERANCE / threads);
    }

    @Override
    public long baseline(long input) {
        long sum = 0;
        for (long i = 0; i < ELEMENTS; i++) {
            sum += mix(first(input) + i);
        }
        return sum;
    }

    @Override
    public long submission(long input, int threads) throws InterruptedException {
        long first = first(input);
        return new SubmittedSum().sum(first, first + ELEMENTS, ThreadedSumWorkload::mix, threads);
    }

    @Override
    public long reference(long input, int threads) throws InterruptedException {
        long first = first(input);
        long[] partial = new long[threads];
        Thread[] workers = new Thread[threads];
        for (int t = 0; t < threads; t++) {
            int mine = t;
            long from = first + (long) ELEMENTS * t / threads;
            long to = first + (long) ELEMENTS * (t + 1) / threads;
            workers[t] = new Thread(() -> {
                long sum = 0;
                for (long i = from; i < to; i++) {
                    sum += mix(i);
                }
                partial[mine] = sum;
            });
            workers[t].start();
        }
        long sum = 0;
        for (int t = 0; t < threads; t++) {
            workers[t].join();
            sum += partial[t];
        }
        return sum;
    }

    private static long first(long input) {
        return input & 0x0FFF_FFFF_FFFFL;
    }

    /** Each round needs the one before, so nothing can be computed ahead or left out. */
    private static long mix(long element) {
        long x = element;
        for (int round = 0; round < ROUNDS; round++) {
            x = (x ^ (x >>> 31)) * 0x9FB2_1C65_1E98_DF25L;
            x = Long.rotateLeft(x, 27) + round;
        }
        return x;
    }
}
