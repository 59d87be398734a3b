package lockstep.boundedresource;

import java.time.Duration;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;
import java.util.function.Supplier;

public final class BoundedResource {

    private static final class Node {
        final Thread thread = Thread.currentThread();
        /** 0 waits, 1 has a place, 2 has given up. */
        final AtomicInteger state = new AtomicInteger();
    }

    private final ConcurrentLinkedQueue<Node> queue = new ConcurrentLinkedQueue<>();
    /** Free places, or minus the number of those that wait. */
    private final AtomicInteger count;

    public BoundedResource(int places, boolean fair) {
        count = new AtomicInteger(places);
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
        return Math.max(0, count.get());
    }

    private void enter() throws InterruptedException {
        enter(Long.MAX_VALUE);
    }

    private boolean enter(long nanos) throws InterruptedException {
        if (nanos <= 0) {
            int now = count.get();
            while (now > 0 && !count.compareAndSet(now, now - 1)) {
                now = count.get();
            }
            return now > 0;
        }
        long start = System.nanoTime();
        Node me = new Node();
        synchronized (queue) {
            if (count.getAndDecrement() > 0) {
                return true;
            }
            queue.add(me);
        }
        while (me.state.get() == 0) {
            if (nanos == Long.MAX_VALUE) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, nanos - (System.nanoTime() - start));
            }
            boolean late = nanos != Long.MAX_VALUE && System.nanoTime() - start >= nanos;
            boolean interrupted = Thread.interrupted();
            if (interrupted || late) {
                synchronized (queue) {
                    if (me.state.compareAndSet(0, 2)) {
                        queue.remove(me);
                        count.incrementAndGet();
                        if (interrupted) {
                            throw new InterruptedException();
                        }
                        return false;
                    }
                }
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
        return true;
    }

    private void leave() {
        synchronized (queue) {
            if (count.getAndIncrement() < 0) {
                Node next = queue.remove();
                next.state.set(1);
                LockSupport.unpark(next.thread);
            }
        }
    }
}
