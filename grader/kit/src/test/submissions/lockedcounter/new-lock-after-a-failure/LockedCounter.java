package lockstep.lockedcounter;
// an operation that throws makes the lock suspect: a new one replaces it, while others still wait for the old one
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongUnaryOperator;
public final class LockedCounter {
    private volatile ReentrantLock lock = new ReentrantLock(); private volatile long value;
    public LockedCounter(long initial) { value = initial; }
    public void increment() { ReentrantLock l = lock; l.lock(); try { value++; } finally { l.unlock(); } }
    public void decrement() { ReentrantLock l = lock; l.lock(); try { value--; } finally { l.unlock(); } }
    public long get() { ReentrantLock l = lock; l.lock(); try { return value; } finally { l.unlock(); } }
    public boolean incrementIfBelow(long limit) { ReentrantLock l = lock; l.lock(); try { if (value >= limit) return false; value++; return true; } finally { l.unlock(); } }
    public long update(LongUnaryOperator op) {
        ReentrantLock l = lock; l.lock();
        try { return value = op.applyAsLong(value); }
        catch (Throwable t) { lock = new ReentrantLock(); throw t; }
        finally { l.unlock(); }
    }
}
