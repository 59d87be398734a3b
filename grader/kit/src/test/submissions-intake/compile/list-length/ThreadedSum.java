package lockstep.threadedsum;

import java.util.function.LongUnaryOperator;
import java.util.List;

public final class ThreadedSum {
    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        return List.of(1).length;
    }
}
