package lockstep.engine.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import lockstep.engine.Actors;
import lockstep.engine.ExecutionEnded;
import lockstep.engine.Scenario;
import lockstep.engine.Weaving;
import lockstep.engine.control.LibraryNames;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.opentest4j.TestAbortedException;

/** One invocation of a test method with all that JUnit does around it, on the woven classes: once for each order. */
final class TestRun implements Scenario.Body {

    private final List<Class<?>> classes;
    private final Method method;
    private final List<@Nullable Object> arguments;
    private final Outcomes outcomes;

    private @Nullable TestAbortedException aborted;
    private boolean completed;

    /** @param classes the test's class after those around it */
    private TestRun(List<Class<?>> classes, Method method, List<@Nullable Object> arguments, Outcomes outcomes) {
        this.classes = classes;
        this.method = method;
        this.arguments = arguments;
        this.outcomes = outcomes;
    }

    /** @throws ExtensionConfigurationException if an argument or the test's class does not let itself be run under control */
    static TestRun of(ReflectiveInvocationContext<Method> invocation, Weaving weaving, Outcomes outcomes) {
        Deque<Class<?>> classes = new ArrayDeque<>();
        for (Class<?> c = invocation.getTargetClass(); c != null; c = isInner(c) ? c.getEnclosingClass() : null) {
            classes.addFirst(c);
            if (c.getDeclaredConstructors()[0].getParameterCount() != (isInner(c) ? 1 : 0)) {
                throw new ExtensionConfigurationException(
                        "the constructor of " + c.getName() + " takes arguments, which no order can give it");
            }
        }
        List<@Nullable Object> arguments = new ArrayList<>(invocation.getArguments());
        arguments.forEach(argument -> refuseIfControlled(argument, weaving));
        return new TestRun(List.copyOf(classes), invocation.getExecutable(), arguments, outcomes);
    }

    private static boolean isInner(Class<?> type) {
        return type.getEnclosingClass() != null && !Modifier.isStatic(type.getModifiers());
    }

    private static void refuseIfControlled(@Nullable Object argument, Weaving weaving) {
        if (argument instanceof Iterable<?> many) {
            many.forEach(each -> refuseIfControlled(each, weaving));
        } else if (argument instanceof Object[] many) {
            Arrays.stream(many).forEach(each -> refuseIfControlled(each, weaving));
        } else if (argument != null
                && !(argument instanceof Enum)
                && weaving.includes(argument.getClass().getName())) {
            throw new ExtensionConfigurationException("an argument is an object of "
                    + argument.getClass().getName()
                    + ", which is under control: each order needs one of its own; make it in the test");
        }
    }

    /** Returns whether each order gives a parameter of this type a value of its own. */
    static boolean isGiven(Class<?> type) {
        return type == Actors.class || type == Outcomes.class;
    }

    /** Aborts the test if each of its orders ended in a failed assumption. */
    void skipIfAllOrdersWere() {
        if (aborted != null && !completed) {
            throw aborted;
        }
    }

    @Override
    public void play(ClassLoader woven, Actors actors) throws Throwable {
        try {
            new Order(woven, actors).run();
            completed = true;
        } catch (TestAbortedException e) {
            aborted = e;
        }
    }

    /** The test in one order. */
    private final class Order {
        private final ClassLoader woven;
        private final Actors actors;
        private final List<Object> instances = new ArrayList<>();

        Order(ClassLoader woven, Actors actors) {
            this.woven = woven;
            this.actors = actors;
        }

        void run() throws Throwable {
            aroundAll(BeforeAll.class, true);
            for (Class<?> type : classes) {
                instances.add(instance(type));
            }
            aroundAll(BeforeAll.class, false);
            Throwable thrown = null;
            try {
                around(BeforeEach.class, HierarchyTraversalMode.TOP_DOWN);
                call(method, instance(), arguments.toArray());
            } catch (ExecutionEnded ended) {
                throw ended;
            } catch (Throwable e) {
                thrown = e;
            }
            after(thrown);
        }

        private void after(@Nullable Throwable before) throws Throwable {
            try {
                around(AfterEach.class, HierarchyTraversalMode.BOTTOM_UP);
                aroundAll(AfterAll.class, false);
                aroundAll(AfterAll.class, true);
            } catch (Throwable e) {
                if (before == null || e instanceof ExecutionEnded) {
                    throw e;
                }
                before.addSuppressed(e);
            }
            if (before != null) {
                throw before;
            }
        }

        private Object instance() {
            return instances.get(instances.size() - 1);
        }

        private Object instance(Class<?> type) throws Throwable {
            Class<?> owner = Class.forName(type.getName(), true, woven);
            Constructor<?> constructor = owner.getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            try {
                return isInner(type) ? constructor.newInstance(instance()) : constructor.newInstance();
            } catch (InvocationTargetException e) {
                throw Objects.requireNonNullElse(e.getCause(), e);
            }
        }

        /** Calls what is to be called around each test: outermost class first before it, and last after it. */
        private void around(Class<? extends Annotation> kind, HierarchyTraversalMode mode) throws Throwable {
            for (int i = 0; i < classes.size(); i++) {
                int at = mode == HierarchyTraversalMode.TOP_DOWN ? i : classes.size() - 1 - i;
                for (Method each : AnnotationSupport.findAnnotatedMethods(classes.get(at), kind, mode)) {
                    call(each, instances.get(at), new Object[each.getParameterCount()]);
                }
            }
        }

        private void aroundAll(Class<? extends Annotation> kind, boolean isStatic) throws Throwable {
            for (int i = 0; i < classes.size(); i++) {
                for (Method each :
                        AnnotationSupport.findAnnotatedMethods(classes.get(i), kind, HierarchyTraversalMode.TOP_DOWN)) {
                    if (Modifier.isStatic(each.getModifiers()) == isStatic) {
                        call(each, isStatic ? null : instances.get(i), new Object[each.getParameterCount()]);
                    }
                }
            }
        }

        private void call(Method original, @Nullable Object instance, @Nullable Object[] given) throws Throwable {
            Method wovenMethod = woven(original);
            Class<?>[] types = wovenMethod.getParameterTypes();
            @Nullable Object[] values = new @Nullable Object[types.length];
            for (int i = 0; i < types.length; i++) {
                values[i] = argument(original, types[i], given[i]);
            }
            wovenMethod.setAccessible(true);
            try {
                wovenMethod.invoke(instance, values);
            } catch (InvocationTargetException e) {
                throw Objects.requireNonNullElse(e.getCause(), e);
            }
        }

        private Method woven(Method original) throws ClassNotFoundException {
            Class<?> owner = Class.forName(original.getDeclaringClass().getName(), true, woven);
            return Stream.of(owner.getDeclaredMethods())
                    .filter(each -> each.getName().equals(original.getName())
                            && parameters(each).equals(parameters(original)))
                    .findFirst()
                    .orElseThrow();
        }

        private List<String> parameters(Method of) {
            return Arrays.stream(of.getParameterTypes())
                    .map(LibraryNames::original)
                    .toList();
        }

        private @Nullable Object argument(AnnotatedElement of, Class<?> type, @Nullable Object given) {
            if (isGiven(type)) {
                return type == Actors.class ? actors : outcomes;
            }
            Object value = given instanceof Enum<?> constant && type.isEnum() ? constant(type, constant) : given;
            if (value == null ? of != method : !type.isPrimitive() && !type.isInstance(value)) {
                throw new ExtensionConfigurationException(
                        of + ": no order can give its parameter of type " + LibraryNames.original(type) + " a value");
            }
            return value;
        }

        private Object constant(Class<?> type, Enum<?> constant) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(each -> ((Enum<?>) each).name().equals(constant.name()))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
