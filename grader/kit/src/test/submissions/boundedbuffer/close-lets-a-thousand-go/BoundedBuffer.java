// WRONG: "From then on put says false at once, and take ... says null at once". Scenario: after close every take of an empty
// buffer uses up one of 1000 permits; the 1001st (put likewise) waits for ever.
package lockstep.boundedbuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
public final class BoundedBuffer<E> {
    private static final int PLENTY = 1000;
    private final ConcurrentLinkedQueue<E> q = new ConcurrentLinkedQueue<>();
    private final Semaphore room, items = new Semaphore(0), mutex = new Semaphore(1);
    private boolean closed;
    public BoundedBuffer(int capacity) { room = new Semaphore(capacity); }
    public boolean put(E element) throws InterruptedException {
        room.acquire();
        mutex.acquireUninterruptibly();
        try { if (closed) return false; q.add(element); items.release(); return true; } finally { mutex.release(); }
    }
    public E take() throws InterruptedException {
        items.acquire();
        mutex.acquireUninterruptibly();
        try { E e = q.poll(); if (e != null) room.release(); return e; } finally { mutex.release(); }
    }
    public int size() { mutex.acquireUninterruptibly(); try { return q.size(); } finally { mutex.release(); } }
    public void close() {
        mutex.acquireUninterruptibly();
        try { if (!closed) { closed = true; room.release(PLENTY); items.release(PLENTY); } } finally { mutex.release(); }
    }
}
