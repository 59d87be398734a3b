package lockstep.boundedresource;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;

public final class BoundedResource {

    private final Set<Object> line = new LinkedHashSet<>();
    private int free;

    public BoundedResource(int places, boolean fair) {
        free = places;
    }

    public <T> T use(Supplier<T> action) throws InterruptedException {
        enter(Instant.now().plus(Duration.ofNanos(Long.MAX_VALUE)));
        try {
            return action.get();
        } finally {
            leave();
        }
    }

    public boolean tryUse(Duration limit, Runnable action) throws InterruptedException {
        if (!enter(Instant.now().plus(limit))) {
            return false;
        }
        try {
            action.run();
            return true;
        } finally {
            leave();
        }
    }

    public synchronized int free() {
        return free;
    }

    private synchronized boolean enter(Instant until) throws InterruptedException {
        Object me = new Object();
        line.add(me);
        try {
            while (free == 0 || line.iterator().next() != me) {
                Duration left = Duration.between(Instant.now(), until);
                if (left.isNegative() || left.isZero()) {
                    return false;
                }
                // Half a millisecond would be rounded to nothing, which is for ever.
                wait(left.toMillis() + 1);
            }
            free--;
            return true;
        } finally {
            line.remove(me);
            notifyAll();
        }
    }

    private synchronized void leave() {
        free++;
        notifyAll();
    }
}
