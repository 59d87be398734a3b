package lockstep.threadedsum;

import java.util.function.LongUnaryOperator;

public final class ThreadedSum {
    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        new Thread(() -> {}).start();
        return 0;
    }

    static class Thread {
        Thread(Runnable task) {}

        void start() {}
    }
}
