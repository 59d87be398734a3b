package lockstep.engine.canary;

/** Small counters, each with one mistake on purpose; the last one has none. */
final class Specimens {

    private Specimens() {}

    /** A counter. */
    interface Counter {
        void increment();

        long get();
    }

    /** Loses updates: reading and writing are two steps, although each is ordered. */
    static final class LostUpdate implements Counter {
        private volatile long value;

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // the mistake
        public void increment() {
            value++;
        }

        @Override
        public long get() {
            return value;
        }
    }

    /** Deadlocks: the two methods take the two locks in opposite orders. */
    static final class OppositeLocks implements Counter {
        private final Object first = new Object();
        private final Object second = new Object();
        private long value;

        @Override
        public void increment() {
            synchronized (first) {
                synchronized (second) {
                    value++;
                }
            }
        }

        @Override
        public long get() {
            synchronized (second) {
                synchronized (first) {
                    return value;
                }
            }
        }
    }

    /** Races without a wrong result in any order: the reader takes no lock. */
    static final class UnlockedRead implements Counter {
        private long value;

        @Override
        public synchronized void increment() {
            value++;
        }

        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized") // the mistake
        public long get() {
            return value;
        }
    }

    /** Correct. */
    static final class Correct implements Counter {
        private long value;

        @Override
        public synchronized void increment() {
            value++;
        }

        @Override
        public synchronized long get() {
            return value;
        }
    }
}
