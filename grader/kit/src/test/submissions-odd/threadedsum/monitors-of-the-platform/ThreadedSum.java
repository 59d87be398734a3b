package lockstep.threadedsum;

import java.util.function.LongUnaryOperator;

/** Guards by objects that belong to the platform, which nothing forbids. */
public final class ThreadedSum {

    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        if (end < start || threads < 1) {
            throw new IllegalArgumentException("end < start or threads < 1");
        }
        long[] total = new long[1];
        int[] done = new int[1];
        Throwable[] failure = new Throwable[1];
        Object group = Thread.currentThread().getThreadGroup();
        Thread[] workers = new Thread[threads];
        long share = (end - start) / threads;
        long rest = (end - start) % threads;
        long from = start;
        for (int t = 0; t < threads; t++) {
            long first = from;
            long last = first + share + (t < rest ? 1 : 0);
            from = last;
            workers[t] = new Thread(() -> {
                long sum = 0;
                try {
                    for (long i = first; i < last; i++) {
                        sum += term.applyAsLong(i);
                    }
                } catch (Throwable e) {
                    synchronized (group) {
                        failure[0] = e;
                    }
                }
                synchronized (Thread.class) {
                    total[0] += sum;
                    done[0]++;
                    Thread.class.notifyAll();
                }
            });
        }
        for (Thread worker : workers) {
            worker.start();
        }
        InterruptedException interrupted = null;
        synchronized (Thread.class) {
            while (done[0] < threads) {
                try {
                    if (interrupted == null) {
                        Thread.class.wait();
                    } else {
                        Thread.class.wait(1_000L);
                    }
                } catch (InterruptedException e) {
                    interrupted = e;
                }
            }
        }
        for (Thread worker : workers) {
            while (worker.isAlive()) {
                try {
                    worker.join();
                } catch (InterruptedException e) {
                    interrupted = e;
                }
            }
        }
        if (interrupted != null) {
            throw interrupted;
        }
        synchronized (group) {
            if (failure[0] instanceof Error e) {
                throw e;
            } else if (failure[0] instanceof RuntimeException e) {
                throw e;
            }
        }
        return total[0];
    }
}
