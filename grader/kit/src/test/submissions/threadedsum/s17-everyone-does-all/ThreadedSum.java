package lockstep.threadedsum;

import java.util.function.LongUnaryOperator;

public final class ThreadedSum {

    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        if (end < start || threads < 1) {
            throw new IllegalArgumentException("bad range or number of threads");
        }
        final long[] result = new long[1];
        Runnable work = () -> {
            long sum = 0;
            for (long i = start; i < end; i++) {
                sum += term.applyAsLong(i);
            }
            result[0] = sum;
        };
        Thread[] workers = new Thread[threads];
        for (int t = 0; t < threads; t++) {
            workers[t] = new Thread(work);
            workers[t].start();
        }
        for (Thread worker : workers) {
            worker.join();
        }
        return result[0];
    }
}
