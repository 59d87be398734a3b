package lockstep.threadedsum;

import java.util.function.LongUnaryOperator;
import java.util.concurrent.locks.ReentrantLock;

public final class ThreadedSum {
    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        lock.unLock();
        return 0;
    }

    private final ReentrantLock lock = new ReentrantLock();
}
