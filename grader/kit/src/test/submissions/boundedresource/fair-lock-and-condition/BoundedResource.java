package lockstep.boundedresource;

import java.time.Duration;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;
import java.util.function.Supplier;

public final class BoundedResource {

    private final ReentrantLock lock;
    private final Condition some;
    private int free;

    public BoundedResource(int places, boolean fair) {
        lock = new ReentrantLock(fair);
        some = lock.newCondition();
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

    public int free() {
        lock.lock();
        try {
            return free;
        } finally {
            lock.unlock();
        }
    }

    private void enter() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (free == 0) {
                some.await();
            }
            free--;
        } finally {
            lock.unlock();
        }
    }

    private boolean enter(long nanos) throws InterruptedException {
        long left = nanos;
        lock.lockInterruptibly();
        try {
            while (free == 0) {
                if (left <= 0) {
                    return false;
                }
                left = some.awaitNanos(left);
            }
            free--;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void leave() {
        lock.lock();
        try {
            free++;
            some.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
