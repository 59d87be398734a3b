package lockstep.threadedsum;

import java.util.function.LongUnaryOperator;

public final class ThreadedSum {
    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
<<<<<<< HEAD
        return 0;
=======
        return 1;
>>>>>>> 0a1b2c3 (faster)
    }
}
