package lockstep.boundedresource;

import java.time.Duration;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;
import java.util.function.Supplier;

public final class BoundedResource {

    private final Semaphore queue;
    private int free;

    public BoundedResource(int places, boolean fair) {
        queue = fair ? new Semaphore(places, true) : null;
        free = places;
    }

    public <T> T use(Supplier<T> action) throws InterruptedException {
        enter();
        try {
            return action.get();
        } finally {
            leave();
        }
    }

    public boolean tryUse(Duration limit, Runnable action) throws InterruptedException {
        if (!enter(limit.toNanos())) {
            return false;
        }
        try {
            action.run();
            return true;
        } finally {
            leave();
        }
    }

    public synchronized int free() {
        return queue != null ? queue.availablePermits() : free;
    }

    private void enter() throws InterruptedException {
        if (queue != null) {
            queue.acquire();
            return;
        }
        synchronized (this) {
            try {
                while (free == 0) {
                    wait();
                }
            } catch (InterruptedException e) {
                notify();
                throw e;
            }
            free--;
        }
    }

    private boolean enter(long nanos) throws InterruptedException {
        if (queue != null) {
            return queue.tryAcquire(1, nanos, TimeUnit.NANOSECONDS);
        }
        synchronized (this) {
            long end = System.nanoTime() + nanos;
            while (free == 0) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    notify();
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
            free--;
            return true;
        }
    }

    private void leave() {
        if (queue != null) {
            queue.release();
            return;
        }
        synchronized (this) {
            free++;
            notify();
        }
    }
}
