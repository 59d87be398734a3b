// WRONG: "Sums wrap around": the parts are added by addExact
// sum of Long.MAX_VALUE twice by two threads
package lockstep.threadedsum;
import java.util.concurrent.atomic.*;
import java.util.function.LongUnaryOperator;
public final class ThreadedSum {
    
    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        if (end < start || threads < 1) throw new IllegalArgumentException();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicBoolean stop = new AtomicBoolean(); AtomicLong total = new AtomicLong();
        Thread[] ts = new Thread[threads];
        long n = end - start, lo = start;
        for (int k = 0; k < threads; k++) {
            long a = lo, b = lo += n / threads + (k < n % threads ? 1 : 0);
            ts[k] = new Thread(() -> {
                long s = 0;
                try { for (long i = a; i < b && !stop.get(); i++) s += term.applyAsLong(i); }
                catch (Throwable t) { thrown.compareAndSet(null, t); stop.set(true); }
                total.accumulateAndGet(s, Math::addExact);
            });
        }
        InterruptedException interrupt = null;
        for (int w = 0; w < threads; w += threads) {
            int to = Math.min(threads, w + threads);
            for (int k = w; k < to; k++) ts[k].start();
            for (int k = w; k < to; ) {
                try { ts[k].join(); k++; } catch (InterruptedException e) { interrupt = e; stop.set(true); }
            }
        }
        if (thrown.get() != null) { if (interrupt != null) Thread.currentThread().interrupt(); ThreadedSum.<RuntimeException>sneak(thrown.get()); }
        if (interrupt != null) throw interrupt;
        return total.get();
    }
    @SuppressWarnings("unchecked") private static <T extends Throwable> void sneak(Throwable t) throws T { throw (T) t; }
}
