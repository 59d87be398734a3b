package lockstep.engine.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import lockstep.engine.Actors;
import lockstep.engine.junit.Interleaved;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Claim: a counter is right if reading and writing are one step: under a lock, or by an atomic. No order breaks these four,
 * and there is no data race between an increment and a read.
 */
class Sample08CounterMadeRightTest {

    /** A counter. */
    private interface Counter {
        void increment();

        long value();
    }

    /** The ways to make one. */
    private enum Way {
        MONITOR,
        LOCK,
        ATOMIC,
        ADDER
    }

    private static final class WithMonitor implements Counter {
        private long value;

        @Override
        public synchronized void increment() {
            value++;
        }

        @Override
        public synchronized long value() {
            return value;
        }
    }

    private static final class WithLock implements Counter {
        private final Lock lock = new ReentrantLock();
        private long value;

        @Override
        public void increment() {
            lock.lock();
            try {
                value++;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public long value() {
            lock.lock();
            try {
                return value;
            } finally {
                lock.unlock();
            }
        }
    }

    private static final class WithAtomic implements Counter {
        private final AtomicLong value = new AtomicLong();

        @Override
        public void increment() {
            value.incrementAndGet();
        }

        @Override
        public long value() {
            return value.get();
        }
    }

    private static final class WithAdder implements Counter {
        private final LongAdder value = new LongAdder();

        @Override
        public void increment() {
            value.increment();
        }

        @Override
        public long value() {
            return value.sum();
        }
    }

    private static Counter counter(Way way) {
        return switch (way) {
            case MONITOR -> new WithMonitor();
            case LOCK -> new WithLock();
            case ATOMIC -> new WithAtomic();
            case ADDER -> new WithAdder();
        };
    }

    @Interleaved
    @ParameterizedTest
    @EnumSource
    void no_increment_is_lost(Way way, Actors actors) {
        Counter counter = counter(way);
        long[] seen = new long[1];
        actors.together(counter::increment, counter::increment, () -> seen[0] = counter.value());
        assertThat(seen[0]).isBetween(0L, 2L);
        assertThat(counter.value()).isEqualTo(2);
    }
}
