package lockstep.grader.catalog.lab;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;
import lockstep.grader.worker.ChildProcesses;
import lockstep.poolmap.PoolMap;
import lockstep.processqueuesum.ProcessQueueSum;
import lockstep.processqueuesum.Term;
import lockstep.threadedsum.ThreadedSum;

/**
 * Does the lab's experiments with the classes that are on the class path.
 *
 * @param shrink by how much the work is smaller than the experiments tell
 */
record LabWork(int shrink) {

    /** As many as take some 5 ms: so long CPython's threads keep its lock where others want it (sys.getswitchinterval). */
    private static final long ELEMENTS_PER_LOCK = 100_000;

    private static final long LOOK_MILLIS = 2;

    /** Does an experiment once and returns its answer, which is only there to be the same each time. */
    long once(Experiment experiment) throws Exception {
        long sum = 100_000_000 / shrink;
        long mix = 16_000_000 / shrink;
        return switch (experiment) {
            case SUM_ONE_THREAD -> oneThread(sum, Term.IDENTITY);
            case SUM_TWO_THREADS -> new ThreadedSum().sum(0, sum, Term.IDENTITY, 2);
            case SUM_TWO_PROCESSES -> new ProcessQueueSum().sum(0, sum, Term.IDENTITY, 2);
            case MIX_ONE_THREAD -> oneThread(mix, Term.MIX);
            case MIX_TWO_THREADS -> new ThreadedSum().sum(0, mix, Term.MIX, 2);
            case MIX_GLOBAL_LOCK -> underGlobalLock(mix, Term.MIX);
            case MIX_TWO_PROCESSES -> new ProcessQueueSum().sum(0, mix, Term.MIX, 2);
            case SLEEP_ONE_THREAD -> sleep(1) + sleep(2) + sleep(3);
            case SLEEP_THREADS -> total(new PoolMap().map(this::sleep, List.of(1, 2, 3), 3));
            case SLEEP_PROCESSES -> sleepingChildren();
            case SQUARES_ONE_THREAD -> squares(0L) + squares(1L) + squares(2L) + squares(3L);
            case SQUARES_POOL -> total(new PoolMap().map(this::squares, List.of(0L, 1L, 2L, 3L), 2));
            case WHO -> 0;
        };
    }

    private static long oneThread(long elements, LongUnaryOperator term) {
        long sum = 0;
        for (long i = 0; i < elements; i++) {
            sum += term.applyAsLong(i);
        }
        return sum;
    }

    /** Whoever computes holds the lock: what a global interpreter lock does to threads that only compute. */
    private static long underGlobalLock(long elements, LongUnaryOperator term) throws InterruptedException {
        ReentrantLock interpreter = new ReentrantLock(true);
        long[] partial = new long[2];
        Thread[] threads = new Thread[2];
        for (int t = 0; t < threads.length; t++) {
            int mine = t;
            long end = elements * (t + 1) / 2;
            long start = elements * t / 2;
            threads[t] = new Thread(() -> {
                for (long from = start; from < end; from += ELEMENTS_PER_LOCK) {
                    interpreter.lock();
                    try {
                        partial[mine] += part(from, Math.min(end, from + ELEMENTS_PER_LOCK), term);
                    } finally {
                        interpreter.unlock();
                    }
                }
            });
            threads[t].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return partial[0] + partial[1];
    }

    private static long part(long from, long to, LongUnaryOperator term) {
        long sum = 0;
        for (long i = from; i < to; i++) {
            sum += term.applyAsLong(i);
        }
        return sum;
    }

    private long sleep(int answer) {
        try {
            Thread.sleep(sleepMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return answer;
    }

    private long sleepMillis() {
        return 3_000 / shrink;
    }

    private long sleepingChildren() throws IOException, InterruptedException {
        List<Process> children = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            children.add(ChildProcesses.start(LabChild.class, List.of(Long.toString(sleepMillis()))));
        }
        for (Process child : children) {
            child.waitFor();
        }
        return 6;
    }

    private long squares(long which) {
        long sum = 0;
        long end = 50_000_000 / shrink;
        for (long i = which; i < end + which; i++) {
            sum += i * i % 7;
        }
        return sum;
    }

    private static long total(List<Long> numbers) {
        return numbers.stream().mapToLong(Long::longValue).sum();
    }

    /** Returns who computes, form by form. */
    List<String> identities() throws Exception {
        Set<String> threads = new ConcurrentSkipListSet<>();
        new ThreadedSum().sum(0, 1_000, i -> note(threads, i), 2);
        Set<String> workers = new ConcurrentSkipListSet<>();
        new PoolMap().map(i -> note(workers, i), List.of(1L, 2L, 3L, 4L), 2);
        long own = ProcessHandle.current().pid();
        return List.of(
                "this process: " + own,
                "two threads: process " + own + ", threads " + inWords(threads),
                "a pool of two: process " + own + ", threads " + inWords(workers),
                "two processes: processes " + inWords(children()) + ", each with its own main thread and memory");
    }

    private static long note(Set<String> names, long value) {
        names.add(Thread.currentThread().getName());
        return value;
    }

    /** Nobody tells who a sum's children are, so this looks while they live. */
    private static Set<String> children() throws InterruptedException, ExecutionException {
        Set<String> seen = new TreeSet<>();
        FutureTask<Long> sum = new FutureTask<>(() -> new ProcessQueueSum().sum(0, 1_000_000, Term.MIX, 2));
        new Thread(sum, "sum").start();
        while (!sum.isDone()) {
            ProcessHandle.current()
                    .children()
                    .filter(ProcessHandle::isAlive)
                    .forEach(child -> seen.add(Long.toString(child.pid())));
            Thread.sleep(LOOK_MILLIS);
        }
        sum.get();
        return seen;
    }

    private static String inWords(Set<String> names) {
        return names.stream().collect(Collectors.joining(" and "));
    }
}
