package lockstep.threadedsum;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;

/** Hangs where the sum is large enough to be measured: threads under control are not seen from outside. */
public class ThreadedSum {

    private static final long LARGE = 20_000;

    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        if (end - start > LARGE) {
            hang();
        }
        long[] sums = new long[threads];
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int me = i;
            all.add(new Thread(() -> {
                for (long element = start + me; element < end; element += threads) {
                    sums[me] += term.applyAsLong(element);
                }
            }));
        }
        for (Thread each : all) {
            each.start();
        }
        for (Thread each : all) {
            each.join();
        }
        return LongStream.of(sums).sum();
    }

    private static void hang() {
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
