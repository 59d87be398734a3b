package lockstep.engine.control;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What happens in an execution, step by step, if anybody wants to know. */
final class Trace {

    private static final int LONGEST_VALUE = 40;
    private static final int MOST_STEPS = 20_000;

    private final boolean on;
    private final List<TraceStep> steps = new ArrayList<>();

    private @Nullable Runnable pending;

    Trace(boolean on) {
        this.on = on;
    }

    boolean isOn() {
        return on;
    }

    int size() {
        return steps.size();
    }

    /** Returns whether details of what follows are of use. */
    boolean isWanted() {
        return on && steps.size() < MOST_STEPS;
    }

    /**
     * Returns the steps.
     *
     * @param fieldHolding finds the field that holds a lock; null where none does
     */
    List<TraceStep> steps(Function<Object, @Nullable String> fieldHolding) {
        Map<Object, Optional<String>> names = new IdentityHashMap<>();
        return steps.stream()
                .map(step -> step.lock() == null
                        ? step
                        : step.named(names.computeIfAbsent(
                                        step.lock().object(), lock -> Optional.ofNullable(fieldHolding.apply(lock)))
                                .orElse(null)))
                .toList();
    }

    void add(ControlledThread thread, int site, String action, @Nullable String value, @Nullable Variable variable) {
        if (on && steps.size() < MOST_STEPS) {
            steps.add(new TraceStep(thread.id, thread.name, site, action, value, variable, null));
        }
    }

    /** Notes that a lock was taken or given back, or that somebody waits for it. */
    void lock(ControlledThread thread, int site, String action, Object lock, String name, @Nullable Variable variable) {
        if (on && steps.size() < MOST_STEPS) {
            TraceStep.Lock known = new TraceStep.Lock(lock, name);
            steps.add(new TraceStep(thread.id, thread.name, site, action, null, variable, known));
        }
    }

    /** Notes an access to a field; what is written can be seen only after it was. */
    void field(ControlledThread me, Object owner, String field, int site, boolean write, Variable variable) {
        if (!on || site < 0) {
            return;
        }
        if (write) {
            pending = () -> add(me, site, "write " + field, fieldValue(owner, field), variable);
        } else {
            add(me, site, "read " + field, fieldValue(owner, field), variable);
        }
    }

    void element(ControlledThread me, Object array, int index, int site, boolean write, Variable variable) {
        if (!on || site < 0) {
            return;
        }
        if (write) {
            pending = () -> add(me, site, "write element " + index, show(Array.get(array, index)), variable);
        } else {
            add(me, site, "read element " + index, show(Array.get(array, index)), variable);
        }
    }

    /** Notes a call into the library; it is of interest only if it meets others there. */
    void call(ControlledThread me, int site, String method) {
        if (on && site >= 0) {
            steps.add(new TraceStep(me.id, me.name, site, "call " + method, null, null, null));
        }
    }

    void blocked(ControlledThread me, Wait wait) {
        if (on) {
            Object resource = wait.resource;
            String what = wait.what.get();
            if (resource == null) {
                add(me, me.librarySite, "wait for " + what, null, null);
            } else {
                lock(me, me.librarySite, "wait for " + what, resource, what, null);
            }
        }
    }

    void woken(ControlledThread thread, Option.Kind kind) {
        if (on) {
            String how = kind == Option.Kind.TIME_OUT ? "time-out expires" : "wake up without a signal (spurious)";
            add(thread, Site.OUTSIDE, how, null, null);
        }
    }

    /** Completes the note on a write. Called before anything else can happen. */
    void flush() {
        Runnable write = pending;
        if (write != null) {
            pending = null;
            write.run();
        }
    }

    /** Returns where the calling thread is in classes under test, topmost first. */
    static List<Line> stack(Predicate<String> tested) {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> tested.test(frame.getClassName()))
                        .flatMap(frame -> Line.of(frame.toStackTraceElement()).stream())
                        .limit(10)
                        .toList());
    }

    private static @Nullable String fieldValue(Object owner, String name) {
        Class<?> type = owner instanceof Class<?> self ? self : owner.getClass();
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            try {
                Field field = c.getDeclaredField(name);
                field.setAccessible(true);
                return show(field.get(owner));
            } catch (NoSuchFieldException e) {
                continue;
            } catch (IllegalAccessException | RuntimeException e) {
                return null;
            }
        }
        return null;
    }

    /** Shows a value without calling code of the submission. */
    private static String show(@Nullable Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean || value instanceof Character) {
            return String.valueOf(value);
        }
        if (value instanceof String text) {
            return '"' + (text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "..." : text) + '"';
        }
        return "a " + Memory.typeName(value);
    }
}
