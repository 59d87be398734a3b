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
import java.util.function.Supplier;
import lockstep.engine.ExecutionEnded;
import lockstep.engine.trace.Event;
import lockstep.engine.trace.Operation;
import lockstep.engine.trace.Touch;
import lockstep.engine.trace.TraceStep;
import lockstep.engine.trace.Value;
import org.jspecify.annotations.Nullable;

/** What happens in an execution, step by step, if anybody wants to know. */
final class Trace {

    private static final int MOST_STEPS = 20_000;

    /** Each is noted with the stack of its thread. */
    private static final int MOST_TOUCHES = 4_000;

    /** A chain of causes may be a ring. */
    private static final int MOST_CAUSES = 20;

    private final boolean on;
    private final List<TraceStep> steps = new ArrayList<>();
    private final List<Touch> touches = new ArrayList<>();

    /** What was caught where, the last one at the end. */
    private final List<Handled> handled = new ArrayList<>();

    private @Nullable Runnable pending;

    private record Handled(Throwable thrown, int site) {}

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
        Map<Object, Optional<String>> fields = new IdentityHashMap<>();
        return steps.stream()
                .map(step -> new TraceStep(
                        step.thread(),
                        step.threadName(),
                        step.site(),
                        step.event()
                                .with(lock -> lock.in(fields.computeIfAbsent(
                                                lock.object(),
                                                object -> Optional.ofNullable(fieldHolding.apply(object)))
                                        .orElse(null)))))
                .toList();
    }

    List<Touch> touches() {
        return touches;
    }

    /** Notes an access that is made in a call, be it inside of the library. */
    void touch(ControlledThread me, int site, Variable variable, boolean write, Predicate<String> tested) {
        if (site >= 0 && touches.size() < MOST_TOUCHES) {
            touches.add(new Touch(me.id, me.name, me.call, me.waits, site, stack(tested), variable, write));
        }
    }

    /** Notes what code under test has caught. */
    void handles(Throwable thrown, int site) {
        if (on && handled.size() < MOST_STEPS) {
            handled.add(new Handled(thrown, site));
        }
    }

    /** Returns the place where something was caught last, be it as the cause of something else. */
    int handledAt(Throwable thrown) {
        for (int i = handled.size() - 1; i >= 0; i--) {
            if (isBehind(thrown, handled.get(i).thrown())) {
                return handled.get(i).site();
            }
        }
        return Site.OUTSIDE;
    }

    @SuppressWarnings("ReferenceEquality") // what a submission throws may say that it equals anything
    private static boolean isBehind(Throwable thrown, Throwable caught) {
        Throwable at = caught;
        for (int depth = 0; at != null && depth < MOST_CAUSES; depth++) {
            if (at == thrown) {
                return true;
            }
            at = causeOf(at);
        }
        return false;
    }

    /** It may be a class of the submission's that answers. */
    private static @Nullable Throwable causeOf(Throwable thrown) {
        try {
            return thrown.getCause();
        } catch (ExecutionEnded ended) {
            throw ended;
        } catch (Throwable unfit) {
            return null;
        }
    }

    /** Notes what a thread does; the event is made only if anybody wants to know. */
    void add(ControlledThread thread, int site, Supplier<Event> event) {
        if (on && steps.size() < MOST_STEPS) {
            steps.add(new TraceStep(thread.id, thread.name, site, event.get()));
        }
    }

    /** Notes an access to a field; what is written can be seen only after it was. */
    void field(ControlledThread me, Object owner, String field, int site, boolean write, Variable variable) {
        if (on) {
            access(me, site, write, variable, () -> fieldValue(owner, field));
        }
    }

    void element(ControlledThread me, Object array, int index, int site, boolean write, Variable variable) {
        if (on) {
            access(me, site, write, variable, () -> show(Array.get(array, index)));
        }
    }

    private void access(
            ControlledThread me, int site, boolean write, Variable variable, Supplier<@Nullable Value> value) {
        if (site < 0) {
            return;
        }
        if (write) {
            pending = () -> add(me, site, () -> new Event.Write(variable, value.get()));
        } else {
            add(me, site, () -> new Event.Read(variable, value.get()));
        }
    }

    /** Notes a call into the library; it is of interest only if it meets others there. */
    void call(ControlledThread me, int site, Operation operation) {
        if (on && site >= 0) {
            add(me, site, () -> new Event.Call(operation));
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

    private static @Nullable Value fieldValue(Object owner, String name) {
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

    private static Value show(@Nullable Object value) {
        return Value.of(value, Memory::typeName);
    }
}
