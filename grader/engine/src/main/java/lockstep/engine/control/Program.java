package lockstep.engine.control;

import java.lang.invoke.VarHandle;
import java.util.Map;
import java.util.WeakHashMap;
import lockstep.engine.Weaving;
import lockstep.engine.trace.Operation;

/** What stays the same over all executions of one scenario class: the woven places and the limits. */
public final class Program {

    private final Sites sites;
    private final Weaving weaving;
    private final Limits limits;
    private final int threadEnd;
    private final Map<VarHandle, String> fields = new WeakHashMap<>();

    public Program(Sites sites, Weaving weaving, Limits limits) {
        this.sites = sites;
        this.weaving = weaving;
        this.limits = limits;
        this.threadEnd = sites.add(new Site(null, "", Operation.THREAD_END));
    }

    public Sites sites() {
        return sites;
    }

    /** Returns the place where each thread ends. */
    int threadEnd() {
        return threadEnd;
    }

    Weaving weaving() {
        return weaving;
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
