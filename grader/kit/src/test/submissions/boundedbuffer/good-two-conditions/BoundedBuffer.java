package lockstep.boundedbuffer;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

public final class BoundedBuffer<E> {

    private final Lock lock = new ReentrantLock();
    private final Condition notEmpty = lock.newCondition();
    private final Condition notFull = lock.newCondition();
    private final Object[] ring;
    private int first;
    private int count;
    private boolean closed;

    public BoundedBuffer(int capacity) {
        ring = new Object[capacity];
    }

    public boolean put(E element) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (count == ring.length && !closed) {
                notFull.await();
            }
            if (closed) {
                return false;
            }
            ring[(first + count++) % ring.length] = element;
            notEmpty.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("unchecked")
    public E take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (count == 0 && !closed) {
                notEmpty.await();
            }
            if (count == 0) {
                return null;
            }
            E element = (E) ring[first];
            ring[first] = null;
            first = (first + 1) % ring.length;
            count--;
            notFull.signal();
            return element;
        } finally {
            lock.unlock();
        }
    }

    public int size() {
        lock.lock();
        try {
            return count;
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
