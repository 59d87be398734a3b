package lockstep.threadedsum;

import java.util.function.LongUnaryOperator;

public final class ThreadedSum {

    public long sum(long start, long end, LongUnaryOperator f, int threads) throws InterruptedException {
        if (threads < 1) {
            System.exit(1);
        }
        note("called");
        return 0;
    }

    private static void note(String text) {
        try (java.io.Writer log =
                new java.io.FileWriter("log.txt")) {
            log.write(text);
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
