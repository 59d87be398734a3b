package lockstep.boundedbuffer;
// all buffers share the monitor of the class, and each call wakes one thread, which may belong to another buffer
import java.util.ArrayDeque;
public final class BoundedBuffer<E> {
    private static final Object MONITOR = new Object();
    private final ArrayDeque<E> q = new ArrayDeque<>(); private final int capacity; private boolean closed; private int waiting;
    public BoundedBuffer(int capacity) { this.capacity = capacity; }
    // within one buffer it wakes as many as wait in it
    private void wake() { for (int i = 0; i < waiting; i++) MONITOR.notify(); }
    private void await() throws InterruptedException { waiting++; try { MONITOR.wait(); } finally { waiting--; } }
    public boolean put(E e) throws InterruptedException {
        synchronized (MONITOR) { while (!closed && q.size() == capacity) await(); if (closed) return false; q.add(e); wake(); return true; }
    }
    public E take() throws InterruptedException {
        synchronized (MONITOR) { while (!closed && q.isEmpty()) await(); E e = q.poll(); wake(); return e; }
    }
    public int size() { synchronized (MONITOR) { return q.size(); } }
    public void close() { synchronized (MONITOR) { closed = true; wake(); } }
}
