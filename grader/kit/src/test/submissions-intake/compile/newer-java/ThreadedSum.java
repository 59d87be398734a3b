package lockstep.threadedsum;

import java.util.function.LongUnaryOperator;

public final class ThreadedSum {
    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        Object o = term;
        return switch (o) {
            case String s -> 1;
            default -> 0;
        };
    }
}
