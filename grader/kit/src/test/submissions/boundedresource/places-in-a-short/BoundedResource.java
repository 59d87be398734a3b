package lockstep.boundedresource;
// the number of free places is kept in a short
import java.time.Duration;
import java.util.*;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
public final class BoundedResource {
    private final Object m = new Object(); private short free; private final LinkedHashSet<Thread> line = new LinkedHashSet<>();
    public BoundedResource(int places, boolean fair) { free = (short) places; }
    private boolean enter(long limit, boolean limited) throws InterruptedException {
        Thread me = Thread.currentThread(); long deadline = System.nanoTime() + limit;
        synchronized (m) {
            line.add(me);
            try {
                while (free == 0 || line.iterator().next() != me) {
                    if (!limited) { m.wait(); continue; }
                    long left = deadline - System.nanoTime();
                    if (left <= 0) return false;
                    TimeUnit.NANOSECONDS.timedWait(m, left);
                }
                free--; return true;
            } finally { line.remove(me); m.notifyAll(); }
        }
    }
    private void leave() { synchronized (m) { free++; m.notifyAll(); } }
    public <T> T use(Supplier<T> action) throws InterruptedException { enter(0, false); try { return action.get(); } finally { leave(); } }
    public boolean tryUse(Duration limit, Runnable action) throws InterruptedException {
        if (!enter(Math.max(0, limit.toNanos()), true)) return false;
        try { action.run(); return true; } finally { leave(); }
    }
    public int free() { synchronized (m) { return free; } }
}
