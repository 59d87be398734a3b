package lockstep.threadedsum;

import java.util.function.LongUnaryOperator;

public final class ThreadedSum {
    public ThreadedSum(int threads) {}

    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        return 0;
    }
}
