package lockstep.engine.suite.programs;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import lockstep.engine.Actors;
import lockstep.engine.suite.Bug;
import lockstep.engine.suite.Finding;
import lockstep.engine.suite.Twins;

/**
 * Locks made of volatile variables, as the textbooks have them (Raynal, 1986; Herlihy and Shavit, 2008), with the mistakes
 * that SV-COMP's category of atomic algorithms and the lectures on them warn of.
 */
final class MutualExclusion {

    private MutualExclusion() {}

    /** A lock for threads that know their numbers. */
    private abstract static class Lock implements Twins {
        private final AtomicInteger inside = new AtomicInteger();
        private final int threads;

        Lock(int threads) {
            this.threads = threads;
        }

        abstract void lock(int me, boolean right);

        abstract void unlock(int me);

        @Override
        public final void play(Actors actors, boolean right) {
            Expect.together(actors, threads, me -> () -> {
                lock(me, right);
                Expect.that(inside.incrementAndGet() == 1, "two are inside");
                inside.decrementAndGet();
                unlock(me);
            });
        }
    }

    /** Says that the other one goes first before it says that it wants to. After Peterson (1981). */
    @Bug(value = Finding.WRONG_RESULT, depth = 3)
    static final class Peterson extends Lock {
        private final AtomicIntegerArray wants = new AtomicIntegerArray(2);
        private final AtomicInteger turn = new AtomicInteger();

        Peterson() {
            super(2);
        }

        @Override
        void lock(int me, boolean right) {
            if (right) {
                wants.set(me, 1);
                turn.set(1 - me);
            } else {
                turn.set(1 - me);
                wants.set(me, 1);
            }
            while (wants.get(1 - me) == 1 && turn.get() == 1 - me) {
                Thread.onSpinWait();
            }
        }

        @Override
        void unlock(int me) {
            wants.set(me, 0);
        }
    }

    /** Asks first and says afterwards that it wants to. After Dekker (Dijkstra, 1965). */
    @Bug(value = Finding.WRONG_RESULT, depth = 2)
    static final class Dekker extends Lock {
        private final AtomicIntegerArray wants = new AtomicIntegerArray(2);
        private final AtomicInteger turn = new AtomicInteger();

        Dekker() {
            super(2);
        }

        @Override
        void lock(int me, boolean right) {
            if (!right) {
                while (wants.get(1 - me) == 1) {
                    Thread.onSpinWait();
                }
                wants.set(me, 1);
                return;
            }
            wants.set(me, 1);
            while (wants.get(1 - me) == 1) {
                if (turn.get() != me) {
                    wants.set(me, 0);
                    while (turn.get() != me) {
                        Thread.onSpinWait();
                    }
                    wants.set(me, 1);
                }
            }
        }

        @Override
        void unlock(int me) {
            turn.set(1 - me);
            wants.set(me, 0);
        }
    }

    /** Both say that they want to, and neither gives way. After the second attempt of Dijkstra's paper. */
    @Bug(value = Finding.LIVELOCK, depth = 2)
    static final class NobodyGivesWay extends Lock {
        private final AtomicIntegerArray wants = new AtomicIntegerArray(2);
        private final AtomicInteger turn = new AtomicInteger();

        NobodyGivesWay() {
            super(2);
        }

        @Override
        void lock(int me, boolean right) {
            wants.set(me, 1);
            turn.set(1 - me);
            while (wants.get(1 - me) == 1 && (!right || turn.get() == 1 - me)) {
                Thread.onSpinWait();
            }
        }

        @Override
        void unlock(int me) {
            wants.set(me, 0);
        }
    }

    /** Draws a number without saying that it does. After the bakery (Lamport, 1974). */
    @Bug(value = Finding.WRONG_RESULT, depth = 3)
    static final class Bakery extends Lock {
        private final AtomicIntegerArray drawing = new AtomicIntegerArray(2);
        private final AtomicIntegerArray numbers = new AtomicIntegerArray(2);

        Bakery() {
            super(2);
        }

        @Override
        void lock(int me, boolean right) {
            drawing.set(me, right ? 1 : 0);
            numbers.set(me, 1 + numbers.get(1 - me));
            drawing.set(me, 0);
            int other = 1 - me;
            while (drawing.get(other) == 1) {
                Thread.onSpinWait();
            }
            while (isBefore(other, me)) {
                Thread.onSpinWait();
            }
        }

        private boolean isBefore(int other, int me) {
            int theirs = numbers.get(other);
            int mine = numbers.get(me);
            return theirs != 0 && (theirs < mine || theirs == mine && other < me);
        }

        @Override
        void unlock(int me) {
            numbers.set(me, 0);
        }
    }

    /** Does not look again at who came last. After the fast lock (Lamport, 1987). */
    @Bug(value = Finding.WRONG_RESULT, depth = 4)
    static final class FastLock extends Lock {
        private final AtomicIntegerArray tries = new AtomicIntegerArray(2);
        private final AtomicInteger x = new AtomicInteger(-1);
        private final AtomicInteger y = new AtomicInteger(-1);

        FastLock() {
            super(2);
        }

        @Override
        void lock(int me, boolean right) {
            while (true) {
                tries.set(me, 1);
                x.set(me);
                if (y.get() != -1) {
                    tries.set(me, 0);
                    while (y.get() != -1) {
                        Thread.onSpinWait();
                    }
                    continue;
                }
                y.set(me);
                if (!right || x.get() == me) {
                    return;
                }
                tries.set(me, 0);
                while (tries.get(1 - me) == 1) {
                    Thread.onSpinWait();
                }
                if (y.get() == me) {
                    return;
                }
                while (y.get() != -1) {
                    Thread.onSpinWait();
                }
            }
        }

        @Override
        void unlock(int me) {
            y.set(-1);
            tries.set(me, 0);
        }
    }

    /** Looks at a spin lock and takes it in two steps. After the test-and-test-and-set lock of Herlihy and Shavit. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2)
    static final class SpinLock extends Lock {
        private final AtomicInteger taken = new AtomicInteger();

        SpinLock() {
            super(3);
        }

        @Override
        void lock(int me, boolean right) {
            while (true) {
                while (taken.get() == 1) {
                    Thread.onSpinWait();
                }
                if (!right) {
                    taken.set(1);
                    return;
                }
                if (taken.compareAndSet(0, 1)) {
                    return;
                }
            }
        }

        @Override
        void unlock(int me) {
            taken.set(0);
        }
    }

    /** Draws tickets by a read and a write. After the ticket lock (Reed and Kanodia, 1979). */
    @Bug(value = Finding.WRONG_RESULT, depth = 2)
    static final class Tickets extends Lock {
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger served = new AtomicInteger();

        Tickets() {
            super(3);
        }

        @Override
        void lock(int me, boolean right) {
            int mine;
            if (right) {
                mine = next.getAndIncrement();
            } else {
                mine = next.get();
                next.set(mine + 1);
            }
            while (served.get() != mine) {
                Thread.onSpinWait();
            }
        }

        @Override
        void unlock(int me) {
            served.set(served.get() + 1);
        }
    }

    /** Sets what is set already, again and again (Herlihy and Shavit, 2008): one way out leaves it set. */
    @Bug(value = Finding.LIVELOCK, depth = 1)
    static final class TestAndSet implements Twins {
        private final AtomicBoolean taken = new AtomicBoolean();
        private final AtomicInteger used = new AtomicInteger();

        @Override
        public void play(Actors actors, boolean right) {
            Expect.together(actors, 3, me -> () -> {
                while (taken.getAndSet(true)) {
                    Thread.onSpinWait();
                }
                boolean isSecond = used.getAndIncrement() == 1;
                if (right || me != 0 || !isSecond) {
                    taken.set(false);
                }
            });
        }
    }
}
