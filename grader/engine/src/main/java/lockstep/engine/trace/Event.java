package lockstep.engine.trace;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a thread does in one step. A new kind of event is a new record here and a method of {@link Visitor}. */
public sealed interface Event {

    /** Returns what the visitor's method for this kind returns. */
    <T> T accept(Visitor<T> visitor);

    /** The lock that the event concerns, or null. */
    default @Nullable Lock lock() {
        return null;
    }

    /** Returns the same event with another view of its lock, if it has one. */
    default Event with(UnaryOperator<Lock> named) {
        return this;
    }

    /**
     * A variable is read.
     *
     * @param value null where it cannot be shown
     */
    record Read(SharedVariable variable, @Nullable Value value) implements Event {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.read(this);
        }
    }

    /**
     * A variable is written.
     *
     * @param value null where it cannot be shown
     */
    record Write(SharedVariable variable, @Nullable Value value) implements Event {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.write(this);
        }
    }

    /** Code under test takes a monitor or an exclusive lock, not having had it. */
    record Acquire(Lock lock) implements Event {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.acquire(this);
        }

        @Override
        public Event with(UnaryOperator<Lock> named) {
            return new Acquire(named.apply(lock));
        }
    }

    /** Code under test gives back what it took by {@link Acquire}. */
    record Release(Lock lock) implements Event {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.release(this);
        }

        @Override
        public Event with(UnaryOperator<Lock> named) {
            return new Release(named.apply(lock));
        }
    }

    /** {@code wait()} begins and gives the monitor back (JLS 17.2.1). */
    record Wait(Lock lock) implements Event {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.await(this);
        }

        @Override
        public Event with(UnaryOperator<Lock> named) {
            return new Wait(named.apply(lock));
        }
    }

    /** {@code wait()} returns and has the monitor again. */
    record Return(Lock lock) implements Event {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.returned(this);
        }

        @Override
        public Event with(UnaryOperator<Lock> named) {
            return new Return(named.apply(lock));
        }
    }

    /**
     * {@code notify()} or {@code notifyAll()}.
     *
     * @param waiting how many threads wait on the monitor
     */
    record Notify(Lock lock, boolean all, int waiting) implements Event {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.notified(this);
        }

        @Override
        public Event with(UnaryOperator<Lock> named) {
            return new Notify(named.apply(lock), all, waiting);
        }
    }

    /** The thread cannot go on before something has come, or its time is up. */
    record Block(Awaited awaited) implements Event {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.block(this);
        }

        @Override
        public @Nullable Lock lock() {
            return awaited.lock();
        }

        @Override
        public Event with(UnaryOperator<Lock> named) {
            return new Block(awaited.with(named));
        }
    }

    /** A wait ends although nobody has woken the thread: spuriously (JLS 17.2.1). */
    record WakeUp() implements Event {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.wakeUp(this);
        }
    }

    /**
     * A time-out or a sleep ends although another thread could have gone on.
     *
     * @param isLate whether what the thread waits for has come before, so that it goes on with both
     */
    record Expire(boolean isLate) implements Event {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.expire(this);
        }
    }

    /** Code under test calls the library. */
    record Call(Operation operation) implements Event {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.call(this);
        }
    }

    /** Code under test or the scenario throws. */
    record Throw() implements Event {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.thrown(this);
        }
    }

    /**
     * A thread is started.
     *
     * @param other the thread's name
     */
    record Start(String other) implements Event {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.start(this);
        }
    }

    /**
     * The end of a thread has been waited for.
     *
     * @param other the thread's name
     */
    record Join(String other) implements Event {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.join(this);
        }
    }

    /**
     * A thread is interrupted.
     *
     * @param other the thread's name
     */
    record Interrupt(String other) implements Event {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.interrupt(this);
        }
    }

    /**
     * A thread ends by what it throws.
     *
     * @param thrown the simple name of its class
     */
    record End(String thrown) implements Event {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.end(this);
        }
    }

    /** One method for each kind of event. */
    interface Visitor<T> {
        T read(Read event);

        T write(Write event);

        T acquire(Acquire event);

        T release(Release event);

        T await(Wait event);

        T returned(Return event);

        T notified(Notify event);

        T block(Block event);

        T wakeUp(WakeUp event);

        T expire(Expire event);

        T call(Call event);

        T thrown(Throw event);

        T start(Start event);

        T join(Join event);

        T interrupt(Interrupt event);

        T end(End event);
    }
}
