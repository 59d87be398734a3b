package lockstep.boundedbuffer;

import java.util.LinkedList;
import java.util.Queue;
import java.util.concurrent.Semaphore;
public final class BoundedBuffer<E> {
    private final Semaphore room;
    private final Semaphore there = new Semaphore(0);
    private final Queue<E> queue = new LinkedList<>();
    private boolean closed;

    public BoundedBuffer(int capacity) {
        room = new Semaphore(capacity);
    }

    private static void get(Semaphore s) throws InterruptedException {
        if (!s.tryAcquire()) {
            s.acquire();
        }
    }

    public boolean put(E element) throws InterruptedException {
        synchronized (queue) {
            if (closed) {
                return false;
            }
        }
        get(room);
        boolean added;
        synchronized (queue) {
            added = !closed && queue.add(element);
        }
        if (added) {
            there.release();
        }
        return added;
    }

    public E take() throws InterruptedException {
        synchronized (queue) {
            if (closed) {
                return queue.poll();
            }
        }
        get(there);
        E element;
        synchronized (queue) {
            element = queue.poll();
        }
        if (element != null) {
            room.release();
        }
        return element;
    }

    public int size() {
        synchronized (queue) {
            return queue.size();
        }
    }

    public void close() {
        synchronized (queue) {
            if (closed) {
                return;
            }
            closed = true;
        }
        room.release(20);
        there.release(20);
    }
}
