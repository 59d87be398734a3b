package lockstep.engine.control;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import lockstep.engine.trace.Awaited;
import lockstep.engine.trace.Lock;
import org.jspecify.annotations.Nullable;

/**
 * The class initialisers of one execution, run by the procedure of JLS 12.4.2: one thread initialises a class, all others
 * that use it wait, and what the initialiser has done happens-before every use. Each execution initialises the classes
 * anew, from static fields that hold nothing. So two classes that need each other, initialised by two threads, are a
 * deadlock like any other, and nothing in a static field outlives an execution.
 *
 * <p>Interfaces are left to the JVM, as are enums that have nothing but their constants and classes that play and are not under
 * test: it initialises them once, and while it does, nobody else goes on. A wait in one of their initialisers is not
 * controlled.
 */
public final class Initialisers {

    /** The name of the method that does what a class initialiser did before it was woven. */
    public static final String METHOD = "woven$initialise";

    private static final ClassValue<Optional<Method>> METHODS = new ClassValue<>() {
        @Override
        protected Optional<Method> computeValue(Class<?> type) {
            try {
                Method method = type.getDeclaredMethod(METHOD);
                method.setAccessible(true);
                return Optional.of(method);
            } catch (NoSuchMethodException e) {
                return Optional.empty();
            }
        }
    };

    private final Execution execution;
    private final Map<Class<?>, Initialisation> known = new IdentityHashMap<>();
    /** What the initialisers have published that the JVM has run. */
    private final VectorClock byJvm = new VectorClock();

    Initialisers(Execution execution) {
        this.execution = execution;
    }

    /** In how far one class is initialised. */
    private static final class Initialisation {
        private final Variable variable;
        private @Nullable ControlledThread by;
        private boolean ended;
        private boolean failed;
        /** The number of the thread that has initialised it, and that thread's time when it had. */
        private int thread;

        private int time;

        Initialisation(Class<?> type) {
            this.variable = new Variable(type, "initialisation");
        }

        boolean isKnownTo(ControlledThread me) {
            return ended && me.clock.at(thread) >= time;
        }
    }

    /** The JVM has initialised a class. */
    void endedByJvm(ControlledThread me) {
        byJvm.join(me.clock);
        me.clock.tick(me.id);
    }

    /** A class is about to be used: it is initialised first, if it is not yet, and its parent before it. */
    void use(ControlledThread me, Class<?> type, int site) {
        Optional<Method> method = METHODS.get(type);
        if (method.isEmpty()) {
            me.clock.join(byJvm);
            useParent(me, type, site);
            return;
        }
        Initialisation initialisation = known.computeIfAbsent(type, Initialisation::new);
        if (initialisation.by == me || !initialisation.failed && initialisation.isKnownTo(me)) {
            return;
        }
        arrive(me, type, initialisation, site);
        if (initialisation.failed) {
            throw new NoClassDefFoundError("Could not initialize class " + type.getName());
        }
        if (!initialisation.ended) {
            initialise(me, type, initialisation, method.get(), site);
        }
    }

    private void useParent(ControlledThread me, Class<?> type, int site) {
        Class<?> parent = type.getSuperclass();
        if (parent != null && parent.getClassLoader() == type.getClassLoader()) {
            use(me, parent, site);
        }
    }

    /** Lets others in, and waits while another thread initialises the class. */
    private void arrive(ControlledThread me, Class<?> type, Initialisation initialisation, int site) {
        Memory memory = execution.memory;
        int place = site >= 0 && initialisation.ended ? Site.OUTSIDE : site;
        int before = me.librarySite;
        me.librarySite = site >= 0 ? site : before;
        memory.before(me, initialisation.variable, place, !initialisation.ended);
        if (initialisation.by != null) {
            execution.block(
                    me,
                    Wait.forMonitor(
                            () -> Awaited.of(
                                    Awaited.Kind.INITIALISATION,
                                    new Lock(initialisation, false, type.getSimpleName(), null)),
                            initialisation,
                            () -> initialisation.by == null));
        }
        me.librarySite = before;
        memory.acquire(me, initialisation.variable, Site.OUTSIDE);
    }

    private void initialise(
            ControlledThread me, Class<?> type, Initialisation initialisation, Method method, int site) {
        initialisation.by = me;
        HeldLock held = new HeldLock(initialisation, site >= 0 ? site : me.librarySite);
        me.held.add(held);
        execution.memory.release(me, initialisation.variable, Site.OUTSIDE);
        boolean done = false;
        try {
            useParent(me, type, site);
            method.invoke(null);
            done = true;
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getCause() == null ? e : e.getCause();
            throw Sneaky.<RuntimeException>rethrow(
                    thrown instanceof Error ? thrown : new ExceptionInInitializerError(thrown));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        } finally {
            if (!execution.isOver()) {
                initialisation.failed = !done;
                initialisation.ended = true;
                initialisation.by = null;
                initialisation.thread = me.id;
                initialisation.time = me.clock.at(me.id);
                me.held.remove(held);
                execution.memory.release(me, initialisation.variable, Site.OUTSIDE);
            }
        }
    }
}
