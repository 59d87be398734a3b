package lockstep.boundedresource;

import java.time.Duration;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;
import java.util.function.Supplier;

public final class BoundedResource {

    private static final class Waiter {
        final Condition turn;
        boolean has;

        Waiter(Condition turn) {
            this.turn = turn;
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Waiter> waiters = new ArrayDeque<>();
    private int free;

    public BoundedResource(int places, boolean fair) {
        free = places;
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
        lock.lock();
        try {
            return free;
        } finally {
            lock.unlock();
        }
    }

    private void enter() throws InterruptedException {
        enter(Long.MAX_VALUE);
    }

    private boolean enter(long nanos) throws InterruptedException {
        lock.lock();
        try {
            if (free > 0) {
                free--;
                return true;
            }
            if (nanos <= 0) {
                return false;
            }
            Waiter me = new Waiter(lock.newCondition());
            waiters.addLast(me);
            long left = nanos;
            try {
                if (!me.has && left > 0) {
                    left = nanos == Long.MAX_VALUE ? forever(me) : me.turn.awaitNanos(left);
                }
            } catch (InterruptedException e) {
                if (me.has) {
                    pass();
                }
                waiters.remove(me);
                throw e;
            }
            waiters.remove(me);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void leave() {
        lock.lock();
        try {
            pass();
        } finally {
            lock.unlock();
        }
    }

    private static long forever(Waiter me) throws InterruptedException {
        me.turn.await();
        return 1;
    }

    private void pass() {
        Waiter next = waiters.pollFirst();
        if (next == null) {
            free++;
        } else {
            next.has = true;
            next.turn.signal();
        }
    }
}
