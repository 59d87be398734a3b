package lockstep.lockedcounter;

import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    public synchronized void increment() {
        value++;
        show("increment");
    }

    public synchronized void decrement() {
        value--;
        show("decrement");
    }

    public synchronized long get() {
        return value;
    }

    public synchronized boolean incrementIfBelow(long limit) {
        if (value < limit) {
            value++;
            show("increment");
            return true;
        }
        return false;
    }

    public synchronized long update(LongUnaryOperator operation) {
        value = operation.applyAsLong(value);
        show("update");
        return value;
    }

    private void show(String what) {
        System.out.println(Thread.currentThread().getName() + ": " + what + " -> " + value);
    }
}
