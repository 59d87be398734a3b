package lockstep.threadedsum;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongUnaryOperator;

public final class ThreadedSum {

    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        if (end < start || threads < 1) {
            throw new IllegalArgumentException("bad range or number of threads");
        }
        AtomicLong total = new AtomicLong();
        AtomicReference<RuntimeException> failure = new AtomicReference<>();
        Thread[] workers = new Thread[threads];
        // one queue per worker, dealt out in turns: one task per element
        for (int t = 0; t < threads; t++) {
            int index = t;
            workers[t] = new Thread(() -> {
                LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
                for (long i = start + index; i < end && i >= start; i += threads) {
                    long element = i;
                    tasks.add(() -> total.addAndGet(term.applyAsLong(element)));
                    if (tasks.size() == 1000) {
                        run(tasks, failure);
                    }
                }
                run(tasks, failure);
            });
        }
        for (Thread worker : workers) {
            worker.start();
        }
        boolean interrupted = false;
        for (Thread worker : workers) {
            boolean done = false;
            while (!done) {
                try {
                    worker.join();
                    done = true;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            throw new InterruptedException();
        }
        if (failure.get() != null) {
            throw failure.get();
        }
        return total.get();
    }

    private static void run(LinkedBlockingQueue<Runnable> tasks, AtomicReference<RuntimeException> failure) {
        Runnable task;
        while ((task = tasks.poll()) != null) {
            try {
                task.run();
            } catch (RuntimeException e) {
                failure.compareAndSet(null, e);
            }
        }
    }
}
