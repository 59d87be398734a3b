package lockstep.boundedbuffer;
// a taker that is interrupted and finds an element when it has the lock again takes it, and forgets the interrupt
import java.util.ArrayDeque;
public final class BoundedBuffer<E> {
    private final ArrayDeque<E> q = new ArrayDeque<>(); private final int capacity; private boolean closed;
    public BoundedBuffer(int capacity) { this.capacity = capacity; }
    public synchronized boolean put(E e) throws InterruptedException {
        while (!closed && q.size() == capacity) wait();
        if (closed) return false;
        q.add(e); notifyAll(); return true;
    }
    public synchronized E take() throws InterruptedException {
        while (!closed && q.isEmpty()) {
            try { wait(); } catch (InterruptedException e) { if (q.isEmpty()) throw e; }
        }
        E e = q.poll(); notifyAll(); return e;
    }
    public synchronized int size() { return q.size(); }
    public synchronized void close() { closed = true; notifyAll(); }
}
