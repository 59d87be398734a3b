package lockstep.threadedsum;

import java.util.function.LongUnaryOperator;

public final class ThreadedSum {

    private static class Total {
        long value;
    }

    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        if (end < start || threads < 1) {
            throw new IllegalArgumentException("bad range or number of threads");
        }
        RuntimeException[] failure = new RuntimeException[threads];
        Thread[] workers = new Thread[threads];
        Total total = new Total();
        long chunk = (end - start) / threads;
        for (int t = 0; t < threads; t++) {
            long from = start + t * chunk;
            long to = t == threads - 1 ? end : from + chunk;
            int index = t;
            workers[t] = new Thread(() -> {
                try {
                    long sum = 0;
                    for (long i = from; i < to; i++) {
                        sum += term.applyAsLong(i);
                    }
                    total.value += sum;
                } catch (RuntimeException e) {
                    failure[index] = e;
                }
            });
        }
        for (Thread worker : workers) {
            worker.start();
        }
        joinAll(workers);
        for (RuntimeException e : failure) {
            if (e != null) {
                throw e;
            }
        }
        return total.value;
    }

    private static void joinAll(Thread[] workers) throws InterruptedException {
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
    }
}
