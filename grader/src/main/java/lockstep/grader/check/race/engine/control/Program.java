package lockstep.grader.check.race.engine.control;

import java.lang.invoke.VarHandle;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.Map;

/** What stays the same over all executions of one scenario class: the woven places and the limits. */
public final class Program {

    private final Sites sites;
    private final Limits limits;
    private final int threadEnd;
    private final BitSet busy = new BitSet();
    private final Map<VarHandle, String> fields = new IdentityHashMap<>();

    public Program(Sites sites, Limits limits) {
        this.sites = sites;
        this.limits = limits;
        this.threadEnd = sites.add(new Site(null, "", "the end of a thread"));
    }

    public Sites sites() {
        return sites;
    }

    /** Returns the place where each thread ends. */
    int threadEnd() {
        return threadEnd;
    }

    /**
     * Returns the places that some execution has come to so often that letting others in at each visit would take all the
     * time there is: they are let in elsewhere.
     */
    BitSet busyPlaces() {
        return busy;
    }

    public Limits limits() {
        return limits;
    }

    /** Returns the name of the field that a handle stands for, so that it is the same variable as the field itself. */
    synchronized String fieldOf(VarHandle handle) {
        return fields.computeIfAbsent(
                handle,
                key -> key.describeConstable()
                        .map(VarHandle.VarHandleDesc::constantName)
                        .map(name -> name.toString().intern())
                        .orElse("value"));
    }
}
