package lockstep.engine;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.function.Function;

/**
 * What is run under control, once for each order.
 *
 * @param body plays it once
 * @param aim what is looked for
 */
public record Scenario(Body body, Aim aim) {

    /** What is looked for. */
    public enum Aim {
        /** Wrong results and halts, in exact time: a time-out expires only when nobody can go on. */
        EXACT_RESULTS,
        /** The same, where time-outs may expire while others go on. */
        RESULTS,
        /** All that may happen: a data race is a failure as well, even if all goes well in spite of it. */
        EVERYTHING
    }

    /** Plays a scenario once. */
    @FunctionalInterface
    public interface Body {
        /**
         * Plays the scenario. What it throws is its failure.
         *
         * @param woven finds the classes under control, as fresh as this run needs them
         */
        void play(ClassLoader woven, Actors actors) throws Throwable;
    }

    /** Returns the scenario that a method {@code name(Actors)} of this class plays, each time on a new object. */
    public static Scenario of(String className, String method) {
        return of(className, method, Actors.class, Function.identity());
    }

    /**
     * Returns the scenario that a method of one argument plays, each time on a new object.
     *
     * @param argument the argument's type, which is not under control
     */
    public static <A> Scenario of(String className, String method, Class<A> argument, Function<Actors, A> made) {
        return new Scenario(
                (woven, actors) -> call(woven, className, method, argument, made.apply(actors)), Aim.EVERYTHING);
    }

    private static void call(ClassLoader woven, String className, String name, Class<?> type, Object argument)
            throws Throwable {
        Class<?> owner = Class.forName(className, true, woven);
        if (owner.getClassLoader() != woven) {
            throw new IllegalStateException(className + " is not under control");
        }
        Constructor<?> constructor = owner.getDeclaredConstructor();
        constructor.setAccessible(true);
        Method method = owner.getDeclaredMethod(name, type);
        method.setAccessible(true);
        try {
            method.invoke(constructor.newInstance(), argument);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
