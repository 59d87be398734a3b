package lockstep.boundedresource;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
public final class BoundedResource {
    private final Deque<Thread> line = new ArrayDeque<>();
    private final boolean fair;
    private int free;

    public BoundedResource(int places, boolean fair) {
        this.free = places;
        this.fair = fair;
    }

    private boolean mayEnter() {
        return free > 0 && (!fair || line.peekFirst() == Thread.currentThread());
    }

    private synchronized boolean enter(boolean timed, long nanos) throws InterruptedException {
        long start = System.nanoTime();
        line.addLast(Thread.currentThread());
        try {
            while (!mayEnter()) {
                if (!timed) {
                    wait();
                } else {
                    long left = nanos - (System.nanoTime() - start);
                    if (left <= 0) {
                        return false;
                    }
                    wait(TimeUnit.NANOSECONDS.toMillis(left));
                }
            }
            free--;
            return true;
        } finally {
            line.removeLastOccurrence(Thread.currentThread());
            notifyAll();
        }
    }

    private synchronized void leave() {
        free++;
        notifyAll();
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
        } finally {
            leave();
        }
        return true;
    }

    public synchronized int free() {
        return free;
    }
}
