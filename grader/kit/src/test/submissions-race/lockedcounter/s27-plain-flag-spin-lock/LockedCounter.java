package lockstep.lockedcounter;

import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private boolean taken;
    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    public void increment() {
        while (taken) {
            Thread.onSpinWait();
        }
        taken = true;
        try {
            value++;
        } finally {
            taken = false;
        }
    }

    public void decrement() {
        while (taken) {
            Thread.onSpinWait();
        }
        taken = true;
        try {
            value--;
        } finally {
            taken = false;
        }
    }

    public long get() {
        while (taken) {
            Thread.onSpinWait();
        }
        taken = true;
        try {
            return value;
        } finally {
            taken = false;
        }
    }

    public boolean incrementIfBelow(long limit) {
        while (taken) {
            Thread.onSpinWait();
        }
        taken = true;
        try {
            if (value >= limit) {
                return false;
            }
            value++;
            return true;
        } finally {
            taken = false;
        }
    }

    public long update(LongUnaryOperator operation) {
        while (taken) {
            Thread.onSpinWait();
        }
        taken = true;
        try {
            value = operation.applyAsLong(value);
            return value;
        } finally {
            taken = false;
        }
    }
}
