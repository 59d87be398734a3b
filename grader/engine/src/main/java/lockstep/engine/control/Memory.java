package lockstep.engine.control;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import lockstep.engine.Weaving;
import lockstep.engine.control.AccessMode.Strength;
import lockstep.engine.trace.Operation;
import org.jspecify.annotations.Nullable;

/** The variables of an execution, and who has touched them in which order. */
final class Memory {

    /** So many races of one execution are kept; one is shown. */
    private static final int MOST_RACES = 20;

    private final Execution execution;
    private final Sites sites;
    private final Weaving weaving;
    private final Map<Object, List<Variable>> fields = new IdentityHashMap<>();
    private final Map<Object, Map<Integer, Variable>> elements = new IdentityHashMap<>();
    /** The final fields of objects. */
    private final Map<Object, List<Variable>> finals = new IdentityHashMap<>();

    private final List<RacePair> races = new ArrayList<>();

    Memory(Execution execution, Program program) {
        this.execution = execution;
        this.sites = program.sites();
        this.weaving = program.weaving();
    }

    List<RacePair> races() {
        return races;
    }

    /** Returns the variable of an object that is known by this key: a field's name, interned, or an index. */
    Variable variable(Object owner, Object key) {
        if (key instanceof Integer index) {
            Map<Integer, Variable> known = elements.computeIfAbsent(owner, array -> new HashMap<>());
            Variable element = known.get(index);
            if (element == null) {
                element = new Variable(owner, index);
                known.put(index, element);
            }
            return element;
        }
        return field(fields, owner, key);
    }

    private static Variable field(Map<Object, List<Variable>> byOwner, Object owner, Object key) {
        List<Variable> known = byOwner.get(owner);
        if (known == null) {
            known = new ArrayList<>(4);
            byOwner.put(owner, known);
        }
        for (int i = 0; i < known.size(); i++) {
            if (known.get(i).isKnownBy(key)) {
                return known.get(i);
            }
        }
        Variable variable = new Variable(owner, key);
        known.add(variable);
        return variable;
    }

    static String typeName(Object owner) {
        Class<?> type = owner instanceof Class<?> self ? self : owner.getClass();
        String name = type.getSimpleName();
        return name.isEmpty() ? type.getName().substring(type.getName().lastIndexOf('.') + 1) : name;
    }

    /** Returns the field of the program's objects that holds a lock, or null. */
    @Nullable
    String fieldHolding(Object lock) {
        for (Object owner : fields.keySet()) {
            Class<?> type = owner instanceof Class<?> self ? self : owner.getClass();
            for (Class<?> c = type; c != null && weaving.includes(c.getName()); c = c.getSuperclass()) {
                String field = fieldHolding(owner, c, lock);
                if (field != null) {
                    return field;
                }
            }
        }
        return null;
    }

    private static @Nullable String fieldHolding(Object owner, Class<?> type, Object lock) {
        for (Field field : type.getDeclaredFields()) {
            boolean isStatic = Modifier.isStatic(field.getModifiers());
            if (!field.getType().isPrimitive() && (isStatic || type.isInstance(owner))) {
                Object held = valueOf(field, owner);
                if (held == lock || (held != null && isPartOf(lock, held))) {
                    return field.getName();
                }
            }
        }
        return null;
    }

    /** A lock of the library is known by the part of it that synchronises. */
    private static boolean isPartOf(Object part, Object lock) {
        if (!part.getClass().getName().contains(".concurrent.")) {
            return false;
        }
        return Arrays.stream(lock.getClass().getDeclaredFields())
                .filter(field -> field.getName().equals("sync"))
                .anyMatch(field -> valueOf(field, lock) == part);
    }

    private static @Nullable Object valueOf(Field field, Object owner) {
        try {
            field.setAccessible(true);
            return field.get(owner);
        } catch (IllegalAccessException | RuntimeException e) {
            return null;
        }
    }

    /** Returns the place that an access is put down to. */
    private static int placeOf(ControlledThread me, int site) {
        return site >= 0 ? site : me.librarySite;
    }

    /** Lets others in before an access, if threads meet at this place. */
    void before(ControlledThread me, Variable variable, int site, boolean write) {
        execution.liveness.accesses(me, variable, placeOf(me, site), write);
        if (variable.touch(me.id, placeOf(me, site), write)) {
            execution.meet(variable);
        }
        if (variable.isSharedWithInitialiser(me)) {
            execution.losesControl(
                    "a class initialiser shares " + variable.owner() + "." + variable.key() + " with other threads");
        }
        if (site >= 0) {
            execution.point(me, site);
        } else {
            execution.checkAlive(me);
        }
        if (execution.trace.isOn()
                && me.call > 0
                && !operation(placeOf(me, site)).synchronises()) {
            execution.trace.touch(me, placeOf(me, site), variable, write, weaving::tests);
            me.changedAt = write && placeOf(me, site) >= 0 ? placeOf(me, site) : me.changedAt;
        }
    }

    private void note(ControlledThread me, Variable variable, int site, boolean write) {
        me.history = variable.history(me.history, site >= 0 ? site : 7, write);
        if (write) {
            execution.progressed(me);
        } else if (variable.isNewTo(me)) {
            execution.learnt(me);
        }
    }

    /** An access of a plain field or element. */
    void plain(ControlledThread me, Variable variable, int site, boolean write) {
        before(me, variable, site, write);
        note(me, variable, site, write);
        if (!write) {
            takeOver(me, variable, Strength.PLAIN);
        }
        if (me.initialising == 0) {
            // Class initialisation happens-before every use of the class (JLS 12.4.2).
            checkRace(me, variable, placeOf(me, site), write);
        }
        if (write) {
            variable.written(true, me.fences.released());
        }
    }

    /**
     * An access of a final field. Nearly always, whoever reads one has got the object when it was complete, so others are let in
     * only where a read was seen that is not ordered with the write: {@code this} may have leaked from the constructor. By
     * JLS 17.5 it is no race to get a complete object through one; a read that comes before the write is one, as the
     * constructor has not ended by then.
     */
    void ofFinal(ControlledThread me, Object owner, String field, int site, boolean write) {
        Variable variable = field(finals, owner, field);
        if (!write && isWrittenBefore(me, variable)) {
            return;
        }
        if (execution.isMeetingPlace(site)) {
            execution.point(me, site);
            note(me, variable, site, write);
            execution.trace.field(me, owner, field, site, write, variable);
        }
        Access now = access(me, site, write);
        boolean unordered = !write && variable.lastWrite != null && !isWrittenBefore(me, variable);
        if (write) {
            for (Access read : variable.reads) {
                if (!isOrdered(read, me)) {
                    unordered = true;
                    race(variable, read, now);
                }
            }
            variable.lastWrite = now;
        } else {
            variable.addRead(now);
        }
        boolean unused = variable.touch(me.id, site, write);
        if (unordered) {
            execution.meet(variable);
        }
    }

    private static boolean isWrittenBefore(ControlledThread me, Variable variable) {
        Access last = variable.lastWrite;
        return last != null && isOrdered(last, me);
    }

    /**
     * An access that is atomic, of whatever strength.
     *
     * @param changes whether another value is there afterwards, if it writes
     */
    void atomic(ControlledThread me, Variable variable, int site, AccessMode mode, boolean changes) {
        before(me, variable, site, mode.store() != null);
        if (mode.load() != null) {
            load(me, variable, site, mode);
        }
        if (mode.store() != null) {
            store(me, variable, site, mode, changes);
        }
    }

    /** The part of an atomic access that reads. */
    void load(ControlledThread me, Variable variable, int site, AccessMode mode) {
        note(me, variable, site, false);
        takeOver(me, variable, mode.load());
        checkAtomic(me, variable, placeOf(me, site), false);
    }

    /**
     * The part of an atomic access that writes.
     *
     * @param changes whether another value is there than before
     */
    void store(ControlledThread me, Variable variable, int site, AccessMode mode, boolean changes) {
        me.history = variable.history(me.history, site >= 0 ? site : 7, true);
        if (changes) {
            execution.progressed(me);
        }
        checkAtomic(me, variable, placeOf(me, site), true);
        if (mode.store() == Strength.VOLATILE) {
            handOver(me, variable);
            return;
        }
        // A read-modify-write hands on what the write before it has handed over.
        VectorClock before = mode.load() == null ? null : variable.published();
        boolean releases = mode.store() == Strength.ORDERED;
        variable.written(true, VectorClock.union(before, releases ? me.clock : me.fences.released()));
        if (releases) {
            me.clock.tick(me.id);
        }
    }

    /** Takes over what the writes of a variable hand over to a read of this strength. */
    private static void takeOver(ControlledThread me, Variable variable, @Nullable Strength strength) {
        VectorClock published = variable.published();
        if (strength == Strength.VOLATILE) {
            join(me, variable.handedOver);
            join(me, published);
        } else if (strength == Strength.ORDERED) {
            join(me, published);
        } else if (published != null) {
            me.fences.sees(published);
        }
    }

    private static void handOver(ControlledThread me, Variable variable) {
        VectorClock clock = variable.handedOver;
        if (clock == null) {
            clock = new VectorClock();
            variable.handedOver = clock;
        }
        clock.join(me.clock);
        variable.written(false, null);
        me.clock.tick(me.id);
    }

    private void checkAtomic(ControlledThread me, Variable variable, int site, boolean write) {
        if (site < 0 || me.initialising > 0) {
            return;
        }
        Access last = variable.lastWrite;
        Access now = access(me, site, write);
        if (last != null && !isOrdered(last, me)) {
            race(variable, last, now);
        }
        if (write) {
            for (Access read : variable.reads) {
                if (!isOrdered(read, me)) {
                    race(variable, read, now);
                }
            }
        }
        variable.addAtomic(now);
    }

    private void checkRace(ControlledThread me, Variable variable, int site, boolean write) {
        Access now = access(me, site, write);
        Access last = variable.lastWrite;
        if (last != null && !isOrdered(last, me)) {
            if (!write && me.optimisticInVain) {
                return;
            }
            if (!write && (me.optimistic || variable.isFenced())) {
                me.doubtful.add(new RacePair(variable, last, now));
            } else {
                race(variable, last, now);
            }
        }
        for (Access atomic : variable.atomics()) {
            if ((write || atomic.write()) && !isOrdered(atomic, me)) {
                race(variable, atomic, now);
            }
        }
        if (write) {
            // Where a fence comes before the write, the orders in which the read sees it tell.
            boolean counts = me.fences.released() == null;
            for (Access read : variable.reads) {
                if (counts && !isOrdered(read, me)) {
                    race(variable, read, now);
                }
            }
            variable.reads.clear();
            variable.lastWrite = now;
        } else if (!me.optimistic) {
            variable.addRead(now);
        }
    }

    private static boolean isOrdered(Access earlier, ControlledThread me) {
        return earlier.thread() == me.id || earlier.time() <= me.clock.at(earlier.thread());
    }

    private Access access(ControlledThread me, int site, boolean write) {
        // What no line of the submission does is never shown.
        boolean traced = execution.trace.isWanted() && site >= 0;
        return new Access(
                me.id,
                me.name,
                me.clock.at(me.id),
                site,
                write,
                traced ? List.copyOf(me.held) : List.of(),
                traced ? Trace.stack(weaving::tests) : List.of(),
                execution.trace.size());
    }

    private void race(Variable variable, Access first, Access second) {
        // What no line of the submission does is not the submission's fault.
        if (first.site() < 0 || second.site() < 0 || races.size() >= MOST_RACES) {
            return;
        }
        boolean known = races.stream()
                .anyMatch(race -> race.variable() == variable
                        && race.first().site() == first.site()
                        && race.second().site() == second.site());
        if (!known) {
            races.add(new RacePair(variable, first, second));
        }
    }

    /** An optimistic reader has not asked whether what it read was right. */
    void neverValidated(ControlledThread me) {
        me.doubtful.forEach(race -> race(race.variable(), race.first(), race.second()));
        me.doubtful.clear();
    }

    /** Takes over what others have published by this lock, or by whatever else orders as a volatile variable does. */
    void acquire(ControlledThread me, Variable variable, int site) {
        note(me, variable, site, false);
        join(me, variable.handedOver);
    }

    /** Gives back a monitor: who waits for it can take it, and nobody else sees anything of it. */
    void giveBack(ControlledThread me, Variable monitor) {
        me.history = monitor.history(me.history, 7, true);
        handOver(me, monitor);
    }

    /** Publishes what this thread has done and knows. */
    void release(ControlledThread me, Variable variable, int site) {
        note(me, variable, site, true);
        handOver(me, variable);
    }

    private static void join(ControlledThread me, @Nullable VectorClock published) {
        if (published != null) {
            me.clock.join(published);
        }
    }

    /** Returns where a place is, or null where that is not known. */
    @Nullable
    Line line(int site) {
        return sites.at(site).line();
    }

    /** Returns the line of the last write at this index of an array; of those, if there are any, that hold this object. */
    @Nullable
    Line storedAt(int index, @Nullable Object value) {
        Access last = null;
        boolean lastHolds = false;
        for (Map.Entry<Object, Map<Integer, Variable>> array : elements.entrySet()) {
            Variable element = array.getValue().get(index);
            Access write = element == null ? null : element.lastWrite;
            if (write != null && write.site() >= 0) {
                boolean holds = value != null && array.getKey() instanceof Object[] objects && objects[index] == value;
                if (last == null || (holds == lastHolds ? write.order() >= last.order() : holds)) {
                    last = write;
                    lastHolds = holds;
                }
            }
        }
        return last == null ? null : line(last.site());
    }

    /** Returns what is done at a place. */
    Operation operation(int site) {
        return sites.at(site).operation();
    }
}
