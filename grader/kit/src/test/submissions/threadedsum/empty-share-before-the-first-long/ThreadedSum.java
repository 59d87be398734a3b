package lockstep.threadedsum;
import java.util.function.LongUnaryOperator;
public final class ThreadedSum {
    private static final class Part extends Thread {
        final long from, last; final LongUnaryOperator term; volatile boolean stop; long sum; Throwable failure;
        Part(long from, long last, LongUnaryOperator term) { this.from = from; this.last = last; this.term = term; }
        @Override public void run() {
            try { for (long x = from; x <= last && !stop; x++) sum += term.applyAsLong(x); } catch (Throwable t) { failure = t; }
        }
    }
    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        if (end < start || threads < 1) throw new IllegalArgumentException();
        if (start == end) return 0;
        long n = end - start, at = start;
        Part[] parts = new Part[threads];
        for (int i = 0; i < threads; i++) {
            long c = n / threads + (i >= threads - n % threads ? 1 : 0); // the last ones take one more
            parts[i] = new Part(at, at + c - 1, term);
            at += c;
        }
        for (Part p : parts) p.start();
        boolean interrupted = false;
        for (Part p : parts)
            for (boolean joined = false; !joined; )
                try { p.join(); joined = true; } catch (InterruptedException e) { interrupted = true; for (Part q : parts) q.stop = true; }
        long total = 0;
        for (Part p : parts) {
            total += p.sum;
            if (p.failure != null) {
                if (interrupted) Thread.currentThread().interrupt();
                if (p.failure instanceof Error e) throw e;
                throw (RuntimeException) p.failure;
            }
        }
        if (interrupted) throw new InterruptedException();
        return total;
    }
}
