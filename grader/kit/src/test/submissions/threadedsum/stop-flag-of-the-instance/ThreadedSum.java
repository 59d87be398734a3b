// WRONG: "Calls from different threads ..., on one instance ..., do not disturb each other." "never a partial sum".
// Scenario: while call A computes, call B on the same instance fails: A's threads stop, A returns a partial sum.
package lockstep.threadedsum;
import java.util.concurrent.atomic.*;
import java.util.function.LongUnaryOperator;
public final class ThreadedSum {
    private volatile boolean stopped;
    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        if (end < start || threads < 1) throw new IllegalArgumentException();
        stopped = false;
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        long[] sums = new long[threads];
        Thread[] ts = new Thread[threads];
        long n = end - start, lo = start;
        for (int k = 0; k < threads; k++) {
            int me = k;
            long a = lo, b = lo += n / threads + (k < n % threads ? 1 : 0);
            ts[k] = new Thread(() -> {
                long s = 0;
                try { for (long i = a; i < b && !stopped; i++) s += term.applyAsLong(i); }
                catch (Throwable t) { thrown.compareAndSet(null, t); stopped = true; }
                sums[me] = s;
            });
            ts[k].start();
        }
        boolean interrupted = false;
        for (int k = 0; k < threads; ) {
            try { ts[k].join(); k++; } catch (InterruptedException e) { interrupted = true; }
        }
        if (thrown.get() != null) {
            if (interrupted) Thread.currentThread().interrupt();
            ThreadedSum.<RuntimeException>sneak(thrown.get());
        }
        if (interrupted) throw new InterruptedException();
        long sum = 0;
        for (long s : sums) sum += s;
        return sum;
    }
    @SuppressWarnings("unchecked") private static <T extends Throwable> void sneak(Throwable t) throws T { throw (T) t; }
}
