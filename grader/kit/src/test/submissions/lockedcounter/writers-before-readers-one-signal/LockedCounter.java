package lockstep.lockedcounter;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private final Gate gate = new Gate();
    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    public void increment() {
        update(v -> v + 1);
    }

    public void decrement() {
        update(v -> v - 1);
    }

    public long get() {
        gate.enter(false);
        try {
            return value;
        } finally {
            gate.leave(false);
        }
    }

    public boolean incrementIfBelow(long limit) {
        gate.enter(true);
        try {
            if (value >= limit) {
                return false;
            }
            value++;
            return true;
        } finally {
            gate.leave(true);
        }
    }

    public long update(LongUnaryOperator operation) {
        gate.enter(true);
        try {
            value = operation.applyAsLong(value);
            return value;
        } finally {
            gate.leave(true);
        }
    }

    /** One writer or several readers; a reader lets writers go first that are waiting. */
    private static final class Gate {
        private final ReentrantLock door = new ReentrantLock();
        private final Condition changed = door.newCondition();
        private int inside; // readers, or -1 for a writer
        private int writersAtTheDoor;

        void enter(boolean toWrite) {
            door.lock();
            try {
                writersAtTheDoor += toWrite ? 1 : 0;
                while (toWrite ? inside != 0 : inside < 0 || writersAtTheDoor > 0) {
                    changed.awaitUninterruptibly();
                }
                writersAtTheDoor -= toWrite ? 1 : 0;
                inside += toWrite ? -1 : 1;
            } finally {
                door.unlock();
            }
        }

        void leave(boolean toWrite) {
            door.lock();
            try {
                inside -= toWrite ? -1 : 1;
                changed.signal();
            } finally {
                door.unlock();
            }
        }
    }
}
