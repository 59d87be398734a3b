package lockstep.boundedresource;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** WRONG: free() "Returns how many places are free at this moment": it takes all permits and gives them back; a tryUse(ZERO) at that
 * moment gets false though all places are free ("waits until there is a place ... does the same"; nobody has one), two free() at a time disagree. */
public final class BoundedResource {
    private final Semaphore permits;

    public BoundedResource(int places, boolean fair) {
        permits = new Semaphore(places, fair);
    }

    public <T> T use(Supplier<T> action) throws InterruptedException {
        permits.acquire();
        try {
            return action.get();
        } finally {
            permits.release();
        }
    }

    public boolean tryUse(Duration limit, Runnable action) throws InterruptedException {
        if (!permits.tryAcquire(limit.isNegative() ? 0 : limit.toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        try {
            action.run();
        } finally {
            permits.release();
        }
        return true;
    }

    public int free() {
        int drained = permits.drainPermits();
        permits.release(drained);
        return drained;
    }
}
