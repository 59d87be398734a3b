package lockstep.threadedsum;

import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongUnaryOperator;

public final class ThreadedSum {

    private static final class Part extends Thread {
        final long from, to;
        final LongUnaryOperator term;
        final Phaser phaser;
        long result;
        RuntimeException problem;
        Error error;

        Part(long from, long to, LongUnaryOperator term, Phaser phaser) {
            this.from = from; this.to = to; this.term = term; this.phaser = phaser;
            phaser.register();
        }

        @Override public void run() {
            try {
                for (long i = from; i < to && !isInterrupted(); i++) result += term.applyAsLong(i);
            } catch (RuntimeException e) {
                problem = e;
            } catch (Error e) {
                error = e;
            } finally {
                phaser.arriveAndDeregister();
            }
        }
    }

    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        if (end < start) throw new IllegalArgumentException("end " + end + " is below start " + start);
        if (threads < 1) throw new IllegalArgumentException("threads " + threads);
        Phaser phaser = new Phaser(1);
        Part[] parts = new Part[threads];
        long count = end - start;
        long share = Long.divideUnsigned(count, threads), rest = Long.remainderUnsigned(count, threads);
        long at = start;
        for (int t = 0; t < threads; t++) {
            long next = at + share + (t < rest ? 1 : 0);
            parts[t] = new Part(at, next, term, phaser);
            at = next;
        }
        for (Part p : parts) p.start();
        int phase = phaser.arrive();
        try {
            phaser.awaitAdvanceInterruptibly(phase);
        } catch (InterruptedException e) {
            for (Part p : parts) p.interrupt();
            for (Part p : parts) joinAnyway(p);
            throw e;
        }
        long sum = 0;
        for (Part p : parts) {
            joinAnyway(p);
        }
        for (Part p : parts) {
            if (p.problem != null) throw p.problem;
            if (p.error != null) throw p.error;
            sum += p.result;
        }
        return sum;
    }

    private static void joinAnyway(Thread t) {
        boolean interrupted = false;
        while (true) {
            try { t.join(); break; } catch (InterruptedException e) { interrupted = true; }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
