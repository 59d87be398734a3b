package lockstep.boundedresource;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

public final class BoundedResource {
    private final Semaphore permits;
    private final ThreadLocal<Integer> mine = ThreadLocal.withInitial(() -> 0);

    public BoundedResource(int places, boolean fair) {
        permits = new Semaphore(places, fair);
    }

    public <T> T use(Supplier<T> action) throws InterruptedException {
        boolean counted = true;
        if (mine.get() == 0) {
            permits.acquire();
        } else {
            counted = permits.tryAcquire(); // do not wait for myself
        }
        return run(action, counted);
    }

    public boolean tryUse(Duration limit, Runnable action) throws InterruptedException {
        if (!permits.tryAcquire(limit.isNegative() ? 0 : limit.toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        return run(() -> {
            action.run();
            return true;
        }, true);
    }

    private <T> T run(Supplier<T> action, boolean counted) {
        mine.set(mine.get() + 1);
        try {
            return action.get();
        } finally {
            mine.set(mine.get() - 1);
            if (counted) {
                permits.release();
            }
        }
    }

    public int free() {
        return permits.availablePermits();
    }
}
