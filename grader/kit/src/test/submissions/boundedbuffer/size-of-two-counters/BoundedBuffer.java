// WRONG: "size() says how many elements there are", "Each call is one step". Scenario: size reads added (1), then another thread
// takes and puts and takes: removed is 2: size says -1. (Or more than the capacity the other way round.)
package lockstep.boundedbuffer;
import java.util.*;
import java.util.concurrent.atomic.AtomicLong;
public final class BoundedBuffer<E> {
    private final int capacity; private final Queue<E> q = new LinkedList<>();
    private final AtomicLong added = new AtomicLong(), removed = new AtomicLong();
    private boolean closed;
    public BoundedBuffer(int capacity) { this.capacity = capacity; }
    public synchronized boolean put(E element) throws InterruptedException {
        while (q.size() >= capacity && !closed) wait();
        if (closed) return false;
        q.add(element);
        added.incrementAndGet();
        notifyAll();
        return true;
    }
    public synchronized E take() throws InterruptedException {
        while (q.isEmpty() && !closed) wait();
        if (q.isEmpty()) return null;
        E e = q.remove();
        removed.incrementAndGet();
        notifyAll();
        return e;
    }
    public int size() { return (int) (added.get() - removed.get()); } // no lock: never waits
    public synchronized void close() { closed = true; notifyAll(); }
}
