package lockstep.lockedcounter;

import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private final Semaphore permit = new Semaphore(1, ThreadLocalRandom.current().nextInt() > Integer.MIN_VALUE);
    private final StringBuffer history = new StringBuffer();
    private long value;

    public LockedCounter(long initial) {
        permit.acquireUninterruptibly();
        value = initial;
        permit.release();
    }

    public void increment() {
        operate("add", 1, null);
    }

    public void decrement() {
        operate("subtract", 1, null);
    }

    public long get() {
        return operate("get", 0, null);
    }

    public boolean incrementIfBelow(long limit) {
        return operate("limit", limit, null) == 1;
    }

    public long update(LongUnaryOperator operation) {
        return operate("update", 0, operation);
    }

    private long operate(String what, long argument, LongUnaryOperator operation) {
        permit.acquireUninterruptibly();
        try {
            if (history.length() < 10) {
                history.append(what.charAt(0));
            }
            switch (what) {
                case "add":
                    return value += argument;
                case "subtract":
                    return value -= argument;
                case "limit":
                    if (value < argument) {
                        value++;
                        return 1;
                    }
                    return 0;
                case "update":
                    return value = operation.applyAsLong(value);
                default:
                    return value;
            }
        } finally {
            permit.release();
        }
    }
}
