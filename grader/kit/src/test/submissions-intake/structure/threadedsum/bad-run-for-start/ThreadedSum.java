package lockstep.threadedsum;

import java.util.function.LongUnaryOperator;

public final class ThreadedSum {
    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        long[] sum = new long[1];
        Thread thread = new Thread(() -> {
            for (long i = start; i < end; i++) {
                sum[0] += term.applyAsLong(i);
            }
        });
        thread.run();
        thread.join();
        return sum[0];
    }
}
