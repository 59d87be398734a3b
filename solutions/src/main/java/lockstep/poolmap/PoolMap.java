package lockstep.poolmap;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Maps a function over a list with a pool of workers. */
public final class PoolMap {

    /**
     * Returns {@code task} of each input, in the order of the inputs, computed by a pool of {@code workers} threads:
     * an {@code ExecutorService} or a {@code ForkJoinPool} that this call creates.
     *
     * <p>Each input is mapped exactly once, never more than {@code workers} at a time, and that many at a time while
     * there are enough inputs left; no more than {@code workers} threads call {@code task}, and the caller does not.
     * The pool lives for this call alone: its threads have ended when the call returns or throws, however long a task
     * takes; a thread that has only to end is fine. A {@code null} result is a result. A task may itself call
     * {@code map}.
     *
     * @param task    what to apply to each input
     * @param inputs  the inputs; not changed
     * @param workers how many threads the pool has; at least 1
     * @throws IllegalArgumentException if {@code workers < 1}
     * @throws ExecutionException       if the task throws for some input, be it an error; its cause is the very object
     *                                  that the task threw
     * @throws InterruptedException     if the caller is interrupted while it waits for tasks; any other interrupt leaves
     *                                  the interrupt flag set
     */
    public <T, R> List<R> map(Function<? super T, ? extends R> task, List<? extends T> inputs, int workers)
            throws InterruptedException, ExecutionException {
        if (workers < 1) {
            throw new IllegalArgumentException("at least 1 worker expected, found " + workers);
        }
        Queue<Thread> crew = new ConcurrentLinkedQueue<>();
        int useful = Math.max(1, Math.min(workers, inputs.size())); // pools cannot be of any size that an int can
        ExecutorService pool = Executors.newFixedThreadPool(useful, work -> {
            Thread thread = new Thread(work);
            crew.add(thread);
            return thread;
        });
        try {
            CompletionService<R> finished = new ExecutorCompletionService<>(pool);
            List<Future<R>> futures = new ArrayList<>();
            for (T input : inputs) {
                futures.add(finished.submit(() -> task.apply(input)));
            }
            for (int i = 0; i < futures.size(); i++) {
                finished.take().get(); // the first failure leaves here, while others still work
            }
            List<R> results = new ArrayList<>();
            for (Future<R> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
            awaitEnd(crew);
        }
    }

    /**
     * Waits until every thread has ended, whoever interrupts meanwhile. {@code awaitTermination} would return a moment
     * earlier: when the last thread has no more work, but may not have ended yet.
     */
    private static void awaitEnd(Iterable<Thread> threads) {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
