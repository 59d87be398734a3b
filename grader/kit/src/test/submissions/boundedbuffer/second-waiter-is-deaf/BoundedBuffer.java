// WRONG: "An interrupt before or during the waiting ends it". Scenario: two takers wait at an empty buffer: the first in acquire,
// the second for the monitor that the first one holds; interrupting the second has no effect. (Putters alike.)
package lockstep.boundedbuffer;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
public final class BoundedBuffer<E> {
    private final Object putting = new Object(), taking = new Object(), state = new Object();
    private final ConcurrentLinkedDeque<E> q = new ConcurrentLinkedDeque<>();
    private final Semaphore room, items = new Semaphore(0);
    private final AtomicInteger count = new AtomicInteger();
    private boolean closed;
    public BoundedBuffer(int capacity) { room = new Semaphore(capacity); }
    public boolean put(E element) throws InterruptedException {
        synchronized (putting) {
            room.acquire();
            synchronized (state) {
                if (closed) { room.release(); return false; }
                q.addLast(element);
                count.incrementAndGet();
                items.release();
            }
            return true;
        }
    }
    public E take() throws InterruptedException {
        synchronized (taking) {
            items.acquire();
            synchronized (state) {
                E e = q.pollFirst();
                if (e == null) { items.release(); return null; }
                count.decrementAndGet();
                room.release();
                return e;
            }
        }
    }
    public int size() { return count.get(); }
    public void close() { synchronized (state) { if (!closed) { closed = true; items.release(); room.release(); } } }
}
