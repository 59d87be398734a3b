// WRONG: "at most capacity elements": the capacity is rounded up to a power of two (3 -> 4, 5 -> 8).
package lockstep.boundedbuffer;
public final class BoundedBuffer<E> {
    private final Object[] ring; private long put, taken; private boolean closed;
    public BoundedBuffer(int capacity) { ring = new Object[capacity == 1 ? 1 : Integer.highestOneBit(capacity - 1) << 1]; }
    public synchronized boolean put(E element) throws InterruptedException {
        while (put - taken == ring.length && !closed) wait();
        if (closed) return false;
        ring[(int) (put++ & ring.length - 1)] = element;
        notifyAll();
        return true;
    }
    @SuppressWarnings("unchecked")
    public synchronized E take() throws InterruptedException {
        while (put == taken && !closed) wait();
        if (put == taken) return null;
        notifyAll();
        return (E) ring[(int) (taken++ & ring.length - 1)];
    }
    public synchronized int size() { return (int) (put - taken); }
    public synchronized void close() { closed = true; notifyAll(); }
}
