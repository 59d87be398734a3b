package lockstep.threadedsum;

import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;
import java.util.function.*;

public final class ThreadedSum {
    private volatile boolean cancelled;

    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        if (end < start) throw new IllegalArgumentException("end < start");
        if (threads < 1) throw new IllegalArgumentException("threads < 1");

        long[] sums = new long[threads];
        Throwable[] thrown = new Throwable[threads];
        AtomicBoolean failed = new AtomicBoolean();
        Thread[] ts = new Thread[threads];
        long n = end - start;
        long q = n / threads, r = n % threads;
        for (int i = 0; i < threads; i++) {
            int me = i;
            long lo = start + q * me + Math.min(me, r);
            long hi = lo + q + (me < r ? 1 : 0);
            ts[i] = new Thread(() -> {
                try {
                    long s = 0;
                    for (long x = lo; x < hi; x++) {
                        if (cancelled || failed.get()) return;
                        s += term.applyAsLong(x);
                    }
                    sums[me] = s;
                } catch (Throwable t) { thrown[me] = t; failed.set(true); }
            });
        }
        for (Thread t : ts) t.start();
        boolean interrupted = false;
        for (Thread t : ts) {
            boolean joined = false;
            while (!joined) {
                try { t.join(); joined = true; } catch (InterruptedException e) { interrupted = true; cancelled = true; }
            }
        }
        for (Throwable t : thrown) if (t != null) {
            if (interrupted) Thread.currentThread().interrupt();
            ThreadedSum.<RuntimeException>raise(t);
        }
        if (interrupted) throw new InterruptedException();
        return Arrays.stream(sums).sum();
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void raise(Throwable t) throws E {
        throw (E) t;
    }
}
