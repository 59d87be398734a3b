package lockstep.poolmap;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Function;

public class PoolMap {

    /** Hands out the inputs, and collects the outputs by their place. */
    private static final class Board<T, R> {
        private final StampedLock lock = new StampedLock();
        private final Map<Integer, R> done = new LinkedHashMap<>();
        private final Iterator<? extends T> inputs;
        private int next;
        private ExecutionException failure;

        Board(Iterable<? extends T> inputs) {
            this.inputs = inputs.iterator();
        }

        boolean takeOne(Function<? super T, ? extends R> task) {
            int place;
            T input;
            long stamp = lock.writeLock();
            try {
                if (failure != null || !inputs.hasNext()) return false;
                place = next++;
                input = inputs.next();
            } finally {
                lock.unlockWrite(stamp);
            }
            R output = null;
            ExecutionException thrown = null;
            try {
                output = task.apply(input);
            } catch (Throwable t) {
                thrown = new ExecutionException("input " + place + " of " + input, t);
            }
            stamp = lock.writeLock();
            try {
                if (thrown == null) done.put(place, output);
                else if (failure == null) failure = thrown;
            } finally {
                lock.unlockWrite(stamp);
            }
            return !Thread.currentThread().isInterrupted();
        }

        List<R> all() throws ExecutionException {
            long stamp = lock.readLock();
            try {
                if (failure != null) throw failure;
                List<R> list = new ArrayList<>(Collections.nCopies(done.size(), null));
                done.forEach(list::set);
                return list;
            } finally {
                lock.unlock(stamp);
            }
        }
    }

    static class Named implements ThreadFactory {
        private final List<Thread> made = new ArrayList<>();

        @Override
        public Thread newThread(Runnable body) {
            Thread thread = new Thread(null, body, getClass().getSimpleName() + '#' + made.size());
            thread.setUncaughtExceptionHandler((t, e) -> System.err.println(t.getName() + " died of " + e));
            made.add(thread);
            return thread;
        }
    }

    public <T, R> List<R> map(Function<? super T, ? extends R> task, List<? extends T> inputs, int workers)
            throws InterruptedException, ExecutionException {
        if (workers < 1) throw new IllegalArgumentException("no workers: " + workers);
        int crew = Math.min(workers, Math.max(1, inputs.size()));
        Board<T, R> board = new Board<>(inputs);
        Named named = new Named();
        CyclicBarrier finish = new CyclicBarrier(crew + 1);
        ThreadPoolExecutor pool = new ThreadPoolExecutor(crew, crew, 1, SECONDS, new LinkedBlockingQueue<>(), named);
        pool.prestartAllCoreThreads();
        try {
            for (int w = crew; w --> 0; ) {
                pool.execute(() -> {
                    try {
                        while (board.takeOne(task)) continue;
                        finish.await();
                    } catch (InterruptedException | BrokenBarrierException e) {
                        Thread.currentThread().interrupt();
                    }
                });
            }
            finish.await();
            return board.all();
        } catch (BrokenBarrierException e) {
            throw new IllegalStateException(e);
        } finally {
            pool.shutdownNow();
            boolean interrupted = false;
            for (Thread thread : named.made) {
                for (;;) {
                    try {
                        thread.join();
                        break;
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                }
            }
            if (interrupted) Thread.currentThread().interrupt();
        }
    }
}
