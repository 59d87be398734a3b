package lockstep.boundedresource;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

public final class BoundedResource {
    private final AtomicInteger free;
    private final ConcurrentLinkedQueue<Thread> line = new ConcurrentLinkedQueue<>();

    public BoundedResource(int places, boolean fair) {
        free = new AtomicInteger(places);
    }

    private boolean takePlace() {
        return free.getAndUpdate(f -> f > 0 ? f - 1 : 0) > 0;
    }

    private void wakeFirst() {
        Thread first = line.peek();
        if (first != null) {
            LockSupport.unpark(first);
        }
    }

    private boolean enter(boolean timed, long nanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (line.isEmpty() && takePlace()) {
            return true;
        }
        if (timed && nanos <= 0) {
            return false;
        }
        long start = System.nanoTime();
        Thread me = Thread.currentThread();
        line.add(me);
        while (line.peek() != me || !takePlace()) {
            if (timed) {
                long left = nanos - (System.nanoTime() - start);
                if (left <= 0) {
                    line.remove(me);
                    return false;
                }
                LockSupport.parkNanos(this, left);
            } else {
                LockSupport.park(this);
            }
            if (Thread.interrupted()) {
                line.remove(me);
                wakeFirst();
                throw new InterruptedException();
            }
        }
        line.remove(me);
        wakeFirst();
        return true;
    }

    private void leave() {
        free.incrementAndGet();
        wakeFirst();
    }

    public <T> T use(Supplier<T> action) throws InterruptedException {
        enter(false, 0);
        try {
            return action.get();
        } finally {
            leave();
        }
    }

    public boolean tryUse(Duration limit, Runnable action) throws InterruptedException {
        if (!enter(true, limit.toNanos())) {
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
        return free.get();
    }
}
