package lockstep.boundedresource;

import java.time.Duration;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;
import java.util.function.Supplier;

public final class BoundedResource {
    private final AtomicInteger free;

    public BoundedResource(int places, boolean fair) {
        free = new AtomicInteger(places);
    }

    private boolean enter() {
        int now = free.get();
        while (now > 0 && !free.compareAndSet(now, now - 1)) {
            now = free.get();
        }
        return now > 0;
    }

    public <T> T use(Supplier<T> action) throws InterruptedException {
        while (!enter()) {
            LockSupport.parkNanos(1_000_000);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        try {
            return action.get();
        } finally {
            free.incrementAndGet();
        }
    }

    public boolean tryUse(Duration limit, Runnable action) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!enter()) {
            if (System.nanoTime() >= end) {
                return false;
            }
            LockSupport.parkNanos(1_000_000);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        try {
            action.run();
            return true;
        } finally {
            free.incrementAndGet();
        }
    }

    public int free() {
        return free.get();
    }
}
