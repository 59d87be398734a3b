package lockstep.engine.control;

import java.lang.invoke.VarHandle;
import java.lang.reflect.Array;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.logging.Logger;
import lockstep.engine.ExecutionEnded;
import lockstep.engine.trace.Event;
import lockstep.engine.trace.Lock;
import org.jspecify.annotations.Nullable;

/**
 * What woven code calls before it touches what other threads can touch.
 *
 * <p>The methods are static because a call of one is all that can be put into foreign bytecode without changing its
 * classes' shape; they find their execution through the calling thread, so they need no state. The one exception is a
 * count of calls from threads that no execution controls: such a thread has no execution to complain to.
 */
@SuppressWarnings("unused") // called from woven code
public final class Hooks {

    /** Of a longer array, the rest is taken for untouched. */
    private static final int MOST_ELEMENTS = 1024;

    private static final AtomicLong UNCONTROLLED_CALLS = new AtomicLong();

    private Hooks() {}

    /** Returns how often woven code has been run by threads that nobody controls. */
    public static long uncontrolledCalls() {
        return UNCONTROLLED_CALLS.get();
    }

    static @Nullable ControlledThread me() {
        ControlledThread me = ControlledThread.current();
        if (me == null) {
            UNCONTROLLED_CALLS.incrementAndGet();
        }
        return me;
    }

    // ---- fields

    public static void read(Object owner, String field, int site) {
        plain(owner, field, site, false);
    }

    public static void write(Object owner, String field, int site) {
        plain(owner, field, site, true);
    }

    private static void plain(@Nullable Object owner, String field, int site, boolean write) {
        ControlledThread me = me();
        if (me != null && owner != null) {
            Memory memory = me.execution.memory;
            Variable variable = memory.variable(owner, field);
            memory.plain(me, variable, site, write);
            me.execution.trace.field(me, owner, field, site, write, variable);
        }
    }

    public static void volatileRead(Object owner, String field, int site) {
        atomic(owner, field, site, true, false);
    }

    public static void volatileWrite(Object owner, String field, int site) {
        atomic(owner, field, site, false, true);
    }

    private static void atomic(@Nullable Object owner, Object key, int site, boolean acquires, boolean releases) {
        ControlledThread me = me();
        if (me == null || owner == null) {
            return;
        }
        Memory memory = me.execution.memory;
        Variable variable = memory.variable(owner, key);
        memory.before(me, variable, site, releases);
        if (acquires) {
            memory.acquire(me, variable, site);
        }
        if (releases) {
            memory.release(me, variable, site);
        }
        if (key instanceof String field) {
            me.execution.trace.field(me, owner, field, site, releases, variable);
        }
    }

    /** An atomic read of a library object's state. */
    public static void libraryRead(Object owner, Object key) {
        atomic(owner, key, Site.OUTSIDE, true, false);
    }

    /** An atomic write of a library object's state. */
    public static void libraryWrite(Object owner, Object key) {
        atomic(owner, key, Site.OUTSIDE, false, true);
    }

    /** A compare-and-set that failed reads; one that succeeded reads and writes. */
    public static void libraryUpdate(Object owner, Object key) {
        atomic(owner, key, Site.OUTSIDE, true, true);
    }

    // ---- arrays

    public static void elementRead(Object array, int index, int site) {
        element(array, index, site, false);
    }

    private static void element(@Nullable Object array, int index, int site, boolean write) {
        ControlledThread me = me();
        if (me != null && array != null && index >= 0 && index < Array.getLength(array)) {
            Memory memory = me.execution.memory;
            Variable variable = memory.variable(array, index);
            memory.plain(me, variable, site, write);
            me.execution.trace.element(me, array, index, site, write, variable);
        }
    }

    public static void store(int[] array, int index, int value, int site) {
        element(array, index, site, true);
        array[index] = value;
    }

    public static void store(long[] array, int index, long value, int site) {
        element(array, index, site, true);
        array[index] = value;
    }

    public static void store(double[] array, int index, double value, int site) {
        element(array, index, site, true);
        array[index] = value;
    }

    public static void store(float[] array, int index, float value, int site) {
        element(array, index, site, true);
        array[index] = value;
    }

    public static void store(char[] array, int index, char value, int site) {
        element(array, index, site, true);
        array[index] = value;
    }

    public static void store(short[] array, int index, short value, int site) {
        element(array, index, site, true);
        array[index] = value;
    }

    public static void store(Object[] array, int index, Object value, int site) {
        element(array, index, site, true);
        array[index] = value;
    }

    /** The JVM stores bytes and booleans by one instruction. */
    public static void storeByte(Object array, int index, int value, int site) {
        element(array, index, site, true);
        if (array instanceof boolean[] booleans) {
            booleans[index] = (value & 1) != 0;
        } else {
            ((byte[]) array)[index] = (byte) value;
        }
    }

    // ---- monitors

    public static void monitorEnter(Object object, int site) {
        ControlledThread me = me();
        if (me != null) {
            me.execution.monitors.enter(me, requireLock(object), site);
        }
    }

    public static void monitorExit(Object object, int site) {
        ControlledThread me = me();
        if (me != null && !me.execution.isOver()) {
            me.execution.monitors.exit(me, requireLock(object), site);
        }
    }

    private static Object requireLock(@Nullable Object object) {
        if (object == null) {
            throw new NullPointerException("Cannot enter synchronized block because the lock is null");
        }
        return object;
    }

    public static void await(Object object, int site) throws InterruptedException {
        awaitNanos(object, 0, site);
    }

    public static void await(Object object, long millis, int site) throws InterruptedException {
        if (millis < 0) {
            throw new IllegalArgumentException("timeout value is negative");
        }
        awaitNanos(object, millis * 1_000_000, site);
    }

    public static void await(Object object, long millis, int nanos, int site) throws InterruptedException {
        awaitNanos(object, millis * 1_000_000 + nanos, site);
    }

    private static void awaitNanos(Object object, long nanos, int site) throws InterruptedException {
        ControlledThread me = me();
        if (me != null) {
            me.execution.monitors.await(me, object, nanos, site);
        }
    }

    public static void signal(Object object, int site) {
        signal(object, false, site);
    }

    public static void signalAll(Object object, int site) {
        signal(object, true, site);
    }

    private static void signal(Object object, boolean all, int site) {
        ControlledThread me = me();
        if (me != null && !me.execution.isOver()) {
            me.execution.monitors.signal(me, object, all, site);
        }
    }

    // ---- the library

    /** The submission is about to call into the library. */
    public static void enterLibrary(int site) {
        ControlledThread me = me();
        if (me != null) {
            me.librarySite = site;
            me.execution.point(me, site);
            me.did(site);
            me.execution.trace.call(me, site, me.execution.memory.operation(site));
        }
    }

    /** Waits for a condition, from which it may wake up for no reason: so its contract says. */
    public static void awaitCondition(Condition condition, int site) throws InterruptedException {
        enterLibrary(site);
        ControlledThread me = me();
        if (me != null && me.execution.choices.wakesUpSpuriously(me)) {
            me.execution.trace.add(me, site, Event.WakeUp::new);
            condition.awaitNanos(0);
        } else {
            condition.await();
        }
    }

    /** A call touches what is inside of an object, which may be none that is woven. */
    public static void outside(@Nullable Object object, boolean write, int site) {
        Outside.Kind kind = object == null ? Outside.Kind.NOTHING : Outside.kindOf(object);
        if (object != null && kind == Outside.Kind.PLAIN) {
            plain(object, Outside.INSIDE, place(site), write);
        } else if (object != null && kind == Outside.Kind.STEPS) {
            ControlledThread me = me();
            if (me != null && object instanceof Logger logger) {
                me.execution.keepLevel(logger);
            }
            atomic(object, Outside.INSIDE_IN_STEPS, place(site), true, write);
        }
    }

    /** A call touches the elements of an array where nothing is woven, and what is inside of them. */
    public static void elementsOutside(@Nullable Object array, boolean write, int site) {
        if (array == null || !array.getClass().isArray()) {
            return;
        }
        int place = place(site);
        int length = Math.min(Array.getLength(array), MOST_ELEMENTS);
        for (int i = 0; i < length; i++) {
            element(array, i, place, write);
            place = Site.OUTSIDE;
        }
        if (array instanceof Object[] objects) {
            for (int i = 0; i < length; i++) {
                outside(objects[i], false, Site.OUTSIDE);
            }
        }
    }

    /** The accesses that follow are put down to this place. */
    private static int place(int site) {
        ControlledThread me = ControlledThread.current();
        if (me != null && site >= 0) {
            me.librarySite = site;
        }
        return site;
    }

    /** What follows is read without a lock, and validated later. */
    public static void readsOptimistically() {
        ControlledThread me = me();
        if (me != null) {
            me.optimistic = true;
        }
    }

    /** What was read without a lock is validated: it is not used unless it was right. */
    public static void validates() {
        ControlledThread me = me();
        if (me != null) {
            me.optimistic = false;
            me.doubtful.clear();
        }
    }

    /** Something is about to be thrown. */
    public static void throwing(@Nullable Throwable thrown) {
        ControlledThread me = ControlledThread.current();
        if (me != null) {
            me.threw = true;
            me.thrown = thrown;
            me.execution.trace.add(me, Site.OUTSIDE, Event.Throw::new);
        }
    }

    /** The submission is about to park the calling thread. */
    public static void parksItself() {
        ControlledThread me = ControlledThread.current();
        if (me != null) {
            me.parksItself = true;
        }
    }

    /** The scenario goes on in the library, or waits. */
    public static void leavesSubmission() {
        ControlledThread me = ControlledThread.current();
        if (me != null) {
            me.librarySite = Site.OUTSIDE;
        }
    }

    /** The scenario has caught something, be it the submission's. */
    public static void escaped(Throwable thrown) {
        ControlledThread me = ControlledThread.current();
        if (me != null && !(thrown instanceof ExecutionEnded)) {
            me.execution.escapes(thrown);
        }
        caught(thrown);
    }

    /** Woven code has caught something; what the engine is to blame for must not be swallowed there. */
    public static void caught(Throwable thrown) {
        ControlledThread me = ControlledThread.current();
        if (me != null && !(thrown instanceof ExecutionEnded) && thrown != me.thrown) {
            me.execution.refuseIfOurs(thrown);
        }
    }

    /** A lock's owner has changed: null for nobody. */
    public static void ownerChanged(Object lock, @Nullable Thread owner) {
        ControlledThread me = me();
        if (me == null) {
            return;
        }
        if (owner == null) {
            me.held.removeIf(held -> held.lock() == lock);
        } else {
            me.held.add(new HeldLock(lock, me.librarySite));
        }
        Execution execution = me.execution;
        // Other parts of the library have locks of their own inside.
        if (execution.trace.isOn() && execution.memory.operation(me.librarySite).changesOwner()) {
            Lock known = LibraryNames.lock(lock);
            execution.trace.add(
                    me, me.librarySite, () -> owner == null ? new Event.Release(known) : new Event.Acquire(known));
        }
    }

    /** Code that cannot be controlled is about to run. */
    public static void refuse(String what) {
        ControlledThread me = me();
        if (me != null && me.initialising == 0) {
            throw me.execution.refuse(what);
        }
    }

    /** What could go in several threads goes in one: one of the ways in which it may. */
    public static void inOneThread(String what) {
        ControlledThread me = me();
        if (me != null) {
            me.execution.goesInOneThread(what);
        }
    }

    /** Takes the place of whether a stream is parallel. */
    public static boolean inOneThread(boolean parallel) {
        if (parallel) {
            inOneThread("StreamSupport.stream()");
        }
        return false;
    }

    /**
     * A class initialiser begins.
     *
     * @param own whether the class is the submission's
     */
    public static void initialising(boolean own) {
        ControlledThread me = ControlledThread.current();
        if (me != null) {
            me.initialising++;
            me.initialisesOwn += own ? 1 : 0;
        }
    }

    /** A class initialiser ends. */
    public static void initialised(String type, boolean own) {
        ControlledThread me = ControlledThread.current();
        if (me != null) {
            me.initialising--;
            me.initialisesOwn -= own ? 1 : 0;
            me.execution.memory.initialised(me, type);
        }
    }

    /** A class that has an initialiser is about to be used. */
    public static void usesClass(String type) {
        ControlledThread me = ControlledThread.current();
        if (me != null) {
            me.execution.memory.usesClass(me, type);
        }
    }

    // ---- handles

    /**
     * An access through a handle.
     *
     * @param first the first coordinate, if there is one
     * @param second the second coordinate, if it is an index
     * @param method the handle's method
     */
    public static void handle(
            VarHandle handle, @Nullable Object first, @Nullable Object second, String method, int site) {
        ControlledThread me = me();
        if (me == null || handle == null) {
            return;
        }
        Object owner = ownerOf(handle, first);
        Object key = keyOf(me, handle, second);
        AccessMode mode = AccessMode.of(method);
        if (owner == null) {
            return;
        }
        if (mode.attempt()) {
            Variable variable = me.execution.memory.variable(owner, key);
            me.execution.memory.before(me, variable, site, true);
            me.execution.memory.acquire(me, variable, site);
            return;
        }
        if (mode.plain() && site >= 0) {
            plain(owner, key, site, mode.writes());
        } else {
            // Inside of the library, weaker modes are taken for volatile ones: it is not under test.
            boolean outside = site < 0;
            atomic(
                    owner,
                    key,
                    site,
                    mode.acquires() || (outside && mode.reads()),
                    mode.releases() || (outside && mode.writes()));
        }
    }

    /**
     * A compare-and-set through a handle has been tried. One that failed has changed nothing: threads that try again and
     * again do not let each other go on.
     */
    public static boolean handleTried(
            boolean changed,
            VarHandle handle,
            @Nullable Object first,
            @Nullable Object second,
            String method,
            int site) {
        ControlledThread me = me();
        Object owner = ownerOf(handle, first);
        if (changed && me != null && owner != null) {
            Memory memory = me.execution.memory;
            memory.release(me, memory.variable(owner, keyOf(me, handle, second)), site);
        }
        return changed;
    }

    private static @Nullable Object ownerOf(VarHandle handle, @Nullable Object first) {
        return handle.coordinateTypes().isEmpty() ? handle : first;
    }

    private static Object keyOf(ControlledThread me, VarHandle handle, @Nullable Object second) {
        return handle.coordinateTypes().size() == 2 && second != null
                ? second
                : me.execution.program().fieldOf(handle);
    }

    private static void plain(Object owner, Object key, int site, boolean write) {
        if (key instanceof Integer index) {
            element(owner, index, site, write);
        } else {
            plain(owner, (String) key, site, write);
        }
    }
}
