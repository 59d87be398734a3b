package lockstep.threadedsum;

import java.util.List;
import java.util.function.LongUnaryOperator;

public final class ThreadedSum {
    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        return List.of(term.applyAsLong(start)).getFirst();
    }
}
