package lockstep.boundedresource;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Whoever has to wait is given a future; whoever leaves completes the oldest one, and by that hands its own place on, so that the place
 * is never free in between and no newcomer can snatch it. Completing and giving up exclude each other: a future has one outcome.
 */
public final class BoundedResource {
    private final Set<CompletableFuture<Void>> line = new LinkedHashSet<>();
    private int free;

    public BoundedResource(int places, boolean fair) {
        free = places;
    }

    /** Returns null if there was a place (which is then taken), otherwise what to wait for. */
    private synchronized CompletableFuture<Void> arrive() {
        if (free > 0) {
            free--;
            return null;
        }
        CompletableFuture<Void> mine = new CompletableFuture<>();
        line.add(mine);
        return mine;
    }

    private synchronized void leave() {
        for (Iterator<CompletableFuture<Void>> next = line.iterator(); next.hasNext(); ) {
            CompletableFuture<Void> candidate = next.next();
            next.remove();
            if (candidate.complete(null)) {
                return;
            }
        }
        free++;
    }

    private synchronized void giveUp(CompletableFuture<Void> mine) {
        line.remove(mine);
    }

    private void await(CompletableFuture<Void> mine) throws InterruptedException {
        try {
            mine.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            abandon(mine);
            throw e;
        }
    }

    private boolean await(CompletableFuture<Void> mine, long nanos) throws InterruptedException {
        try {
            mine.get(nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } catch (TimeoutException e) {
            boolean tooLate = mine.cancel(false);
            if (tooLate) {
                giveUp(mine);
            }
            return !tooLate; // the place came with the last tick
        } catch (InterruptedException e) {
            abandon(mine);
            throw e;
        }
    }

    private void abandon(CompletableFuture<Void> mine) {
        if (mine.cancel(false)) {
            giveUp(mine);
        } else {
            leave(); // it came, but nobody wants it any more: the next one's
        }
    }

    public <T> T use(Supplier<T> action) throws InterruptedException {
        CompletableFuture<Void> place = arrive();
        if (place != null) {
            await(place);
        }
        try {
            return action.get();
        } finally {
            leave();
        }
    }

    public boolean tryUse(Duration limit, Runnable action) throws InterruptedException {
        CompletableFuture<Void> place = arrive();
        if (place != null && !await(place, limit.isNegative() ? 0 : limit.toNanos())) {
            return false;
        }
        try {
            action.run();
        } finally {
            leave();
        }
        return true;
    }

    public synchronized int free() {
        return free;
    }
}
