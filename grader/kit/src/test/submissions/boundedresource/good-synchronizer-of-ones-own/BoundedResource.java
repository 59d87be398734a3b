package lockstep.boundedresource;

import java.time.Duration;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;
import java.util.function.Supplier;

public final class BoundedResource {

    private static final class Places extends AbstractQueuedSynchronizer {
        private static final long serialVersionUID = 1;

        Places(int places) {
            setState(places);
        }

        @Override
        protected int tryAcquireShared(int one) {
            while (true) {
                if (hasQueuedPredecessors()) {
                    return -1;
                }
                int free = getState();
                if (free == 0) {
                    return -1;
                }
                if (compareAndSetState(free, free - 1)) {
                    return free - 1;
                }
            }
        }

        @Override
        protected boolean tryReleaseShared(int one) {
            int free;
            do {
                free = getState();
            } while (!compareAndSetState(free, free + 1));
            return true;
        }

        int free() {
            return getState();
        }
    }

    private final Places places;

    public BoundedResource(int places, boolean fair) {
        this.places = new Places(places);
    }

    public <T> T use(Supplier<T> action) throws InterruptedException {
        enter();
        try {
            return action.get();
        } finally {
            leave();
        }
    }

    public boolean tryUse(Duration limit, Runnable action) throws InterruptedException {
        if (!enter(limit.toNanos())) {
            return false;
        }
        try {
            action.run();
            return true;
        } finally {
            leave();
        }
    }

    public int free() {
        return places.free();
    }

    private void enter() throws InterruptedException {
        places.acquireSharedInterruptibly(1);
    }

    private boolean enter(long nanos) throws InterruptedException {
        return places.tryAcquireSharedNanos(1, nanos);
    }

    private void leave() {
        places.releaseShared(1);
    }
}
