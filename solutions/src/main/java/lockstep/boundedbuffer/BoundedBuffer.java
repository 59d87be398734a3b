package lockstep.boundedbuffer;

import java.util.ArrayDeque;
import java.util.Queue;

/** The reference solution; {@code solutions/NOTES.md} argues why it is right. */
public final class BoundedBuffer<E> {

    private final Queue<E> elements = new ArrayDeque<>();
    private final int capacity;
    private boolean closed;

    public BoundedBuffer(int capacity) {
        this.capacity = capacity;
    }

    public synchronized boolean put(E element) throws InterruptedException {
        while (!closed && elements.size() == capacity) {
            wait();
        }
        if (closed) {
            return false;
        }
        elements.add(element);
        notifyAll();
        return true;
    }

    public synchronized E take() throws InterruptedException {
        while (!closed && elements.isEmpty()) {
            wait();
        }
        E first = elements.poll();
        notifyAll();
        return first;
    }

    public synchronized int size() {
        return elements.size();
    }

    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
