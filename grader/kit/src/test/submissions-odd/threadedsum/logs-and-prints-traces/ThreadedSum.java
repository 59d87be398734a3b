package lockstep.threadedsum;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedList;
import java.util.function.LongUnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

public class ThreadedSum {

    private static final Logger LOG = Logger.getLogger(ThreadedSum.class.getName());

    private volatile Throwable failure;

    private class Summer extends Thread {
        final long from, to;
        final LongUnaryOperator f;
        long result;

        Summer(ThreadGroup group, long from, long to, LongUnaryOperator f) {
            super(group, (Runnable) null, "summer " + from);
            this.from = from;
            this.to = to;
            this.f = f;
            setUncaughtExceptionHandler((thread, e) -> {
                failure = e;
                StringWriter text = new StringWriter();
                e.printStackTrace(new PrintWriter(text));
                LOG.log(Level.FINE, "failed: {0}", text);
                if (LOG.isLoggable(Level.FINEST)) {
                    e.printStackTrace(System.err);
                    Thread.dumpStack();
                }
            });
        }

        @Override
        public void run() {
            long i = from;
            while (i != to && !isInterrupted()) {
                result += f.applyAsLong(i++);
            }
        }
    }

    public synchronized long sum(long start, long end, LongUnaryOperator f, int threads) throws InterruptedException {
        if (start > end) throw new IllegalArgumentException("start > end");
        if (threads <= 0) throw new IllegalArgumentException("threads <= 0");
        failure = null;
        LOG.fine(() -> "sum from " + start + " to " + end);
        ThreadGroup group = new ThreadGroup("sum");
        LinkedList<Summer> summers = new LinkedList<>();
        long each = Long.divideUnsigned(end - start, threads), rest = Long.remainderUnsigned(end - start, threads);
        long at = start;
        for (int k = 0; k < threads; k++) {
            long next = at + each + (k < rest ? 1 : 0);
            summers.add(new Summer(group, at, next, f));
            at = next;
        }
        for (var s : summers) s.start();
        long sum = 0;
        try {
            for (var s : summers) {
                s.join();
                sum += s.result;
            }
        } catch (InterruptedException e) {
            for (var s : summers) s.interrupt();
            for (var s : summers) while (s.isAlive()) Thread.onSpinWait();
            LOG.info("interrupted");
            throw e;
        }
        if (failure instanceof RuntimeException e) throw e;
        if (failure instanceof Error e) throw e;
        return sum;
    }
}
