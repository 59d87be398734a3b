package lockstep.grader.check.race.engine.control;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A field of one object, an element of one array, or the state of one lock: what two threads can meet at. */
public final class Variable {

    private static final int NOBODY = -1;

    private final String name;
    private final boolean ofClass;
    private final BitSet sites = new BitSet();
    private int firstThread = NOBODY;
    private boolean shared;
    private boolean written;
    private boolean read;

    @Nullable
    Access lastWrite;

    final List<Access> reads = new ArrayList<>(2);

    /** What a volatile write or an unlock hands to whoever reads or locks next. */
    @Nullable
    VectorClock handedOver;

    private long writeHistory;
    private long readHistories;

    Variable(String name) {
        this(name, false);
    }

    Variable(String name, boolean ofClass) {
        this.name = name;
        this.ofClass = ofClass;
    }

    /** Returns what a student would call it. */
    public String name() {
        return name;
    }

    /** Returns whether it is a static field. */
    public boolean isStatic() {
        return ofClass;
    }

    /** Returns whether several threads have touched it and one of them has written. */
    public boolean isContended() {
        return shared && written;
    }

    /** Returns whether somebody has read it in this execution. */
    public boolean isRead() {
        return read;
    }

    /** Returns whether accesses to it order what comes before and after them, as those to a volatile field do. */
    public boolean isOrdering() {
        return handedOver != null;
    }

    BitSet sites() {
        return sites;
    }

    void touch(int thread, int site, boolean write) {
        if (firstThread == NOBODY) {
            firstThread = thread;
        } else if (firstThread != thread) {
            shared = true;
        }
        written |= write;
        read |= !write;
        if (site >= 0) {
            sites.set(site);
        }
    }

    /**
     * Returns the thread's history after an access. A history is a hash of all that a thread has done and of all that
     * it could learn from others; two runs whose threads have the same histories are in the same state.
     */
    long history(long before, int site, boolean write) {
        if (write) {
            writeHistory = mix(before, site, writeHistory + 31 * readHistories);
            readHistories = 0;
            return writeHistory;
        }
        long after = mix(before, site, writeHistory);
        readHistories += after;
        return after;
    }

    static long mix(long a, long b, long c) {
        long h = a * 0x9E3779B97F4A7C15L + b * 0xC2B2AE3D27D4EB4FL + c * 0x165667B19E3779F9L + 0x27D4EB2F165667C5L;
        h = (h ^ (h >>> 32)) * 0xD6E8FEB86659FD93L;
        return h ^ (h >>> 29);
    }
}
