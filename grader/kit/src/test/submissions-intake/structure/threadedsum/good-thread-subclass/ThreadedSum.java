package lockstep.threadedsum;

import java.util.function.LongUnaryOperator;

public final class ThreadedSum {
    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        Adder adder = new Adder(start, end, term);
        adder.start();
        adder.join();
        return adder.sum;
    }
}
