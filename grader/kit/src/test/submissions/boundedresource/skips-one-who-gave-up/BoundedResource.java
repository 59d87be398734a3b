package lockstep.boundedresource;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.HashSet;
import java.util.Set;

/** WRONG: "others wait on as if that thread had never come": tickets of threads that were interrupted are skipped, but only one at a time:
 * if two neighbours in the line are interrupted, all that come after them wait for ever though places are free. */
public final class BoundedResource {
    private final Set<Long> gone = new HashSet<>();
    private long nextTicket;
    private long serving;
    private int free;

    public BoundedResource(int places, boolean fair) {
        free = places;
    }

    private synchronized boolean enter(long nanos, boolean timed) throws InterruptedException {
        if (timed && nanos <= 0 && (free == 0 || serving != nextTicket)) {
            return false;
        }
        long end = System.nanoTime() + nanos;
        long ticket = nextTicket++;
        while (ticket != serving || free == 0) {
            try {
                if (!timed) {
                    wait();
                } else {
                    long left = end - System.nanoTime();
                    if (left <= 0) {
                        drop(ticket);
                        return false;
                    }
                    wait(left / 1_000_000, (int) (left % 1_000_000));
                }
            } catch (InterruptedException e) {
                drop(ticket);
                throw e;
            }
        }
        free--;
        advance();
        return true;
    }

    private void drop(long ticket) {
        if (ticket == serving) {
            advance();
        } else {
            gone.add(ticket);
        }
    }

    private void advance() {
        serving++;
        if (gone.remove(serving)) {
            serving++;
        }
        notifyAll();
    }

    private synchronized void leave() {
        free++;
        notifyAll();
    }

    public <T> T use(Supplier<T> action) throws InterruptedException {
        enter(0, false);
        try {
            return action.get();
        } finally {
            leave();
        }
    }

    public boolean tryUse(Duration limit, Runnable action) throws InterruptedException {
        boolean in = enter(limit.isNegative() ? 0 : limit.toNanos(), true);
        if (in) {
            try {
                action.run();
            } finally {
                leave();
            }
        }
        return in;
    }

    public synchronized int free() {
        return free;
    }
}
