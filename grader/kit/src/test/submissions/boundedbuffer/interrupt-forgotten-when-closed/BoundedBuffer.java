package lockstep.boundedbuffer;
// a thread that is interrupted while it waits and finds the buffer closed says so, and forgets the interrupt
import java.util.ArrayDeque;
import java.util.concurrent.locks.*;
public final class BoundedBuffer<E> {
    private final ArrayDeque<E> q = new ArrayDeque<>(); private final int capacity; private boolean closed; private final ReentrantLock lock = new ReentrantLock(); private final Condition room = lock.newCondition(), stuff = lock.newCondition();
    public BoundedBuffer(int capacity) { this.capacity = capacity; }
    private void await(Condition c) throws InterruptedException { try { c.await(); } catch (InterruptedException e) { if (!closed) { c.signal(); throw e; } } }
    public boolean put(E e) throws InterruptedException { lock.lockInterruptibly(); try { while (!closed && q.size() == capacity) await(room); if (closed) return false; q.add(e); stuff.signal(); return true; } finally { lock.unlock(); } }
    public E take() throws InterruptedException { lock.lockInterruptibly(); try { while (!closed && q.isEmpty()) await(stuff); E e = q.poll(); room.signal(); return e; } finally { lock.unlock(); } }
    public int size() { lock.lock(); try { return q.size(); } finally { lock.unlock(); } }
    public void close() { lock.lock(); try { closed = true; room.signalAll(); stuff.signalAll(); } finally { lock.unlock(); } }
}
