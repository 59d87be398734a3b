package lockstep.engine.control;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The carriers that wait for work. Used by one engine, from its own thread and from the one that has the token. */
public final class CarrierPool implements AutoCloseable {

    /** How long a thread may take to end, 0.2 s; one that takes longer keeps its carrier. A choice: most take microseconds. */
    private static final long PATIENCE_NANOS = 200_000_000L;

    private final Deque<Carrier> idle = new ArrayDeque<>();
    private int made;

    synchronized Carrier take() {
        Carrier carrier = idle.poll();
        if (carrier == null) {
            carrier = new Carrier(++made);
            carrier.start();
        }
        return carrier;
    }

    synchronized void giveBack(Carrier carrier) {
        idle.push(carrier);
    }

    /** Ends the threads of an execution that is over, one after the other, so that their finally blocks do not meet. */
    void recall(List<ControlledThread> threads) {
        for (ControlledThread thread : List.copyOf(threads)) {
            Carrier carrier = thread.carrier;
            if (carrier == null) {
                continue;
            }
            if (carrier.task() == thread) {
                carrier.giveToken();
                long deadline = System.nanoTime() + PATIENCE_NANOS;
                while (carrier.task() == thread && System.nanoTime() < deadline) {
                    LockSupport.parkNanos(this, 1_000_000L);
                }
            }
            if (carrier.isIdle()) {
                giveBack(carrier);
            }
        }
    }

    @Override
    public synchronized void close() {
        idle.forEach(Carrier::retire);
        idle.clear();
    }
}
