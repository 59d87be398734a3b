package lockstep.boundedresource;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

public final class BoundedResource {

    private final Semaphore places;

    public BoundedResource(int places, boolean fair) {
        this.places = new Semaphore(places, fair);
    }

    public <T> T use(Supplier<T> action) throws InterruptedException {
        places.acquire();
        try {
            return action.get();
        } finally {
            places.release();
        }
    }

    public boolean tryUse(Duration limit, Runnable action) throws InterruptedException {
        // Without a limit, tryAcquire() overtakes whoever waits, even in a fair semaphore.
        if (!places.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        try {
            Thread thread = new Thread(action);
            thread.start();
            thread.join();
            return true;
        } finally {
            places.release();
        }
    }

    public int free() {
        return places.availablePermits();
    }
}
