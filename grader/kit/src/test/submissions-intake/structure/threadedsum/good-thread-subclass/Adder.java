package lockstep.threadedsum;

import java.util.function.LongUnaryOperator;

class Adder extends Thread {
    private final long start;
    private final long end;
    private final LongUnaryOperator term;
    long sum;

    Adder(long start, long end, LongUnaryOperator term) {
        this.start = start;
        this.end = end;
        this.term = term;
    }

    @Override
    public void run() {
        for (long i = start; i < end; i++) {
            sum += term.applyAsLong(i);
        }
    }
}
