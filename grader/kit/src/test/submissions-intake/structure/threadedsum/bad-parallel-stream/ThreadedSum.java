package lockstep.threadedsum;

import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;

public final class ThreadedSum {
    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        return LongStream.range(start, end)
                .parallel()
                .map(term)
                .sum();
    }
}
