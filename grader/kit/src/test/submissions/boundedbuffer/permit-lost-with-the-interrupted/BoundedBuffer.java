package lockstep.boundedbuffer;
import java.util.*;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
public final class BoundedBuffer<E> {
    private final LinkedList<E> list = new LinkedList<>();
    private final ReentrantLock mutex = new ReentrantLock();
    private final Semaphore room, items = new Semaphore(0);
    private boolean closed;
    public BoundedBuffer(int capacity) { room = new Semaphore(capacity); }
    public boolean put(E element) throws InterruptedException {
        room.acquire();
        mutex.lockInterruptibly();
        try {
            if (closed) { room.release(); return false; }
            list.add(element);
        } finally { mutex.unlock(); }
        items.release();
        return true;
    }
    public E take() throws InterruptedException {
        items.acquire();
        mutex.lockInterruptibly();
        try {
            if (list.isEmpty()) { items.release(); return null; } // closed, and the last one; pass it on
            E e = list.removeFirst();
            room.release();
            return e;
        } finally { mutex.unlock(); }
    }
    public int size() { mutex.lock(); try { return list.size(); } finally { mutex.unlock(); } }
    public void close() {
        mutex.lock();
        try { if (!closed) { closed = true; room.release(); items.release(); } } finally { mutex.unlock(); }
    }
}
