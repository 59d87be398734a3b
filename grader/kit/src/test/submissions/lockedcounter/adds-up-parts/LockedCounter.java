package lockstep.lockedcounter;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongUnaryOperator;

public final class LockedCounter {
    private final ReentrantLock upLock = new ReentrantLock();
    private final ReentrantLock downLock = new ReentrantLock();
    private long ups;
    private long downs;

    public LockedCounter(long initial) {
        ups = initial;
    }

    public void increment() {
        upLock.lock();
        ups++;
        upLock.unlock();
    }

    public void decrement() {
        downLock.lock();
        downs++;
        downLock.unlock();
    }

    public long get() {
        upLock.lock();
        long up = ups;
        upLock.unlock();
        downLock.lock();
        long down = downs;
        downLock.unlock();
        return up - down;
    }

    public boolean incrementIfBelow(long limit) {
        upLock.lock();
        downLock.lock();
        try {
            boolean below = ups - downs < limit;
            if (below) {
                ups++;
            }
            return below;
        } finally {
            downLock.unlock();
            upLock.unlock();
        }
    }

    public long update(LongUnaryOperator operation) {
        upLock.lock();
        downLock.lock();
        try {
            long next = operation.applyAsLong(ups - downs);
            ups = next + downs;
            return next;
        } finally {
            downLock.unlock();
            upLock.unlock();
        }
    }
}
