package lockstep.boundedresource;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** WRONG: "nobody is let in, by either method and whatever its limit, before a thread that was waiting already": tryAcquire() first, which
 * barges, for limits above zero; the zero limit is right. */
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
        boolean in = limit.isNegative() || limit.isZero()
                ? permits.tryAcquire(0, TimeUnit.SECONDS)
                : permits.tryAcquire() || permits.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS);
        if (!in) {
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
        return permits.availablePermits();
    }
}
