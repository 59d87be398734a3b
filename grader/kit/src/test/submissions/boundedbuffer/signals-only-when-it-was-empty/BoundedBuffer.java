package lockstep.boundedbuffer;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

public final class BoundedBuffer<E> {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notEmpty = lock.newCondition();
    private final Condition notFull = lock.newCondition();
    private final Queue<E> elements = new ArrayDeque<>();
    private final int capacity;
    private boolean closed;

    public BoundedBuffer(int capacity) {
        this.capacity = capacity;
    }

    public boolean put(E element) throws InterruptedException {
        lock.lock();
        try {
            while (elements.size() == capacity && !closed) {
                notFull.await();
            }
            if (closed) {
                return false;
            }
            elements.add(element);
            if (elements.size() == 1) {
                notEmpty.signal();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    public E take() throws InterruptedException {
        lock.lock();
        try {
            while (elements.isEmpty() && !closed) {
                notEmpty.await();
            }
            E first = elements.poll();
            notFull.signal();
            return first;
        } finally {
            lock.unlock();
        }
    }

    public int size() {
        lock.lock();
        try {
            return elements.size();
        } finally {
            lock.unlock();
        }
    }

    public void close() {
        lock.lock();
        try {
            closed = true;
            notEmpty.signalAll();
            notFull.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
