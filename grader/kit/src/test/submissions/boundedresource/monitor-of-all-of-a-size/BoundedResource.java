package lockstep.boundedresource;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** WRONG: "Resources are independent of each other, in their places and in waiting": the monitor is a boxed Integer, so resources with
 * as many places share it, and notify() of one wakes a waiter of the other: the one whose place it is waits on. (Not fair: single notify; fair is
 * done by a semaphore.) */
public final class BoundedResource {
    private final Integer lock;
    private final Semaphore inOrder;
    private int used;

    public BoundedResource(int places, boolean fair) {
        lock = places;
        inOrder = fair ? new Semaphore(places, true) : null;
    }

    private boolean enter(long nanos, boolean timed) throws InterruptedException {
        if (inOrder != null) {
            if (timed) {
                return inOrder.tryAcquire(nanos, TimeUnit.NANOSECONDS);
            }
            inOrder.acquire();
            return true;
        }
        long end = System.nanoTime() + nanos;
        synchronized (lock) {
            while (used == lock) {
                if (!timed) {
                    lock.wait();
                    continue;
                }
                long left = end - System.nanoTime();
                if (left <= 0) {
                    lock.notify(); // should the notification have been for somebody else
                    return false;
                }
                lock.wait(left / 1_000_000, (int) (left % 1_000_000));
            }
            used++;
            return true;
        }
    }

    private void leave() {
        if (inOrder != null) {
            inOrder.release();
            return;
        }
        synchronized (lock) {
            used--;
            lock.notify();
        }
    }

    public <T> T use(Supplier<T> action) throws InterruptedException {
        enter(0, false);
        try {
            return action.get();
        } finally {
            leave();
        }
    }

    public boolean tryUse(Duration limit, Runnable action) throws InterruptedException {
        if (!enter(limit.isNegative() ? 0 : limit.toNanos(), true)) {
            return false;
        }
        try {
            action.run();
            return true;
        } finally {
            leave();
        }
    }

    public int free() {
        if (inOrder != null) {
            return inOrder.availablePermits();
        }
        synchronized (lock) {
            return lock - used;
        }
    }
}
