package lockstep.boundedresource;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** WRONG: "does not wait for longer than limit in all": waits up to the limit until it is the first, then up to the limit again for the place. */
public final class BoundedResource {
    private final List<Thread> line = new ArrayList<>();
    private int free;

    public BoundedResource(int places, boolean fair) {
        free = places;
    }

    private interface Open {
        boolean now();
    }

    private boolean await(Open open, long nanos, boolean limited) throws InterruptedException {
        long start = System.nanoTime();
        while (!open.now()) {
            if (!limited) {
                wait();
                continue;
            }
            long left = nanos - (System.nanoTime() - start);
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    private synchronized boolean enter(long nanos, boolean limited) throws InterruptedException {
        Thread me = Thread.currentThread();
        line.add(me);
        try {
            if (await(() -> line.get(0) == me, nanos, limited) && await(() -> free > 0, nanos, limited)) {
                free--;
                return true;
            }
            return false;
        } finally {
            line.remove(me);
            notifyAll();
        }
    }

    private synchronized void leave() {
        free++;
        notifyAll();
    }

    public <T> T use(Supplier<T> action) throws InterruptedException {
        enter(0, false);
        try {
            return action.get();
        } finally {
            leave();
        }
    }

    public boolean tryUse(Duration limit, Runnable action) throws InterruptedException {
        if (!enter(limit.isNegative() ? 0 : limit.toNanos(), true)) {
            return false;
        }
        try {
            action.run();
        } finally {
            leave();
        }
        return true;
    }

    public synchronized int free() {
        return free;
    }
}
