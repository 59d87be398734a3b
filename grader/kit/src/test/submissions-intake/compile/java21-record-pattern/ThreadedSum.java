package lockstep.threadedsum;

import java.util.function.LongUnaryOperator;

public final class ThreadedSum {
    private record Part(long sum, int index) {}

    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        Object part = new Part(1, 2);
        return part instanceof Part(long sum, int index) ? sum : 0;
    }
}
