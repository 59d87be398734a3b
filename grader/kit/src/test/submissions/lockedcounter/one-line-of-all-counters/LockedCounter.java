package lockstep.lockedcounter;
// a spinning-free lock of one's own whose line of waiting threads is shared by all counters: it wakes the first in the line, which
// may wait for another counter and goes back to the end
import java.util.*;
import java.util.function.LongUnaryOperator;
public final class LockedCounter {
    private static final Object MONITOR = new Object(); private boolean taken; private long value; private int waiting;
    public LockedCounter(long initial) { synchronized (MONITOR) { value = initial; } }
    private void enter() {
        boolean interrupted = false;
        synchronized (MONITOR) {
            waiting++;
            while (taken) { try { MONITOR.wait(); } catch (InterruptedException e) { interrupted = true; } }
            waiting--; taken = true;
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
    private void leave() { synchronized (MONITOR) { taken = false; if (waiting > 0) MONITOR.notify(); } }
    public void increment() { enter(); value++; leave(); }
    public void decrement() { enter(); value--; leave(); }
    public long get() { enter(); try { return value; } finally { leave(); } }
    public boolean incrementIfBelow(long limit) { enter(); try { if (value >= limit) return false; value++; return true; } finally { leave(); } }
    public long update(LongUnaryOperator op) { enter(); try { return value = op.applyAsLong(value); } finally { leave(); } }
}
