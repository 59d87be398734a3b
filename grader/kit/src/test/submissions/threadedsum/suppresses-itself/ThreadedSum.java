// WRONG: "the call throws the very same object". Scenario: two threads throw one and the same exception object: its
// addSuppressed(itself) throws IllegalArgumentException instead.
package lockstep.threadedsum;
import java.util.*;
import java.util.function.LongUnaryOperator;
public final class ThreadedSum {
    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        if (end < start || threads < 1) throw new IllegalArgumentException();
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        long[] sums = new long[threads];
        List<Thread> workers = new ArrayList<>();
        long size = end - start, each = size / threads, rest = size % threads, at = start;
        for (int k = 0; k < threads; k++) {
            int me = k;
            long first = at, last = at += each + (k < rest ? 1 : 0);
            workers.add(new Thread(() -> {
                try {
                    long s = 0;
                    for (long x = first; x < last; x++) s += term.applyAsLong(x);
                    sums[me] = s;
                } catch (Throwable t) { failures.add(t); }
            }, "sum-" + k));
        }
        workers.forEach(Thread::start);
        boolean interrupted = false;
        for (Thread w : workers) {
            for (;;) {
                try { w.join(); break; } catch (InterruptedException e) { interrupted = true; }
            }
        }
        if (!failures.isEmpty()) {
            if (interrupted) Thread.currentThread().interrupt();
            Throwable first = failures.get(0);
            for (Throwable other : failures.subList(1, failures.size())) first.addSuppressed(other);
            throw ThreadedSum.<Error>cast(first);
        }
        if (interrupted) throw new InterruptedException();
        return Arrays.stream(sums).sum();
    }
    @SuppressWarnings("unchecked") private static <T extends Throwable> T cast(Throwable t) throws T { throw (T) t; }
}
