package lockstep.grader.catalog.poolmap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import lockstep.grader.check.speedup.Gathering;
import lockstep.grader.check.speedup.Standstill;
import lockstep.grader.check.speedup.WorkRecord;
import lockstep.grader.check.speedup.Workload;
import lockstep.grader.exercise.Check;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.Uninterruptibly;
import lockstep.grader.verdict.Evidence;

/** Asks whether a long task holds others up, and times a list of tasks of equal real work. */
@Check(
        id = "wall-clock",
        title = "Several workers are faster than one",
        points = 20,
        why = "Tasks that only compute finish in about half the time on two cores, if the pool keeps both busy.",
        hint = "Give all tasks to the pool before you ask for the first result: get() waits.",
        ground = {"correctness.maps-in-order", "correctness.at-most-workers", "correctness.at-once"})
public final class PoolMapWorkload implements Workload {

    private static final int TASKS = 64;

    /** Real work of about a millisecond per task. */
    private static final int ROUNDS = 400_000;

    private static final Duration PAUSE = Duration.ofNanos(500_000);

    /** A share of the tasks that leaves a second worker too little to reach what is required. */
    private static final double MOST_OF_TWO = 0.7;

    /** Only a pool that lets a worker idle waits this long. */
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    @Check(
            id = "uneven",
            title = "One long task does not hold the others up",
            points = 10,
            why =
                    "Tasks are rarely of equal length. While one worker is at a long one, the others should go on with what"
                            + " is left, or the pool is as slow as its unluckiest worker.",
            hint =
                    "Who decides which worker maps which input, and when? If that is settled before the first task runs, a"
                            + " worker that is done early finds nothing to do.",
            ground = {"correctness.maps-in-order", "correctness.at-most-workers", "correctness.at-once"})
    public void longTaskHoldsNobodyUp() throws InterruptedException, ExecutionException {
        // The first input and one in the middle: a split into blocks is seen at either, a split into stripes as well.
        for (int longOne : new int[] {0, TASKS / 2}) {
            Set<Integer> heldUp = heldUpBy(longOne);
            if (!heldUp.isEmpty()) {
                throw CheckFailedError.because(
                        "While one of 2 workers was at the long task of input " + longOne + ", the other did not map "
                                + (heldUp.size() == 1 ? "input " : "inputs ") + inWords(heldUp)
                                + ", though it had nothing else to do.",
                        new Evidence.Counterexample(
                                "map(task, [0, 1, ... " + (TASKS - 1) + "], 2), where the task of " + longOne
                                        + " is long",
                                "all other inputs are mapped in the meantime",
                                heldUp.size() + " of " + (TASKS - 1) + " were not"));
            }
        }
    }

    /** A pool of the library's may leave a worker asleep now and then, but not three times in a row. */
    private static Set<Integer> heldUpBy(int longOne) throws InterruptedException, ExecutionException {
        Set<Integer> heldUp;
        int attempts = 0;
        do {
            heldUp = mappedOnlyAfter(longOne);
            attempts++;
        } while (!heldUp.isEmpty() && attempts < 3);
        return heldUp;
    }

    /** The long task ends when all others are done, or when that will not happen. */
    private static Set<Integer> mappedOnlyAfter(int longOne) throws InterruptedException, ExecutionException {
        CountDownLatch others = new CountDownLatch(TASKS - 1);
        Set<Integer> missing =
                IntStream.range(0, TASKS).boxed().collect(Collectors.toCollection(ConcurrentSkipListSet::new));
        missing.remove(longOne);
        Set<Integer> heldUp = new ConcurrentSkipListSet<>();
        Standstill standstill = new Standstill();
        new SubmittedMap()
                .map(
                        input -> {
                            if (input != longOne) {
                                missing.remove(input);
                                others.countDown();
                            } else if (!standstill.await(others, DEADLINE)) {
                                heldUp.addAll(missing);
                            }
                            return input;
                        },
                        IntStream.range(0, TASKS).boxed().toList(),
                        2);
        return new TreeSet<>(heldUp);
    }

    private static String inWords(Set<Integer> inputs) {
        String first = inputs.stream().limit(4).map(String::valueOf).collect(Collectors.joining(", "));
        return inputs.size() <= 4 ? first : first + ", ... (" + inputs.size() + " in all)";
    }

    @Override
    public String describe() {
        return "64 tasks of equal work, about a millisecond each";
    }

    /** With as many tasks as are timed: a pool that is one only for a few tasks is told here. */
    @Override
    public Evidence.WorkShare shareOut(long input, int threads) throws InterruptedException, ExecutionException {
        Evidence.WorkShare shares;
        int attempts = 0;
        do {
            shares = shareOutOnce(input + attempts, threads);
            attempts++;
        } while (shares.shares().get(0) > MOST_OF_TWO && attempts < 3);
        // A worker may get few of the tasks on a busy machine, but not three times in a row.
        if (shares.shares().get(0) > MOST_OF_TWO) {
            throw CheckFailedError.because(
                    String.format(
                            Locale.ROOT,
                            "One of %d workers did %.0f %% of %d tasks: with so much in one thread, the others save next"
                                    + " to nothing.",
                            threads,
                            100 * shares.shares().get(0),
                            TASKS),
                    shares);
        }
        return shares;
    }

    /** Tasks pause, so that workers take turns even where there is one core for all. */
    private static Evidence.WorkShare shareOutOnce(long input, int threads)
            throws InterruptedException, ExecutionException {
        WorkRecord record = new WorkRecord();
        Gathering gathering = new Gathering(threads, DEADLINE);
        new SubmittedMap()
                .map(
                        one -> record.note(() -> {
                            gathering.visit();
                            long result = work(one);
                            Uninterruptibly.pause(PAUSE);
                            return result;
                        }),
                        inputs(input),
                        threads);
        if (gathering.shape() != Gathering.Shape.TOGETHER) {
            String met = threads + " tasks at work at the same time";
            throw CheckFailedError.because(
                    "With " + TASKS + " inputs, the workers did not work at the same time.",
                    new Evidence.Counterexample(
                            "map(task, [" + input + ", ... " + (input + TASKS - 1) + "], " + threads + ")",
                            met,
                            gathering.visitors() == 1 ? "one worker did them all" : "never all at once"));
        }
        return record.evidence("each worker");
    }

    @Override
    public long baseline(long input) {
        long answer = 0;
        for (long one : inputs(input)) {
            answer = 31 * answer + work(one);
        }
        return answer;
    }

    @Override
    public long submission(long input, int threads) throws InterruptedException, ExecutionException {
        return fold(new SubmittedMap().map(PoolMapWorkload::work, inputs(input), threads));
    }

    @Override
    public long reference(long input, int threads) throws InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Long>> futures = new ArrayList<>();
            for (Long one : inputs(input)) {
                futures.add(pool.submit(() -> work(one)));
            }
            List<Long> results = new ArrayList<>();
            for (Future<Long> future : futures) {
                results.add(future.get());
            }
            return fold(results);
        } finally {
            pool.shutdown();
            while (!pool.awaitTermination(1, TimeUnit.MINUTES)) {
                // All tasks are done: the threads are about to end.
            }
        }
    }

    private static List<Long> inputs(long input) {
        return LongStream.range(0, TASKS).map(i -> input + i).boxed().toList();
    }

    private static long fold(List<Long> results) {
        long answer = 0;
        for (long result : results) {
            answer = 31 * answer + result;
        }
        return answer;
    }

    private static long work(long input) {
        long x = input;
        for (int round = 0; round < ROUNDS; round++) {
            x = (x ^ (x >>> 30)) * 0xA24B_AED4_963E_E407L + round;
        }
        return x;
    }
}
