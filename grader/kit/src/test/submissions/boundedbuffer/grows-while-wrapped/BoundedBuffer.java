// WRONG: "first in, first out". Scenario: capacity over 16: put 16, take 4, put 4 (wrapped), put the 17th: the ring grows by
// Arrays.copyOf, the wrapped elements stay at the beginning: order is broken, nulls come out.
package lockstep.boundedbuffer;
import java.util.Arrays;
public final class BoundedBuffer<E> {
    private Object[] ring; private int head, count; private final int capacity; private boolean closed;
    public BoundedBuffer(int capacity) { this.capacity = capacity; ring = new Object[Math.min(capacity, 16)]; }
    public synchronized boolean put(E element) throws InterruptedException {
        while (count == capacity && !closed) wait();
        if (closed) return false;
        if (count == ring.length) ring = Arrays.copyOf(ring, Math.min(capacity, 2 * count));
        ring[(head + count++) % ring.length] = element;
        notifyAll();
        return true;
    }
    @SuppressWarnings("unchecked")
    public synchronized E take() throws InterruptedException {
        while (count == 0 && !closed) wait();
        if (count == 0) return null;
        E e = (E) ring[head];
        ring[head] = null;
        head = (head + 1) % ring.length;
        count--;
        notifyAll();
        return e;
    }
    public synchronized int size() { return count; }
    public synchronized void close() { closed = true; notifyAll(); }
}
