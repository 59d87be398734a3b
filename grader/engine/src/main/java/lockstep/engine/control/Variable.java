package lockstep.engine.control;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import lockstep.engine.trace.SharedVariable;
import org.jspecify.annotations.Nullable;

/** A field of one object, an element of one array, or the state of one lock: what two threads can meet at. */
public final class Variable implements SharedVariable {

    private static final int NOBODY = -1;

    private final Object owner;
    private final Object key;
    private int[] sites = new int[2];
    private int siteCount;
    /** The first thread that has touched it. */
    private int toucher = NOBODY;
    /** Whether others have touched it, too. */
    private boolean several;
    /** The thread that has touched it in a class initialiser that the JVM runs, and when. */
    private int initialiser = NOBODY;

    private int initialisedAt;
    private boolean written;
    private boolean read;

    @Nullable
    Access lastWrite;

    final List<Access> reads = new ArrayList<>(0);
    /** The last read and the last write of each thread that were not plain. */
    private final List<Access> atomics = new ArrayList<>(0);

    /** What volatile writes and unlocks hand to whoever reads or locks next. */
    @Nullable
    VectorClock handedOver;

    /** Whether the last write was weaker than a volatile one. */
    private boolean weaklyWritten;
    /** What the last write hands to an acquire read, or to an acquire fence after the read; if it was a weak one. */
    private @Nullable VectorClock released;

    private long writeHistory;
    private long readHistories;
    private long[] looked = new long[2];

    /** @param key the name of a field, the index of an element, or what is to be known of its owner */
    Variable(Object owner, Object key) {
        this.owner = owner;
        this.key = key;
    }

    /** Keys are interned, so no two are equal. */
    @SuppressWarnings("ReferenceEquality")
    boolean isKnownBy(Object otherKey) {
        return key == otherKey;
    }

    /** Returns a hash that is the same for the same field of all objects of one class, in each execution. */
    long kind() {
        return mix(owner.getClass().getName().hashCode(), key.toString().hashCode(), 53);
    }

    /** Returns the object that it belongs to. */
    Object object() {
        return owner;
    }

    /** Returns the name or the index by which its object knows it. */
    Object part() {
        return key;
    }

    @Override
    public String owner() {
        return Memory.typeName(owner);
    }

    @Override
    public String key() {
        return key.toString();
    }

    @Override
    public boolean isElement() {
        return key instanceof Integer;
    }

    @Override
    public boolean isStatic() {
        return owner instanceof Class<?>;
    }

    @Override
    public boolean isContended() {
        return several && written;
    }

    /** Returns whether somebody has read it in this execution. */
    public boolean isRead() {
        return read;
    }

    /** Notes that whoever writes it reads it, too. */
    void isReadToo() {
        read = true;
    }

    @Override
    public boolean isOrdering() {
        return handedOver != null || released != null;
    }

    /** Notes a write, and what it hands over: null where it publishes nothing that comes before it. */
    void written(boolean weakly, @Nullable VectorClock publishes) {
        weaklyWritten = weakly;
        released = publishes;
    }

    /** Returns what the last write hands to an acquire read that sees it, or null. */
    @Nullable
    VectorClock published() {
        return weaklyWritten ? released : handedOver;
    }

    /** Returns whether the last write came after a release fence, or released by itself. */
    boolean isFenced() {
        return weaklyWritten && released != null;
    }

    /** Returns the last accesses that were not plain. */
    List<Access> atomics() {
        return atomics;
    }

    /** Notes an access that was not plain. */
    void addAtomic(Access now) {
        for (int i = 0; i < atomics.size(); i++) {
            Access known = atomics.get(i);
            if (known.thread() == now.thread() && known.write() == now.write()) {
                atomics.set(i, now);
                return;
            }
        }
        atomics.add(now);
    }

    /** Of several reads of one thread, the last one is what a write may race with. */
    void addRead(Access now) {
        for (int i = 0; i < reads.size(); i++) {
            if (reads.get(i).thread() == now.thread()) {
                reads.remove(i);
                break;
            }
        }
        reads.add(now);
    }

    /** Adds the places where it is touched. */
    void addSites(BitSet places) {
        for (int i = 0; i < siteCount; i++) {
            places.set(sites[i]);
        }
    }

    /** Notes who touches it where; returns whether threads can meet here as was not known before. */
    boolean touch(int thread, int site, boolean write) {
        boolean wasContended = isContended();
        several |= toucher != NOBODY && toucher != thread;
        toucher = toucher == NOBODY ? thread : toucher;
        written |= write;
        read |= !write;
        boolean elsewhere = site >= 0 && addSite(site);
        return isContended() && (elsewhere || !wasContended);
    }

    /**
     * Notes that a thread touches it in a class initialiser where nobody else is let in, or touches what such a one has.
     * Returns whether another order of the two may matter.
     */
    boolean isSharedWithInitialiser(ControlledThread me) {
        if (me.initialisesOwn > 0) {
            initialiser = me.id;
            initialisedAt = me.clock.at(me.id);
            return isContended();
        }
        return written && initialiser != NOBODY && initialiser != me.id && me.clock.at(initialiser) < initialisedAt;
    }

    private boolean addSite(int site) {
        for (int i = 0; i < siteCount; i++) {
            if (sites[i] == site) {
                return false;
            }
        }
        if (siteCount == sites.length) {
            sites = Arrays.copyOf(sites, 2 * siteCount);
        }
        sites[siteCount++] = site;
        return true;
    }

    /** Notes that a thread looks at it; returns whether the thread has not done so since it last changed anything. */
    boolean isNewTo(ControlledThread thread) {
        if (thread.id >= looked.length) {
            looked = Arrays.copyOf(looked, thread.id + 2);
        }
        boolean unseen = looked[thread.id] != thread.changes;
        looked[thread.id] = thread.changes;
        return unseen;
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
