package lockstep.boundedresource;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** WRONG: "An action that uses the resource itself takes one more place": with one place a ReentrantLock is used, which lets its owner in
 * again: inside use, tryUse(ZERO) gives true though no place is free. */
public final class BoundedResource {
    private interface Gate {
        void enter() throws InterruptedException;

        boolean enter(long nanos) throws InterruptedException;

        void leave();

        int free();
    }

    private final Gate gate;

    public BoundedResource(int places, boolean fair) {
        gate = places == 1 ? single(fair) : many(places, fair);
    }

    private static Gate single(boolean fair) {
        ReentrantLock lock = new ReentrantLock(fair);
        return new Gate() {
            public void enter() throws InterruptedException {
                lock.lockInterruptibly();
            }

            public boolean enter(long nanos) throws InterruptedException {
                return lock.tryLock(nanos, TimeUnit.NANOSECONDS);
            }

            public void leave() {
                lock.unlock();
            }

            public int free() {
                return lock.isLocked() ? 0 : 1;
            }
        };
    }

    private static Gate many(int places, boolean fair) {
        Semaphore semaphore = new Semaphore(places, fair);
        return new Gate() {
            public void enter() throws InterruptedException {
                semaphore.acquire();
            }

            public boolean enter(long nanos) throws InterruptedException {
                return semaphore.tryAcquire(nanos, TimeUnit.NANOSECONDS);
            }

            public void leave() {
                semaphore.release();
            }

            public int free() {
                return semaphore.availablePermits();
            }
        };
    }

    public <T> T use(Supplier<T> action) throws InterruptedException {
        gate.enter();
        try {
            return action.get();
        } finally {
            gate.leave();
        }
    }

    public boolean tryUse(Duration limit, Runnable action) throws InterruptedException {
        if (!gate.enter(limit.isNegative() ? 0 : limit.toNanos())) {
            return false;
        }
        try {
            action.run();
        } finally {
            gate.leave();
        }
        return true;
    }

    public int free() {
        return gate.free();
    }
}
