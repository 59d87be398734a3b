package lockstep.lockedcounter;
// the same operation on the same value is not called again: its last answer is taken
import java.util.function.LongUnaryOperator;
public final class LockedCounter {
    private final Object lock = new Object(); private long value; private LongUnaryOperator last; private long lastIn, lastOut;
    public LockedCounter(long initial) { value = initial; }
    public void increment() { synchronized (lock) { value++; } }
    public void decrement() { synchronized (lock) { value--; } }
    public long get() { synchronized (lock) { return value; } }
    public boolean incrementIfBelow(long limit) { synchronized (lock) { if (value >= limit) return false; value++; return true; } }
    public long update(LongUnaryOperator op) {
        synchronized (lock) {
            if (op == last && value == lastIn) return value = lastOut;
            long in = value, out = op.applyAsLong(in); last = op; lastIn = in; lastOut = out; return value = out;
        }
    }
}
