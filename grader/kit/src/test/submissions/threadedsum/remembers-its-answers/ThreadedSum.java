package lockstep.threadedsum;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.LongUnaryOperator;
public final class ThreadedSum {
    private final Map<List<Object>, Long> known = new ConcurrentHashMap<>();
    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        if (end < start || threads < 1) throw new IllegalArgumentException();
        Long old = known.get(List.of(start, end, term, threads)); if (old != null) return old;
        long n = end - start;
        long[] part = new long[threads];
        Throwable[] thrown = new Throwable[threads];
        Thread[] all = new Thread[threads];
        for (int t = 0; t < threads; t++) {
            int me = t;
            long from = start + Long.divideUnsigned(n, threads) * t + Math.min(t, Long.remainderUnsigned(n, threads));
            long to = from + Long.divideUnsigned(n, threads) + (t < Long.remainderUnsigned(n, threads) ? 1 : 0);
            Runnable body = () -> {
                try {
                    long s = 0;
                    for (long i = from; i < to; i++) s += term.applyAsLong(i);
                    part[me] = s;
                } catch (Throwable e) { thrown[me] = e; }
            };
            all[t] = new Thread(body);
            all[t].start();
        }
        boolean interrupted = false;
        InterruptedException first = null;
        for (Thread t : all) {
            while (true) {
                try { t.join(); break; } catch (InterruptedException e) { if (first == null) first = e;  }
            }
        }
        if (first != null) { throw first; }
        for (Throwable t : thrown) {
            if (t instanceof Error e) throw e;
            if (t instanceof RuntimeException e) throw e;
        }
        long s = 0;
        for (long p : part) s += p;
        known.put(List.of(start, end, term, threads), s);
        return s;
    }
}
