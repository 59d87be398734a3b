package lockstep.threadedsum;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongUnaryOperator;

public final class ThreadedSum {

    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        if (end < start || threads < 1) {
            throw new IllegalArgumentException("end < start or threads < 1");
        }
        Part whole = new Part(start, end, term, threads);
        whole.start();
        AtomicBoolean interrupted = new AtomicBoolean();
        whole.awaitEnd(interrupted);
        if (interrupted.get()) {
            throw new InterruptedException();
        }
        if (whole.failure instanceof Error error) {
            throw error;
        }
        if (whole.failure != null) {
            throw (RuntimeException) whole.failure;
        }
        return whole.sum;
    }

    private static class Part extends Thread {
        final long start;
        final long end;
        final LongUnaryOperator term;
        final int threads;
        long sum;
        Throwable failure;

        Part(long start, long end, LongUnaryOperator term, int threads) {
            this.start = start;
            this.end = end;
            this.term = term;
            this.threads = threads;
        }

        @Override
        public void run() {
            Part left = null;
            long from = start;
            int mine = threads;
            // hand over the left half until one share is left for this thread
            java.util.List<Part> handedOver = new java.util.ArrayList<>();
            while (mine > 1) {
                int half = mine / 2;
                long middle = from + (end - from) / mine * half + (end - from) % mine * half / mine;
                left = new Part(from, middle, term, half);
                left.start();
                handedOver.add(left);
                from = middle;
                mine -= half;
            }
            try {
                for (long i = from; i < end; i++) {
                    sum += term.applyAsLong(i);
                }
            } catch (RuntimeException | Error e) {
                failure = e;
            }
            for (Part part : handedOver) {
                part.awaitEnd(new AtomicBoolean());
                sum += part.sum;
                if (failure == null) {
                    failure = part.failure;
                }
            }
        }

        void awaitEnd(AtomicBoolean interrupted) {
            while (true) {
                try {
                    join();
                    return;
                } catch (InterruptedException e) {
                    interrupted.set(true);
                }
            }
        }
    }
}
