package lockstep.grader.catalog.threadedsum;

import java.time.Duration;
import java.util.Locale;
import java.util.function.LongUnaryOperator;
import lockstep.grader.check.speedup.Gathering;
import lockstep.grader.check.speedup.WorkRecord;
import lockstep.grader.check.speedup.Workload;
import lockstep.grader.exercise.Check;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.Uninterruptibly;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.Evidence;

/** Asks whether the threads work at the same time on fair shares, and times the sum of a term that takes real work. */
@Check(
        id = "wall-clock",
        title = "Several threads are faster than one",
        points = 15,
        why = "Without a global interpreter lock, two threads on two cores finish a sum in about half the time. That is"
                + " what the threads are for.",
        hint = "Let each thread add up in a variable of its own and hand over one number at the end. Look for whatever"
                + " is shared inside of the loop: each access to it costs more than the addition.",
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

    private static final Duration PAUSE = Duration.ofNanos(200_000);

    /** Only what is serial waits this long; threads that run at the same time meet in microseconds. */
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    /** A thread's share may exceed the fair one by this factor: a share of 0.7 for two threads. */
    private static final double TOLERANCE = 1.4;

    @Check(
            id = "at-once",
            title = "The threads run at the same time",
            points = 10,
            why = "Threads that wait for each other do the work of one thread, only with more ceremony.",
            hint = "Start all threads before you wait for the first one, and call the term outside of any lock.",
            ground = {"correctness.adds-up", "correctness.right-threads"})
    public void runsAtOnce() throws InterruptedException {
        int threads = 3;
        Gathering gathering = new Gathering(threads, DEADLINE);
        new SubmittedSum()
                .sum(
                        0,
                        3_000,
                        i -> {
                            gathering.visit();
                            return i;
                        },
                        threads);
        expectTogether(gathering, call(0, 3_000, threads), threads);
    }

    private static String call(long first, int elements, int threads) {
        return "sum(" + first + ", " + (first + elements) + ", term, " + threads + ")";
    }

    private static void expectTogether(Gathering gathering, String call, int threads) {
        String met = threads + " threads inside term at the same time";
        switch (gathering.shape()) {
            case TOGETHER -> {}
            case ONE_AFTER_THE_OTHER ->
                throw CheckFailedError.because(
                        "The threads ran one after the other: while the first was inside the term, the others had not"
                                + " started.",
                        new Advice(
                                "A thread that is started only after the one before has ended adds nothing.",
                                "Look at where you call start() and where you call join(): are they in the same loop?",
                                "S2"),
                        null,
                        new Evidence.Counterexample(call, met, "never more than one"));
            case HELD_UP ->
                throw CheckFailedError.because(
                        "While one thread was inside the term, another waited at " + gathering.heldUpAt() + ".",
                        new Advice(
                                "A lock that is held while the term is computed lets only one thread compute at a time.",
                                "Compute first, without the lock; only adding the result up needs protection, and once per"
                                        + " thread is enough.",
                                null),
                        gathering.heldUpAt(),
                        new Evidence.Counterexample(call, met, "never more than one"));
            case IN_ONE_THREAD ->
                throw CheckFailedError.because(
                        "A single thread computed all terms.",
                        new Evidence.Counterexample(call, met, "one thread in all"));
            case TOO_FEW ->
                throw CheckFailedError.because(
                        "Only " + gathering.visitors() + " threads computed terms.",
                        new Evidence.Counterexample(call, met, gathering.visitors() + " threads in all"));
        }
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
    public void sharesFairly() throws InterruptedException {
        // Three as well: a range that is cut in half again and again has fair shares for two and four.
        for (int threads = 2; threads <= 3; threads++) {
            recordShares(false, 0, threads, 160, 1, i -> i);
        }
    }

    /** A thread that claims elements as it goes may get few of them on a busy machine, but not three times in a row. */
    private static Evidence.WorkShare recordShares(
            boolean together, long first, int threads, int elements, int pauseEvery, LongUnaryOperator term)
            throws InterruptedException {
        Evidence.WorkShare shares;
        int attempts = 0;
        do {
            Gathering gathering = new Gathering(threads, DEADLINE);
            shares = recordOnce(gathering, first, threads, elements, pauseEvery, term);
            if (together) {
                expectTogether(gathering, call(first, elements, threads), threads);
            }
            attempts++;
        } while (!isFair(shares, threads) && attempts < 3);
        if (!isFair(shares, threads)) {
            throw CheckFailedError.because(
                    String.format(
                            Locale.ROOT,
                            "One of %d threads did %.0f %% of the work, where %.0f %% is fair.",
                            threads,
                            100 * shares.shares().get(0),
                            100.0 / threads),
                    shares);
        }
        return shares;
    }

    private static boolean isFair(Evidence.WorkShare shares, int threads) {
        return shares.shares().get(0) <= TOLERANCE / threads;
    }

    /** Nobody begins before all are there: a thread that is started late has the same chance. */
    private static Evidence.WorkShare recordOnce(
            Gathering gathering, long first, int threads, int elements, int pauseEvery, LongUnaryOperator term)
            throws InterruptedException {
        WorkRecord record = new WorkRecord();
        new SubmittedSum()
                .sum(
                        first,
                        first + elements,
                        i -> {
                            long calls = record.note();
                            if (calls == 1) {
                                gathering.visit();
                            }
                            if (calls % pauseEvery == 0) {
                                Uninterruptibly.pause(PAUSE);
                            }
                            return term.applyAsLong(i);
                        },
                        threads);
        return record.evidence("elements of " + call(first, elements, threads));
    }

    @Override
    public String describe() {
        return "the sum of 1,500,000 terms of 16 rounds of integer mixing each";
    }

    /** At full size: a program that leaves its second thread idle only when there is much to do is told here. */
    @Override
    public Evidence.WorkShare shareOut(long input, int threads) throws InterruptedException {
        return recordShares(true, first(input), threads, ELEMENTS, PAUSE_EVERY, ThreadedSumWorkload::mix);
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
