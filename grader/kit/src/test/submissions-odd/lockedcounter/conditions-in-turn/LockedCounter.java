package lockstep.lockedcounter;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongUnaryOperator;

/** A guard lets one visitor at a time into the room, and calls the next one by a condition. */
public final class LockedCounter {

    private static final class Room<T extends Comparable<T>> {
        private final Lock door = new ReentrantLock();
        private final Condition free = door.newCondition();
        private Thread visitor;
        private int times;
        private T content;

        Room(T content) {
            door.lock();
            try {
                this.content = Objects.requireNonNull(content, "content");
            } finally {
                door.unlock();
            }
        }

        void enter() {
            boolean interrupted = false;
            door.lock();
            try {
                while (visitor != null && visitor != Thread.currentThread()) {
                    try {
                        if (!free.await(1, TimeUnit.HOURS)) System.err.println("still waiting for " + visitor.getName());
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                }
                visitor = Thread.currentThread();
                times++;
            } finally {
                door.unlock();
            }
            if (interrupted) Thread.currentThread().interrupt();
        }

        void leave() {
            door.lock();
            try {
                if (visitor != Thread.currentThread()) throw new IllegalMonitorStateException("not in the room");
                if (--times == 0) {
                    visitor = null;
                    free.signal();
                }
            } finally {
                door.unlock();
            }
        }
    }

    @FunctionalInterface
    private interface Visit<R> {
        R make(Room<Long> room);
    }

    private final Room<Long> room;

    public LockedCounter(long initial) {
        room = new Room<>(initial);
    }

    private <R> R visit(Visit<? extends R> visit) {
        room.enter();
        try {
            return visit.make(room);
        } finally {
            room.leave();
        }
    }

    public void increment() {
        visit(r -> r.content++);
    }

    public void decrement() {
        visit(r -> --r.content);
    }

    public long get() {
        return this.<Long>visit(r -> r.content);
    }

    public boolean incrementIfBelow(long limit) {
        return visit(r -> {
            boolean below = r.content.compareTo(limit) < 0;
            r.content += below ? 1 : 0;
            return below;
        });
    }

    public long update(LongUnaryOperator operation) {
        return this.<Long>visit(r -> r.content = operation.applyAsLong(r.content));
    }
}
