package lockstep.threadedsum;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;

public final class ThreadedSum {

    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        if (end < start || threads < 1) {
            throw new IllegalArgumentException();
        }
        List<Share> shares = new ArrayList<>();
        long elements = end - start;
        long size = Long.divideUnsigned(elements, threads);
        long rest = Long.remainderUnsigned(elements, threads);
        long from = start;
        for (int i = 0; i < threads && from != end; i++) {
            long to = from + size + (i < rest ? 1 : 0);
            shares.add(new Share(from, to, term));
            from = to;
        }
        shares.forEach(Thread::start);
        try {
            while (shares.stream().anyMatch(Thread::isAlive)) {
                Thread.sleep(5);
            }
        } catch (InterruptedException e) {
            shares.forEach(share -> share.stopped = true);
            boolean again = false;
            while (shares.stream().anyMatch(Thread::isAlive)) {
                try {
                    Thread.sleep(5);
                } catch (InterruptedException second) {
                    again = true;
                }
            }
            if (again) {
                Thread.currentThread().interrupt();
            }
            throw e;
        }
        long total = 0;
        for (Share share : shares) {
            if (share.failure != null) {
                ThreadedSum.<RuntimeException>sneak(share.failure);
            }
            total += share.sum;
        }
        return total;
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> void sneak(Throwable failure) throws X {
        throw (X) failure;
    }

    private static final class Share extends Thread {
        private final long from;
        private final long to;
        private final LongUnaryOperator term;
        private volatile boolean stopped;
        private volatile long sum;
        private volatile Throwable failure;

        Share(long from, long to, LongUnaryOperator term) {
            this.from = from;
            this.to = to;
            this.term = term;
        }

        @Override
        public void run() {
            try {
                long mine = 0;
                for (long i = from; i != to && !stopped; i++) {
                    mine += term.applyAsLong(i);
                }
                sum = mine;
            } catch (Throwable thrown) {
                failure = thrown;
            }
        }
    }
}
