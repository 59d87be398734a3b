package lockstep.engine.control;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Supplier;
import lockstep.engine.jdk.InheritableThreadLocal;
import org.jspecify.annotations.Nullable;

/** The thread-local variables of controlled threads; the pooled threads' own would outlive them. */
public final class ThreadLocals {

    private static final Object NOTHING = new Object();

    private ThreadLocals() {}

    /** Returns the calling thread's value, computing it first where there is none. */
    public static @Nullable Object get(Object variable, Supplier<? extends @Nullable Object> initial) {
        Map<Object, @Nullable Object> locals = locals();
        Object value = locals.getOrDefault(variable, NOTHING);
        if (value == NOTHING) {
            value = initial.get();
            locals.put(variable, value);
        }
        return value;
    }

    public static void set(Object variable, @Nullable Object value) {
        locals().put(variable, value);
    }

    public static void remove(Object variable) {
        locals().remove(variable);
    }

    /** Returns what a thread gets from the one that makes it. */
    static Map<Object, @Nullable Object> inherited(ControlledThread maker) {
        Map<Object, @Nullable Object> inherited = new IdentityHashMap<>();
        maker.locals.forEach((variable, value) -> {
            if (variable instanceof InheritableThreadLocal<?> inheritable) {
                inherited.put(variable, inheritable.inherit(value));
            }
        });
        return inherited;
    }

    private static Map<Object, @Nullable Object> locals() {
        ControlledThread me = Hooks.me();
        return me == null ? new IdentityHashMap<>() : me.locals;
    }

    /** Returns a number that is the same in each run for each thread. */
    public static int threadNumber() {
        ControlledThread me = ControlledThread.current();
        return me == null ? 0 : me.id + 1;
    }
}
