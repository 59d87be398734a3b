// Plain: the last share is started first; a failure or an interrupt stops all.
package lockstep.threadedsum;
import java.util.concurrent.atomic.*;
import java.util.function.LongUnaryOperator;
public final class ThreadedSum {
    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        if (end < start || threads < 1) throw new IllegalArgumentException();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicBoolean stop = new AtomicBoolean();
        AtomicLong total = new AtomicLong();
        Thread[] ts = new Thread[threads];
        long n = end - start, hi = end;
        for (int k = threads - 1; k >= 0; k--) {
            long b = hi, a = hi -= Long.divideUnsigned(n, threads) + (k < Long.remainderUnsigned(n, threads) ? 1 : 0);
            ts[k] = new Thread(() -> {
                long s = 0;
                try { for (long i = a; i < b && !stop.get(); i++) s += term.applyAsLong(i); }
                catch (Throwable t) { thrown.compareAndSet(null, t); stop.set(true); }
                total.addAndGet(s);
            });
            ts[k].start();
        }
        InterruptedException interrupt = null;
        for (int k = 0; k < threads; ) {
            try { ts[k].join(); k++; } catch (InterruptedException e) { interrupt = e; stop.set(true); }
        }
        if (thrown.get() != null) { if (interrupt != null) Thread.currentThread().interrupt(); ThreadedSum.<RuntimeException>sneak(thrown.get()); }
        if (interrupt != null) throw interrupt;
        return total.get();
    }
    @SuppressWarnings("unchecked") private static <T extends Throwable> void sneak(Throwable t) throws T { throw (T) t; }
}
