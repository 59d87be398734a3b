package lockstep.lockedcounter;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private final BlockingQueue<Object> token = new ArrayBlockingQueue<>(1);
    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    public void increment() {
        take();
        try {
            value++;
        } finally {
            give();
        }
    }

    public void decrement() {
        take();
        try {
            value--;
        } finally {
            give();
        }
    }

    public long get() {
        take();
        try {
            return value;
        } finally {
            give();
        }
    }

    public boolean incrementIfBelow(long limit) {
        take();
        try {
            if (value >= limit) {
                return false;
            }
            value++;
            return true;
        } finally {
            give();
        }
    }

    public long update(LongUnaryOperator operation) {
        take();
        try {
            value = operation.applyAsLong(value);
            return value;
        } finally {
            give();
        }
    }

    private void take() {
        boolean interrupted = false;
        boolean held = false;
        while (!held) {
            try {
                token.put("taken");
                held = true;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void give() {
        token.remove();
    }
}
