package lockstep.boundedbuffer;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;
public final class BoundedBuffer<E> {
    private final ArrayDeque<E> queue = new ArrayDeque<>();
    private final AtomicLong put = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();
    private final int capacity;
    private boolean closed;

    public BoundedBuffer(int capacity) {
        this.capacity = capacity;
    }

    public synchronized boolean put(E element) throws InterruptedException {
        while (!closed && put.get() - taken.get() == capacity) {
            wait();
        }
        if (closed) {
            return false;
        }
        queue.add(element);
        put.incrementAndGet();
        notifyAll();
        return true;
    }

    public synchronized E take() throws InterruptedException {
        while (put.get() == taken.get()) {
            if (closed) {
                return null;
            }
            wait();
        }
        taken.incrementAndGet();
        notifyAll();
        return queue.remove();
    }

    /** No lock: never waits. */
    public int size() {
        long out = taken.get();
        long in = put.get();
        return (int) (in - out);
    }

    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
