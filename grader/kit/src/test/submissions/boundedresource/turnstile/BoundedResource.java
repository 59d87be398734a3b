package lockstep.boundedresource;

import java.time.Duration;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;
import java.util.function.Supplier;

public final class BoundedResource {
    private final Semaphore places;
    private final Semaphore turnstile = new Semaphore(1, true);

    public BoundedResource(int places, boolean fair) {
        this.places = new Semaphore(places);
    }

    public <T> T use(Supplier<T> action) throws InterruptedException {
        turnstile.acquire();
        try {
            places.acquire();
        } finally {
            turnstile.release();
        }
        try {
            return action.get();
        } finally {
            places.release();
        }
    }

    public boolean tryUse(Duration limit, Runnable action) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        if (!turnstile.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        try {
            if (!places.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return false;
            }
        } finally {
            turnstile.release();
        }
        try {
            action.run();
            return true;
        } finally {
            places.release();
        }
    }

    public int free() {
        return places.availablePermits();
    }
}
