// WRONG: "called exactly once per element" / "whatever term throws ... the same object". Scenario: a term that throws the
// first time only: it is called again for the same element, and the call returns a sum although the term has thrown.
package lockstep.threadedsum;
import java.util.concurrent.*;
import java.util.function.LongUnaryOperator;
public final class ThreadedSum {
    private static long once(LongUnaryOperator term, long i) {
        try { return term.applyAsLong(i); } catch (RuntimeException transientFailure) { return term.applyAsLong(i); }
    }
    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        if (end < start || threads < 1) throw new IllegalArgumentException();
        FutureTask<?>[] tasks = new FutureTask<?>[threads]; Thread[] ts = new Thread[threads];
        long n = end - start, lo = start;
        for (int k = 0; k < threads; k++) {
            long a = lo, b = lo += n / threads + (k < n % threads ? 1 : 0);
            tasks[k] = new FutureTask<Long>(() -> { long s = 0; for (long i = a; i < b; i++) s += once(term, i); return s; });
            ts[k] = new Thread(tasks[k]);
        }
        for (Thread t : ts) t.start();
        boolean interrupted = false;
        for (int k = 0; k < threads; ) { try { ts[k].join(); k++; } catch (InterruptedException e) { interrupted = true; } }
        long sum = 0; Throwable bad = null;
        for (FutureTask<?> f : tasks) {
            try { sum += (Long) f.get(); } catch (ExecutionException e) { if (bad == null) bad = e.getCause(); }
        }
        if (bad != null) { if (interrupted) Thread.currentThread().interrupt(); ThreadedSum.<RuntimeException>sneak(bad); }
        if (interrupted) throw new InterruptedException();
        return sum;
    }
    @SuppressWarnings("unchecked") private static <T extends Throwable> void sneak(Throwable t) throws T { throw (T) t; }
}
