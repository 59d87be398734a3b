package lockstep.grader.catalog.poolmap;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import lockstep.grader.probe.CallLog;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.Rendezvous;
import lockstep.grader.probe.ThreadCensus;
import lockstep.grader.probe.Uninterruptibly;
import lockstep.grader.verdict.Advice;
import org.jspecify.annotations.Nullable;

/** Counts how many tasks run at a time, by letting them wait for each other. */
final class Crowd {

    private static final Duration MEETING = Duration.ofSeconds(5);
    private static final Duration INTRUSION = Duration.ofMillis(500);

    /** A thread that waits has few frames of the waiting itself; further down are those of what it did before. */
    private static final int FRAMES_OF_WAITING = 4;

    private Crowd() {}

    /** Expects that two tasks are at work at the same time at least once. */
    static void expectTwo() throws Exception {
        Rendezvous pair = new Rendezvous(2, MEETING);
        MapCall<Integer, Integer> call = MapCall.ofNumbers(
                "i -> { meet(2); return i; }",
                i -> {
                    pair.visit();
                    return i;
                },
                4,
                2);
        call.answer();
        if (!pair.met()) {
            throw PoolMapTests.wrong(
                    call.text() + ": no two tasks ever ran at the same time.",
                    null,
                    call.text(),
                    "2 tasks at a time",
                    "1 at a time");
        }
    }

    /** Expects that as many tasks as there are workers run at a time, again and again. */
    static void expectFull(int workers) throws Exception {
        CallLog<Integer> log = new CallLog<>();
        CyclicBarrier barrier = new CyclicBarrier(workers);
        AtomicBoolean apart = new AtomicBoolean();
        AtomicBoolean blocked = new AtomicBoolean();
        AtomicBoolean joining = new AtomicBoolean();
        ThreadCensus before = ThreadCensus.take();
        AtomicInteger most = new AtomicInteger();
        MapCall<Integer, Integer> call = MapCall.ofNumbers(
                "i -> { meet(" + workers + "); return i; }",
                i -> {
                    most.accumulateAndGet(barrier.getNumberWaiting() + 1, Math::max);
                    if (!apart.get() && !meets(barrier)) {
                        apart.set(true);
                        for (Thread thread : before.newcomers()) {
                            blocked.compareAndSet(false, thread.getState() == Thread.State.BLOCKED);
                            joining.compareAndSet(false, isJoining(thread));
                        }
                    }
                    return i;
                },
                3 * workers,
                workers);
        call.recordedIn(log).answer();
        if (apart.get()) {
            int seen = Math.min(most.get(), workers - 1);
            throw PoolMapTests.wrong(
                    call.text() + ": no more than " + seen + (seen == 1 ? " task" : " tasks")
                            + " ran at a time, though there were inputs left for " + workers + " workers.",
                    joining.get() ? MapAdvice.JOINING : advice(log, seen, workers, blocked.get()),
                    call.text(),
                    workers + " tasks at a time",
                    seen + " at a time");
        }
    }

    /** One task at a time in several threads, none of which waits for a lock: nobody handed over the next task. */
    private static @Nullable Advice advice(CallLog<Integer> log, int seen, int workers, boolean blocked) {
        if (isOfCommonPool(log)) {
            return MapAdvice.COMMON_POOL;
        }
        int threads = log.threads().size();
        return seen == 1 && threads > 1 && threads <= workers && !blocked ? MapAdvice.ONE_AT_A_TIME : null;
    }

    /** Tells whether it is a worker that waits for a task which another one has taken. */
    private static boolean isJoining(Thread thread) {
        return thread instanceof ForkJoinWorkerThread worker
                && worker.getPool() != ForkJoinPool.commonPool()
                && worker.getState() == Thread.State.WAITING
                && Arrays.stream(worker.getStackTrace())
                        .limit(FRAMES_OF_WAITING)
                        .anyMatch(frame -> frame.getClassName().equals(ForkJoinTask.class.getName())
                                && frame.getMethodName().equals("awaitDone"));
    }

    private static boolean isOfCommonPool(CallLog<Integer> log) {
        return log.threads().stream()
                .anyMatch(thread ->
                        thread instanceof ForkJoinWorkerThread worker && worker.getPool() == ForkJoinPool.commonPool());
    }

    private static boolean meets(CyclicBarrier barrier) {
        try {
            barrier.await(MEETING.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (BrokenBarrierException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Expects that while one task takes its time, the others go on beyond the first round. */
    static void expectNextWhileOneIsBusy(int workers) throws Exception {
        CountDownLatch goOn = new CountDownLatch(workers + 1);
        AtomicBoolean alone = new AtomicBoolean();
        MapCall<Integer, Integer> call = MapCall.ofNumbers(
                "i -> { if (i == 0) wait for the others; return i; }",
                i -> {
                    goOn.countDown();
                    if (i == 0 && !Uninterruptibly.await(goOn, MEETING)) {
                        alone.set(true);
                    }
                    return i;
                },
                3 * workers,
                workers);
        call.answer();
        if (alone.get()) {
            throw PoolMapTests.wrong(
                    call.text()
                            + ": while one task was busy, the other workers had nothing to do, though inputs were left.",
                    null,
                    call.text(),
                    "each worker goes on with the next input",
                    "no further input was begun within " + MEETING.toSeconds() + " seconds");
        }
    }

    /** Expects that not one task more than there are workers runs at a time. */
    static void expectNoMoreThan(int workers) throws Exception {
        Rendezvous intruder = new Rendezvous(workers + 1, INTRUSION);
        CallLog<Integer> log = new CallLog<>();
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        MapCall<Integer, Integer> call = MapCall.ofNumbers(
                "i -> { meet(" + (workers + 1) + "); return i; }",
                i -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    intruder.visit();
                    running.decrementAndGet();
                    return i;
                },
                4 * workers,
                workers);
        call.recordedIn(log).answer();
        if (most.get() > workers) {
            throw tooMany(call, most.get(), isOfCommonPool(log) ? MapAdvice.COMMON_POOL : MapAdvice.NO_LIMIT);
        }
    }

    private static CheckFailedError tooMany(MapCall<?, ?> call, int most, Advice advice) {
        return PoolMapTests.wrong(
                call.text() + ": " + most + " tasks ran at the same time, with " + call.workers()
                        + (call.workers() == 1 ? " worker." : " workers."),
                advice,
                call.text(),
                "at most " + call.workers() + " at a time",
                most + " tasks at a time");
    }
}
