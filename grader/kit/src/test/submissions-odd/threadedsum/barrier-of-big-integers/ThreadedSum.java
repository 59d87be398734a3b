package lockstep.threadedsum;

import java.math.BigInteger;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongUnaryOperator;

public final class ThreadedSum {

    private enum End { WELL, BADLY }

    private static class Worker extends Thread implements Thread.UncaughtExceptionHandler {
        private final BigInteger from;
        private final BigInteger to;
        private final LongUnaryOperator term;
        private final CyclicBarrier barrier;
        private final AtomicReference<Throwable> first;
        private BigInteger sum = BigInteger.ZERO;

        Worker(int number, BigInteger from, BigInteger to, LongUnaryOperator term, CyclicBarrier barrier, AtomicReference<Throwable> first) {
            super(String.format(Locale.ROOT, "adder-%02d", number));
            this.from = from;
            this.to = to;
            this.term = term;
            this.barrier = barrier;
            this.first = first;
            setDaemon(true);
            setUncaughtExceptionHandler(this);
        }

        @Override
        public void run() {
            // Big numbers are slow, so only every thousandth partial sum is one.
            long i = from.longValue();
            long left = to.subtract(from).longValueExact();
            while (left > 0) {
                long some = 0;
                for (int k = 0; k < 1000 && left > 0; k++, i++, left--) some += term.applyAsLong(i);
                sum = sum.add(BigInteger.valueOf(some));
            }
            pass();
        }

        private void pass() {
            try {
                barrier.await();
            } catch (InterruptedException | BrokenBarrierException e) {
                // The caller does not wait at the barrier any more; it joins instead.
                return;
            }
        }

        @Override
        public void uncaughtException(Thread thread, Throwable thrown) {
            first.compareAndSet(null, thrown);
            pass();
        }
    }

    public long sum(final long start, final long end, final LongUnaryOperator term, final int threads) throws InterruptedException {
        if (threads < 1 || start > end) {
            throw new IllegalArgumentException("""
                    cannot share [%d, %d)
                    among %d\tthreads""".formatted(start, end, threads));
        }
        long began = System.currentTimeMillis();
        Worker[] workers = new Worker[threads];
        BigInteger[] total = {BigInteger.ZERO};
        CyclicBarrier barrier = new CyclicBarrier(threads + 1, () -> {
            for (Worker worker : workers) total[0] = total[0].add(worker.sum);
        });
        AtomicReference<Throwable> first = new AtomicReference<>();
        BigInteger count = BigInteger.valueOf(end).subtract(BigInteger.valueOf(start));
        for (int w = 0; w < threads; w++) {
            workers[w] = new Worker(w, border(start, count, w, threads), border(start, count, w + 1, threads), term, barrier, first);
        }
        for (Worker worker : workers) worker.start();
        InterruptedException interrupt = null;
        try {
            barrier.await();
        } catch (BrokenBarrierException e) {
            throw new IllegalStateException("somebody has interrupted a worker", e);
        } catch (InterruptedException e) {
            interrupt = e;
        }
        for (Worker worker : workers) {
            while (worker.isAlive()) {
                try {
                    worker.join();
                } catch (InterruptedException e) {
                    interrupt = e;
                }
            }
        }
        if (interrupt != null) throw interrupt;
        Map<End, Duration> took = new EnumMap<>(End.class);
        took.put(first.get() == null ? End.WELL : End.BADLY, Duration.ofMillis(System.currentTimeMillis() - began));
        if (took.getOrDefault(End.WELL, Duration.ZERO).compareTo(Duration.ofSeconds(30)) > 0) System.out.println("slow: " + took);
        if (first.get() instanceof RuntimeException) throw (RuntimeException) first.get();
        if (first.get() instanceof Error) throw (Error) first.get();
        return total[0].longValue();
    }

    private static BigInteger border(long start, BigInteger count, int number, int of) {
        return BigInteger.valueOf(start).add(count.multiply(BigInteger.valueOf(number)).divide(BigInteger.valueOf(of)));
    }
}
