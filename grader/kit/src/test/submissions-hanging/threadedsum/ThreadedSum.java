package lockstep.threadedsum;

import java.util.function.LongUnaryOperator;

public class ThreadedSum {

    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        Thread thread = new Thread(ThreadedSum::sleep, "hanging");
        thread.start();
        while (true) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                System.out.println("not now");
            }
        }
    }

    private static void sleep() {
        while (true) {
            try {
                Thread.sleep(1_000_000);
            } catch (InterruptedException e) {
                System.out.println("not now either");
            }
        }
    }
}
