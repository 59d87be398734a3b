package lockstep.threadedsum;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;

public final class ThreadedSum {

    private static final class Adder extends Thread {
        private final long first;
        private final long end;
        private final int step;
        private final LongUnaryOperator term;
        private long result;
        private Throwable failure;

        Adder(long first, long end, int step, LongUnaryOperator term) {
            this.first = first;
            this.end = end;
            this.step = step;
            this.term = term;
        }

        @Override
        public void run() {
            try {
                long sum = 0;
                for (long i = first; i < end && !isInterrupted(); i += step) {
                    sum += term.applyAsLong(i);
                }
                result = sum;
            } catch (RuntimeException | Error e) {
                failure = e;
            }
        }
    }

    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        if (end < start || threads < 1) {
            throw new IllegalArgumentException("sum(" + start + ", " + end + ", ..., " + threads + ")");
        }
        List<Adder> adders = new ArrayList<>();
        for (int k = 0; k < threads; k++) {
            adders.add(new Adder(start + k, end, threads, term));
        }
        adders.forEach(Thread::start);
        try {
            for (Adder adder : adders) {
                adder.join();
            }
        } catch (InterruptedException e) {
            adders.forEach(Thread::interrupt);
            for (Adder adder : adders) {
                joinForSure(adder);
            }
            throw e;
        }
        long sum = 0;
        for (Adder adder : adders) {
            if (adder.failure instanceof Error error) {
                throw error;
            }
            if (adder.failure != null) {
                throw (RuntimeException) adder.failure;
            }
            sum += adder.result;
        }
        return sum;
    }

    private static void joinForSure(Thread thread) {
        boolean again = true;
        while (again) {
            try {
                thread.join();
                again = false;
            } catch (InterruptedException e) {
                // we are on our way out with an InterruptedException already
            }
        }
    }
}
