package lockstep.engine.control;

import java.util.Calendar;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.Scanner;
import java.util.Set;
import java.util.Spliterator;
import java.util.regex.Pattern;

/**
 * Objects of JDK classes that are not woven. What happens inside of one cannot be seen, so a call is taken for one access
 * to all that is in it.
 */
final class Outside {

    /** By what name the inside of an object is known. */
    static final String INSIDE = "contents";

    /** The same where each call is one step: no field, so that nobody is told of a volatile one. */
    static final Object INSIDE_IN_STEPS = new Object() {
        @Override
        public String toString() {
            return INSIDE;
        }
    };

    /** How the calls of an object meet. */
    enum Kind {
        /** There is nothing in it that changes, or its code is woven. */
        NOTHING,
        /** Each call is one step, as its class promises. */
        STEPS,
        /** Two calls at once are a data race, if one of them writes. */
        PLAIN
    }

    private static final Set<String> CONSTANT = Set.of(
            "java.lang.Object",
            "java.lang.Record",
            "java.lang.Enum",
            "java.lang.Number",
            "java.lang.String",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Short",
            "java.lang.Byte",
            "java.lang.Character",
            "java.lang.Boolean",
            "java.lang.Float",
            "java.lang.Double",
            "java.lang.Class",
            "java.lang.Runtime",
            "java.lang.Module",
            "java.lang.ProcessHandleImpl",
            "java.lang.Process",
            "java.lang.ClassLoader",
            "java.io.PrintStream",
            "java.io.InputStream",
            "java.io.OutputStream",
            "java.math.BigInteger",
            "java.math.BigDecimal",
            "java.math.MathContext",
            "java.util.Base64$Encoder",
            "java.util.Base64$Decoder",
            "java.util.HexFormat",
            "java.util.Locale",
            "java.util.UUID",
            "java.util.Optional",
            "java.util.OptionalInt",
            "java.util.OptionalLong",
            "java.util.OptionalDouble",
            "java.util.KeyValueHolder",
            "java.util.regex.Pattern",
            "java.util.logging.Level");

    /** Unmodifiable collections among them: what they show is in another one. */
    private static final Set<String> CONSTANT_PARTS = Set.of(
            "java.time.",
            "java.lang.invoke.",
            "java.lang.ref.",
            "java.lang.ScopedValue",
            "java.io.File",
            "java.nio.file.",
            "java.nio.charset.",
            "java.util.function.",
            "java.util.stream.",
            "java.util.ImmutableCollections",
            "java.util.Collections$",
            "java.util.concurrent.TimeUnit",
            "sun.nio.",
            "sun.util.locale.");

    /** Exceptions from these: builders, and what hands out one element after the other. */
    private static final Set<String> CHANGING_PARTS = Set.of(
            "java.time.format.DateTimeFormatterBuilder",
            "java.util.stream.Streams$",
            "java.util.stream.SpinedBuffer",
            "java.util.stream.Stream$",
            "java.util.stream.IntStream$",
            "java.util.stream.LongStream$",
            "java.util.stream.DoubleStream$");

    private static final Set<Class<?>> CURSORS = Set.of(Iterator.class, Enumeration.class, Spliterator.class);

    private static final Set<String> IN_STEPS = Set.of(
            "java.lang.Thread",
            "java.lang.ThreadGroup",
            "java.lang.Throwable",
            "java.lang.StringBuffer",
            "java.io.BufferedInputStream",
            "java.io.BufferedOutputStream",
            "java.io.BufferedReader",
            "java.io.BufferedWriter",
            "java.io.InputStreamReader",
            "java.io.OutputStreamWriter",
            "java.io.StringWriter",
            "java.io.PrintWriter",
            "java.io.ByteArrayOutputStream",
            "java.io.ByteArrayInputStream",
            "java.io.StringReader",
            "java.util.Random",
            "java.util.Properties",
            "java.util.Observable",
            "java.util.logging.Logger");

    private static final Pattern TO_COMPUTE = Pattern.compile("time=\\?|FieldsSet=false");

    private static final ClassValue<Kind> KINDS = new ClassValue<>() {
        @Override
        protected Kind computeValue(Class<?> type) {
            return kind(type);
        }
    };

    private Outside() {}

    static Kind kindOf(Object object) {
        return KINDS.get(object.getClass());
    }

    /** Not so a task that is a thread, or what the submission has written over a class that keeps something. */
    static boolean isFunctionThatKeeps(Class<?> type) {
        return KINDS.get(type) == Kind.PLAIN && isOfJdk(type);
    }

    /**
     * Returns whether even a call that asks changes an object: a scanner reads on, and a calendar computes what follows from
     * what has been set. Its text shows whether it has done so.
     */
    static boolean changesWhenAsked(Object object) {
        if (object instanceof Calendar && isOfJdk(object.getClass())) {
            return TO_COMPUTE.matcher(object.toString()).find();
        }
        return object instanceof Scanner;
    }

    /** Any other class keeps, unseen, what its nearest ancestor in the JDK keeps. */
    private static Kind kind(Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            String name = c.getName();
            if (name.startsWith(LibraryNames.COPIES) || c.isHidden()) {
                return Kind.NOTHING;
            }
            if (!isOfJdk(c)) {
                continue;
            }
            if (IN_STEPS.contains(name)) {
                return Kind.STEPS;
            }
            if (isCursor(c) || CHANGING_PARTS.stream().anyMatch(name::startsWith)) {
                return Kind.PLAIN;
            }
            if (CONSTANT.contains(name) || c.isEnum() || CONSTANT_PARTS.stream().anyMatch(name::startsWith)) {
                return Kind.NOTHING;
            }
            if (!isOnTheWay(name)) {
                return Kind.PLAIN;
            }
        }
        return Kind.NOTHING;
    }

    /** What goes through elements moves on, even if they never change; unless there are none. */
    static boolean isCursor(Class<?> type) {
        return CURSORS.stream().anyMatch(cursor -> cursor.isAssignableFrom(type))
                && !type.getSimpleName().startsWith("Empty");
    }

    /** Returns whether objects of a class show the elements of another collection. */
    static boolean isWrapper(Class<?> type) {
        return type.getName().startsWith("java.util.Collections$Checked")
                || type.getName().startsWith("java.util.Collections$Unmodifiable");
    }

    /** Returns whether the JDK declares a class within the class that another one is, or extends. */
    static boolean isNested(Class<?> type, Class<?> other) {
        Class<?> outer = other;
        while (outer != null && !isOfJdk(outer)) {
            outer = outer.getSuperclass();
        }
        return outer != null && isOfJdk(type) && type.getName().startsWith(outermost(outer) + "$");
    }

    private static String outermost(Class<?> type) {
        return type.getName().split("\\$", 2)[0];
    }

    private static boolean isOfJdk(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }

    /** Exceptions are many, and what they keep is kept in the class that all extend. */
    private static boolean isOnTheWay(String name) {
        return name.endsWith("Exception") || name.endsWith("Error");
    }
}
