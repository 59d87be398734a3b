package lockstep.threadedsum;

import java.util.function.LongUnaryOperator;
import java.util.concurent.ExecutorService;

public final class ThreadedSum {
    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        return 0;
    }
}
