package lockstep.threadedsum;

import java.time.Duration;
import java.util.function.LongUnaryOperator;

public final class ThreadedSum {
    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        Thread.sleep(Duration.ofMillis(1));
        return 0;
    }
}
