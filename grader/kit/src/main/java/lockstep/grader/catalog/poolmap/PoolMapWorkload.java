package lockstep.grader.catalog.poolmap;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import lockstep.grader.author.ParallelCall.Setting;
import lockstep.grader.check.speedup.SharedWork;
import lockstep.grader.check.speedup.Workload;
import lockstep.grader.exercise.Check;
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

    /** A share of the tasks that leaves a second worker too little to reach what is required. */
    private static final double MOST_OF_TWO = 0.7;

    private static final SharedWork WORK = new SharedWork(new PoolMapContract());

    @Check(
            id = "uneven",
            title = "One long task does not hold the others up",
            points = 10,
            why =
                    "Tasks are rarely of equal length. While one worker is at a long one, the others should go on with what"
                            + " is left, or the pool is as slow as its unluckiest worker.",
            hint =
                    "Who decides which worker maps which input, and when? A worker that is done should find the next input at"
                            + " once, whatever the others are at.",
            ground = {"correctness.maps-in-order", "correctness.at-most-workers", "correctness.at-once"})
    public void longTaskHoldsNobodyUp() {
        // The first input and one in the middle: a split into blocks is seen at either, a split into stripes as well.
        WORK.expectNobodyHeldUp(Setting.of(0, TASKS, 2), 0);
        WORK.expectNobodyHeldUp(Setting.of(0, TASKS, 2), TASKS / 2);
    }

    @Override
    public String describe() {
        return "64 tasks of equal work, about a millisecond each";
    }

    /** With as many tasks as are timed: a pool that is one only for a few tasks is told here. */
    @Override
    public Evidence.WorkShare shareOut(long input, int threads) {
        return WORK.expectTogetherAndFair(
                Setting.of(input, input + TASKS, threads).with("task", i -> work(i)), 1, MOST_OF_TWO);
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
