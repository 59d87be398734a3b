package lockstep.threadedsum;

import java.util.function.LongUnaryOperator;

public final class ThreadedSum {
    private long sum;

    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        return sum;
    }

    public static void main(String[] arguments) {
        System.out.println(sum);
    }
}
