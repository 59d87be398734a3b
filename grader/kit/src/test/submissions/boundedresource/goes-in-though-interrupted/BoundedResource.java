package lockstep.boundedresource;
// who is interrupted while it waits and finds a place free when it has the monitor again goes in, and forgets the interrupt
import java.time.Duration;
import java.util.*;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
public final class BoundedResource {
    private final ArrayDeque<Object> line = new ArrayDeque<>(); private int free;
    public BoundedResource(int places, boolean fair) { free = places; }
    private synchronized boolean enter(long limit, boolean limited) throws InterruptedException {
        if (Thread.interrupted()) throw new InterruptedException();
        Object me = new Object(); line.add(me); long deadline = System.nanoTime() + limit;
        try {
            while (free == 0 || line.peek() != me) {
                try {
                    if (!limited) wait();
                    else { long left = deadline - System.nanoTime(); if (left <= 0) return false; TimeUnit.NANOSECONDS.timedWait(this, left); }
                } catch (InterruptedException e) { if (free == 0 || line.peek() != me) throw e; }
            }
            free--; return true;
        } finally { line.remove(me); notifyAll(); }
    }
    private synchronized void leave() { free++; notifyAll(); }
    public <T> T use(Supplier<T> action) throws InterruptedException { enter(0, false); try { return action.get(); } finally { leave(); } }
    public boolean tryUse(Duration limit, Runnable action) throws InterruptedException {
        if (!enter(Math.max(0, limit.toNanos()), true)) return false;
        try { action.run(); return true; } finally { leave(); }
    }
    public synchronized int free() { return free; }
}
