package lockstep.grader.check.race.engine.control;

import java.util.ArrayDeque;
import java.util.Deque;

/** The carriers that wait for work. Used by one engine, from its own thread and from the one that has the token. */
public final class CarrierPool implements AutoCloseable {

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

    @Override
    public synchronized void close() {
        idle.forEach(Carrier::retire);
        idle.clear();
    }
}
