// WRONG: put: "not if the buffer is closed, be it before the call or while this waits". Scenario: a putter waits at a full buffer; a
// take makes room and a close follows before the putter has the lock: it adds to the closed buffer and says true.
package lockstep.boundedbuffer;
import java.util.LinkedList;
import java.util.concurrent.locks.*;
public final class BoundedBuffer<E> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final LinkedList<E> q = new LinkedList<>();
    private final int capacity; private boolean closed;
    public BoundedBuffer(int capacity) { this.capacity = capacity; }
    public boolean put(E element) throws InterruptedException {
        lock.lock();
        try {
            if (closed) return false;
            while (q.size() == capacity) {
                changed.await();
                if (closed && q.size() == capacity) return false;
            }
            q.addLast(element);
            changed.signalAll();
            return true;
        } finally { lock.unlock(); }
    }
    public E take() throws InterruptedException {
        lock.lock();
        try {
            while (q.isEmpty()) { if (closed) return null; changed.await(); }
            changed.signalAll();
            return q.removeFirst();
        } finally { lock.unlock(); }
    }
    public int size() { lock.lock(); try { return q.size(); } finally { lock.unlock(); } }
    public void close() { lock.lock(); try { closed = true; changed.signalAll(); } finally { lock.unlock(); } }
}
