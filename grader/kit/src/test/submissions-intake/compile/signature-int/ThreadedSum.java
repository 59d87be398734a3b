package lockstep.threadedsum;

import java.util.function.LongUnaryOperator;

public final class ThreadedSum {
    public int sum(int start, int end, LongUnaryOperator term, int threads) throws InterruptedException {
        return 0;
    }
}
