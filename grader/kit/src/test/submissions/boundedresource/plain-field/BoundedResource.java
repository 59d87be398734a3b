package lockstep.boundedresource;

import java.time.Duration;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;
import java.util.function.Supplier;

public final class BoundedResource {

    private final Deque<Object> waiting = new ArrayDeque<>();
    private int free;

    public BoundedResource(int places, boolean fair) {
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
        return free;
    }

    private void enter() throws InterruptedException {
        enter(Long.MAX_VALUE);
    }

    private boolean enter(long nanos) throws InterruptedException {
        synchronized (waiting) {
            Object me = new Object();
            long start = System.nanoTime();
            waiting.add(me);
            try {
                while (waiting.peek() != me || free == 0) {
                    long left = nanos - (System.nanoTime() - start);
                    if (left <= 0) {
                        return false;
                    }
                    if (nanos == Long.MAX_VALUE) {
                        waiting.wait();
                    } else {
                        TimeUnit.NANOSECONDS.timedWait(waiting, left);
                    }
                }
                free--;
                return true;
            } finally {
                waiting.remove(me);
                waiting.notifyAll();
            }
        }
    }

    private void leave() {
        synchronized (waiting) {
            free++;
            waiting.notifyAll();
        }
    }
}
