package lockstep.boundedbuffer;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

public final class BoundedBuffer<E> {

    private static final class Node<T> {
        private T element;
        private Node<T> next;
    }

    private final int capacity;
    private final AtomicInteger count = new AtomicInteger();
    private final ReentrantLock putting = new ReentrantLock();
    private final Condition notFull = putting.newCondition();
    private final ReentrantLock taking = new ReentrantLock();
    private final Condition notEmpty = taking.newCondition();
    private volatile boolean closed;
    private Node<E> head = new Node<>();
    private Node<E> last = head;

    public BoundedBuffer(int capacity) {
        this.capacity = capacity;
    }

    public boolean put(E element) throws InterruptedException {
        int before;
        putting.lockInterruptibly();
        try {
            while (count.get() == capacity && !closed) {
                notFull.await();
            }
            if (closed) {
                return false;
            }
            Node<E> node = new Node<>();
            node.element = element;
            last.next = node;
            last = node;
            before = count.getAndIncrement();
            if (before + 1 < capacity) {
                notFull.signal();
            }
        } finally {
            putting.unlock();
        }
        if (before == 0) {
            signal(taking, notEmpty);
        }
        return true;
    }

    public E take() throws InterruptedException {
        E element;
        int before;
        taking.lockInterruptibly();
        try {
            while (count.get() == 0 && !closed) {
                notEmpty.await();
            }
            if (count.get() == 0) {
                return null;
            }
            head = head.next;
            element = head.element;
            head.element = null;
            before = count.getAndDecrement();
            if (before > 1) {
                notEmpty.signal();
            }
        } finally {
            taking.unlock();
        }
        if (before == capacity) {
            signal(putting, notFull);
        }
        return element;
    }

    private static void signal(ReentrantLock lock, Condition condition) {
        lock.lock();
        try {
            condition.signal();
        } finally {
            lock.unlock();
        }
    }

    public int size() {
        return count.get();
    }

    public void close() {
        putting.lock();
        taking.lock();
        try {
            closed = true;
            notFull.signalAll();
            notEmpty.signalAll();
        } finally {
            taking.unlock();
            putting.unlock();
        }
    }
}
