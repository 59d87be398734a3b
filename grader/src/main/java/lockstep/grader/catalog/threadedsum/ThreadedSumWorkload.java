package lockstep.grader.catalog.threadedsum;

import lockstep.grader.check.speedup.Workload;
import lockstep.threadedsum.ThreadedSum;

/** Times the sum of a term that takes real work. */
public final class ThreadedSumWorkload implements Workload {

    private static final int ELEMENTS = 500_000;

    @Override
    public String describe() {
        return "the sum of 500,000 terms of 48 rounds of integer mixing each";
    }

    @Override
    public long baseline(long input) {
        long sum = 0;
        for (long i = 0; i < ELEMENTS; i++) {
            sum += mix(first(input) + i);
        }
        return sum;
    }

    @Override
    public long submission(long input, int threads) throws InterruptedException {
        long first = first(input);
        return new ThreadedSum().sum(first, first + ELEMENTS, ThreadedSumWorkload::mix, threads);
    }

    @Override
    public long reference(long input, int threads) throws InterruptedException {
        long first = first(input);
        long[] partial = new long[threads];
        Thread[] workers = new Thread[threads];
        for (int t = 0; t < threads; t++) {
            int mine = t;
            long from = first + (long) ELEMENTS * t / threads;
            long to = first + (long) ELEMENTS * (t + 1) / threads;
            workers[t] = new Thread(() -> {
                long sum = 0;
                for (long i = from; i < to; i++) {
                    sum += mix(i);
                }
                partial[mine] = sum;
            });
            workers[t].start();
        }
        long sum = 0;
        for (int t = 0; t < threads; t++) {
            workers[t].join();
            sum += partial[t];
        }
        return sum;
    }

    private static long first(long input) {
        return input & 0x0FFF_FFFF_FFFFL;
    }

    /** Each round needs the one before, so nothing can be computed ahead or left out. */
    static long mix(long element) {
        long x = element;
        for (int round = 0; round < 48; round++) {
            x = (x ^ (x >>> 31)) * 0x9FB2_1C65_1E98_DF25L;
            x = Long.rotateLeft(x, 27) + round;
        }
        return x;
    }
}
