package lockstep.engine.control;

import java.lang.invoke.VarHandle;
import java.lang.reflect.Array;
import java.util.Objects;
import java.util.Spliterator;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.logging.Logger;
import java.util.stream.BaseStream;
import lockstep.engine.Calls;
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

    /** The field by whose compare-and-set a lock of the library is taken. */
    private static final String LOCK_STATE = "state";

    /** Of a longer array, the rest is taken for untouched. */
    private static final int MOST_ELEMENTS = 1024;

    /** More than a pipe waits for an end whose thread has ended. */
    private static final int MOST_VAIN_WAITS = 5;

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

    public static void finalRead(Object owner, String field, int site) {
        ofFinal(owner, field, site, false);
    }

    public static void finalWrite(Object owner, String field, int site) {
        ofFinal(owner, field, site, true);
    }

    private static void ofFinal(@Nullable Object owner, String field, int site, boolean write) {
        ControlledThread me = me();
        if (me != null && owner != null && me.initialising == 0) {
            me.execution.memory.ofFinal(me, owner, field, site, write);
        }
    }

    public static void volatileRead(Object owner, String field, int site) {
        atomic(owner, field, site, AccessMode.VOLATILE_READ);
    }

    public static void volatileWrite(Object owner, String field, int site) {
        atomic(owner, field, site, AccessMode.VOLATILE_WRITE);
    }

    private static void atomic(@Nullable Object owner, Object key, int site, AccessMode mode) {
        ControlledThread me = me();
        if (me == null || owner == null) {
            return;
        }
        Memory memory = me.execution.memory;
        Variable variable = memory.variable(owner, key);
        memory.atomic(me, variable, site, mode, true);
        if (key instanceof String field) {
            me.execution.trace.field(me, owner, field, site, mode.store() != null, variable);
        }
    }

    /** The submission is about to call a method of an atomic class that is weaker than volatile. */
    public static void weakly(String method) {
        ControlledThread me = ControlledThread.current();
        if (me != null) {
            me.weakMode = AccessMode.ofAtomic(method);
        }
    }

    /** Returns the mode of an access inside of the library: volatile, unless the submission has asked for less. */
    private static AccessMode inside(AccessMode strong) {
        ControlledThread me = ControlledThread.current();
        AccessMode weak = me == null ? null : me.weakMode;
        if (me == null || weak == null) {
            return strong;
        }
        me.weakMode = null;
        return new AccessMode(
                strong.load() == null ? null : weak.load(), strong.store() == null ? null : weak.store(), false, false);
    }

    /** An atomic read of a library object's state. */
    public static void libraryRead(Object owner, Object key) {
        library(owner, key, AccessMode.VOLATILE_READ);
    }

    /** An atomic write of a library object's state. */
    public static void libraryWrite(Object owner, Object key) {
        library(owner, key, AccessMode.VOLATILE_WRITE);
    }

    /**
     * A compare-and-set is about to look at its variable. If that is the state of a lock and the call into the library holds
     * another lock, others are let in before: not between the looking and the setting, which are one step.
     */
    public static void beforeCompareAndSet(Object owner, Object key) {
        ControlledThread me = me();
        int place = me == null || !LOCK_STATE.equals(key) ? Site.OUTSIDE : me.placeOfLocking(Site.OUTSIDE);
        if (me != null && place >= 0) {
            me.execution.point(me, place);
        }
    }

    /**
     * A read and a write in one step, as by a compare-and-set that succeeds; one that fails only reads.
     *
     * @param changes whether another value is there than before: a lock that others hold can be set to locked for ever
     */
    public static void libraryUpdate(Object owner, Object key, boolean changes) {
        ControlledThread me = me();
        if (me != null) {
            Memory memory = me.execution.memory;
            Variable variable = memory.variable(owner, key);
            memory.atomic(me, variable, Site.OUTSIDE, inside(AccessMode.VOLATILE_UPDATE), changes);
        }
    }

    private static void library(Object owner, Object key, AccessMode strong) {
        access(owner, key, Site.OUTSIDE, inside(strong));
    }

    private static void access(Object owner, Object key, int site, AccessMode mode) {
        if (mode.isPlain() && mode.load() == null) {
            plain(owner, key, site, true);
        } else if (mode.isPlain() && mode.store() == null) {
            plain(owner, key, site, false);
        } else {
            atomic(owner, key, site, mode);
        }
    }

    /**
     * Returns whether a compare-and-set fails for no reason, as a weak one may.
     *
     * @param weak whether the method that is called says so; inside of the library, what the submission has called counts
     */
    public static boolean failsSpuriously(boolean weak, int site) {
        ControlledThread me = ControlledThread.current();
        AccessMode asked = me == null ? null : me.weakMode;
        boolean may = site >= 0 ? weak : asked != null && asked.weak();
        return me != null && may && me.execution.choices.failsSpuriously(me);
    }

    // ---- fences

    public static void fullFence(int site) {
        fence(true, true, site);
    }

    public static void acquireFence(int site) {
        fence(true, false, site);
    }

    public static void releaseFence(int site) {
        fence(false, true, site);
    }

    public static void loadLoadFence(int site) {
        fence(true, false, site);
    }

    public static void storeStoreFence(int site) {
        fence(false, true, site);
    }

    private static void fence(boolean acquires, boolean releases, int site) {
        ControlledThread me = site >= 0 ? me() : null;
        if (me == null) {
            // Inside of the library, the accesses themselves order all that there is to order.
            return;
        }
        me.execution.point(me, site);
        me.did(site);
        if (acquires) {
            me.fences.acquire();
        }
        if (releases) {
            me.fences.release();
        }
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

    /**
     * A class that synchronises stores into an array by a plain write, as a fork-join pool does when it pushes a task. A worker
     * may take the element before the volatile write that follows. As the JDK documents it, what came before the push has
     * happened before the task even then. Others are not let in here.
     */
    public static void libraryStore(Object[] array, int index, @Nullable Object value) {
        ControlledThread me = ControlledThread.current();
        boolean goesWell = array != null && index >= 0 && index < array.length;
        if (me != null && goesWell && me.initialising == 0 && !me.execution.isOver()) {
            Memory memory = me.execution.memory;
            memory.release(me, memory.variable(array, index), Site.OUTSIDE);
        }
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

    /**
     * Waits as the ends of a pipe do for each other: a second at a time, to see whether the other one's thread is alive. When
     * nothing has come of it a few times, nothing will, and the wait has no end.
     */
    public static void awaitPipe(Object pipe, long millis) throws InterruptedException {
        ControlledThread me = me();
        if (me != null) {
            long before = me.execution.time.now();
            me.execution.monitors.await(
                    me, pipe, me.vainWaits < MOST_VAIN_WAITS ? millis * 1_000_000 : 0, me.librarySite);
            boolean inVain = me.execution.time.now() - before >= millis * 1_000_000;
            me.vainWaits = inVain ? me.vainWaits + 1 : 0;
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
            me.weakMode = null;
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
        ControlledThread viewer = ControlledThread.current();
        if (object == null) {
            return;
        }
        Object viewed = viewer == null ? null : viewer.execution.views.viewedBy(object);
        if (viewed != null && !Outside.isCursor(object.getClass())) {
            outside(viewed, write, site);
            return;
        }
        if (viewed != null) {
            // The cursor moves on, and what it goes through is read.
            outside(viewed, false, site);
        }
        Outside.Kind kind = Outside.kindOf(object);
        if (kind == Outside.Kind.PLAIN) {
            boolean changes = write || Outside.changesWhenAsked(object);
            plain(object, Outside.INSIDE, place(site), changes);
            ControlledThread me = ControlledThread.current();
            if (me != null && changes) {
                // What changes an object reads it first: two changes at once are no mere writes.
                me.execution.memory.variable(object, Outside.INSIDE).isReadToo();
            }
        } else if (kind == Outside.Kind.STEPS) {
            ControlledThread me = me();
            if (me != null && object instanceof Logger logger) {
                me.execution.keepLevel(logger);
            }
            if (me != null && object instanceof StringBuffer) {
                me.execution.monitors.pass(me, object, site);
            }
            AccessMode mode = write ? AccessMode.VOLATILE_UPDATE : AccessMode.VOLATILE_READ;
            atomic(object, Outside.INSIDE_IN_STEPS, place(site), mode);
        }
    }

    /** A call has returned what may be a view of the object it was called with. */
    public static void mayView(@Nullable Object result, @Nullable Object of) {
        ControlledThread me = ControlledThread.current();
        if (me != null && result != null && of != null) {
            me.execution.views.add(result, of);
        }
    }

    /** A function is called, which keeps something unseen if its code is the JDK's; a copy's is a part of the library. */
    public static void functionOutside(@Nullable Object function, boolean write, int site) {
        if (function != null
                && site >= 0
                && LibraryNames.isCopy(function.getClass().getName())) {
            enterLibrary(site);
        } else if (function != null && Outside.isFunctionThatKeeps(function.getClass())) {
            outside(function, write, site);
        }
    }

    /** A call touches the elements of an array where nothing is woven, and if it reads them, what is inside of them. */
    public static void elementsOutside(@Nullable Object array, boolean write, int site) {
        elementsOutside(array, 0, Integer.MAX_VALUE, write, site);
    }

    /** The same for those from one index to another, which is not one of them. */
    public static void elementsOutside(@Nullable Object array, int from, int to, boolean write, int site) {
        if (array == null || !array.getClass().isArray()) {
            return;
        }
        int place = place(site);
        int begin = Math.max(0, from);
        int end = Math.min(Math.min(Array.getLength(array), to), begin + MOST_ELEMENTS);
        for (int i = begin; i < end; i++) {
            element(array, i, place, write);
            place = Site.OUTSIDE;
        }
        if (!write && array instanceof Object[] objects) {
            for (int i = begin; i < end; i++) {
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

    /**
     * What follows is read without a lock, and validated later.
     *
     * @param stamp 0 if a writer has the lock, so that nothing that is read now can be validated
     */
    public static void readsOptimistically(long stamp) {
        ControlledThread me = me();
        if (me != null) {
            me.optimistic = true;
            me.optimisticInVain = stamp == 0;
        }
    }

    /** A lock is about to be taken in place of what was to be read without it. */
    public static void locksAfterAll() {
        ControlledThread me = me();
        if (me != null && me.optimisticInVain) {
            me.optimistic = false;
            me.optimisticInVain = false;
        }
    }

    /** What was read without a lock is validated: it is not used unless it was right. */
    public static void validates() {
        ControlledThread me = me();
        if (me != null) {
            me.optimistic = false;
            me.optimisticInVain = false;
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

    /** A method of the submission's is about to return. */
    public static void returning(int site) {
        ControlledThread me = ControlledThread.current();
        if (me != null) {
            me.returnedAt = site;
        }
    }

    /** The scenario is about to make a call that should be one step. */
    public static void beginCall() {
        ControlledThread me = ControlledThread.current();
        if (me != null) {
            me.beginCall();
        }
    }

    /** That call has come to its end. */
    public static void endCall() {
        ControlledThread me = ControlledThread.current();
        if (me != null) {
            me.call = 0;
        }
    }

    /** A call of the scenario's has come back. */
    public static void callReturned() {
        ControlledThread me = ControlledThread.current();
        if (me != null) {
            me.answeredAt = me.returnedAt;
        }
    }

    /** Returns what is known of the calling thread's last call. */
    public static Calls.End lastCall() {
        ControlledThread me = ControlledThread.current();
        if (me == null) {
            return Calls.End.UNKNOWN;
        }
        Memory memory = me.execution.memory;
        return new Calls.End(memory.line(me.answeredAt), memory.line(me.interruptTakenAt), memory.line(me.changedAt));
    }

    /** Returns the line that has last put something at this index of an array; if there are several, of one with this object. */
    public static @Nullable Line storedAt(int index, @Nullable Object value) {
        ControlledThread me = ControlledThread.current();
        return me != null && isShown() ? me.execution.memory.storedAt(index, value) : null;
    }

    /** Returns whether the calling thread is in a run that is traced. */
    public static boolean isShown() {
        ControlledThread me = ControlledThread.current();
        return me != null && me.execution.trace.isOn();
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

    /** Code under test has caught what it names. */
    public static void handles(Throwable thrown, int site) {
        ControlledThread me = ControlledThread.current();
        if (me != null) {
            me.execution.trace.handles(thrown, site);
        }
    }

    /** Returns the line that has last caught this, or what it is the cause of. */
    public static @Nullable Line handledAt(Throwable thrown) {
        ControlledThread me = ControlledThread.current();
        return me == null ? null : me.execution.memory.line(me.execution.trace.handledAt(thrown));
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

    /** A condition is about to be signalled. */
    public static void signals(Object condition, boolean all) {
        ControlledThread me = me();
        if (me != null && me.execution.trace.isOn()) {
            Lock known = LibraryNames.lock(condition);
            int waiting = me.execution.waitingFor(known);
            me.execution.trace.add(me, me.librarySite, () -> new Event.Notify(known, all, waiting));
        }
    }

    /** Code that cannot be controlled is about to run. */
    public static void refuse(String what) {
        ControlledThread me = me();
        if (me != null && me.initialising == 0) {
            throw me.execution.refuse(what);
        }
    }

    /**
     * Returns what is left to do of a stream of the JDK's, so that it can be split: what the stream does before goes with the
     * parts. A stage with a state of its own, such as sorting, is done at once in threads of the JDK's.
     */
    public static Spliterator<?> partsOf(BaseStream<?, ?> stream) {
        return stream.parallel().spliterator();
    }

    /**
     * A class initialiser begins that the JVM runs: it holds a lock of its own meanwhile.
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
    public static void initialised(boolean own) {
        ControlledThread me = ControlledThread.current();
        if (me != null) {
            me.initialising--;
            me.initialisesOwn -= own ? 1 : 0;
            me.execution.initialisers.endedByJvm(me);
        }
    }

    /** A class of the submission is about to be used that is initialised by code. */
    public static void usesClass(Class<?> type, int site) {
        ControlledThread me = ControlledThread.current();
        if (me != null && !me.execution.isOver()) {
            me.execution.initialisers.use(me, type, site);
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
        AccessMode mode = AccessMode.ofHandle(method);
        if (owner == null) {
            return;
        }
        if (mode.tells()) {
            Memory memory = me.execution.memory;
            Variable variable = memory.variable(owner, key);
            memory.before(me, variable, site, true);
            memory.load(me, variable, site, modeOfUpdate(me, mode, site));
        } else {
            access(owner, key, site, site >= 0 ? mode : inside(strongest(mode)));
        }
    }

    /** Inside of the library, weaker modes are taken for volatile ones: it is not under test. */
    private static AccessMode strongest(AccessMode mode) {
        if (mode.store() == null) {
            return AccessMode.VOLATILE_READ;
        }
        return mode.load() == null ? AccessMode.VOLATILE_WRITE : AccessMode.VOLATILE_UPDATE;
    }

    private static AccessMode modeOfUpdate(ControlledThread me, AccessMode called, int site) {
        AccessMode asked = me.weakMode;
        return site >= 0 ? called : asked != null && asked.tells() ? asked : AccessMode.VOLATILE_UPDATE;
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
        if (changed) {
            stored(true, handle, first, second, method, site);
        }
        return changed;
    }

    /**
     * A value has been exchanged for another one through a handle; if it is the same one, nothing has changed.
     *
     * @param before what was there
     * @param now what is there
     */
    @SuppressWarnings("ReferenceEquality") // references are compared by identity, as compare-and-set does
    public static void handleExchanged(
            @Nullable Object before,
            @Nullable Object now,
            VarHandle handle,
            @Nullable Object first,
            @Nullable Object second,
            String method,
            int site) {
        boolean same = handle.varType().isPrimitive() ? Objects.equals(before, now) : before == now;
        stored(!same, handle, first, second, method, site);
    }

    private static void stored(
            boolean changes,
            VarHandle handle,
            @Nullable Object first,
            @Nullable Object second,
            String method,
            int site) {
        ControlledThread me = me();
        Object owner = ownerOf(handle, first);
        if (me != null && owner != null) {
            Memory memory = me.execution.memory;
            AccessMode mode = modeOfUpdate(me, AccessMode.ofHandle(method), site);
            memory.store(me, memory.variable(owner, keyOf(me, handle, second)), site, mode, changes);
        }
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
            plain(owner, String.valueOf(key), site, write);
        }
    }
}
