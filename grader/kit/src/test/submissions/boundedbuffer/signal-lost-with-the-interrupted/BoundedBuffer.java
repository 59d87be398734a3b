package lockstep.boundedbuffer;

import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
public final class BoundedBuffer<E> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Condition elements = lock.newCondition();
    private final ArrayDeque<E> queue = new ArrayDeque<>();
    private final int capacity;
    private boolean closed;

    public BoundedBuffer(int capacity) {
        this.capacity = capacity;
    }

    private static void pause(Condition condition) throws InterruptedException {
        condition.await();
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    public boolean put(E element) throws InterruptedException {
        lock.lock();
        try {
            while (queue.size() == capacity && !closed) {
                pause(room);
            }
            if (closed) {
                return false;
            }
            queue.add(element);
            elements.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    public E take() throws InterruptedException {
        lock.lock();
        try {
            while (queue.isEmpty() && !closed) {
                pause(elements);
            }
            E element = queue.poll();
            if (element != null) {
                room.signal();
            }
            return element;
        } finally {
            lock.unlock();
        }
    }

    public int size() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    public void close() {
        lock.lock();
        try {
            closed = true;
            room.signalAll();
            elements.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
