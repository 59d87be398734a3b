package lockstep.boundedresource;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

public final class BoundedResource {
    private final Gate gate;

    public BoundedResource(int places, boolean fair) {
        gate = fair ? new FairGate(places) : new OpenGate(places);
    }

    private interface Gate {
        void in() throws InterruptedException;

        boolean in(long nanos) throws InterruptedException;

        void out();

        int free();
    }

    private static final class FairGate implements Gate {
        private final Semaphore s;

        FairGate(int places) {
            s = new Semaphore(places, true);
        }

        public void in() throws InterruptedException {
            s.acquire();
        }

        public boolean in(long nanos) throws InterruptedException {
            return s.tryAcquire(nanos, TimeUnit.NANOSECONDS);
        }

        public void out() {
            s.release();
        }

        public int free() {
            return s.availablePermits();
        }
    }

    private static final class OpenGate implements Gate {
        private int free;

        OpenGate(int places) {
            free = places;
        }

        public synchronized void in() throws InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            while (free == 0) {
                wait();
            }
            free--;
        }

        public synchronized boolean in(long nanos) throws InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            long start = System.nanoTime();
            while (free == 0) {
                long rest = nanos - (System.nanoTime() - start);
                if (nanos <= 0 || rest <= 0) {
                    return false;
                }
                wait(rest / 1_000_000, (int) (rest % 1_000_000));
                if (System.nanoTime() - start >= nanos) {
                    return false;
                }
            }
            free--;
            return true;
        }

        public synchronized void out() {
            free++;
            notify();
        }

        public synchronized int free() {
            return free;
        }
    }

    public <T> T use(Supplier<T> action) throws InterruptedException {
        gate.in();
        try {
            return action.get();
        } finally {
            gate.out();
        }
    }

    public boolean tryUse(Duration limit, Runnable action) throws InterruptedException {
        boolean in = gate.in(limit.toNanos());
        if (in) {
            try {
                action.run();
            } finally {
                gate.out();
            }
        }
        return in;
    }

    public int free() {
        return gate.free();
    }
}
