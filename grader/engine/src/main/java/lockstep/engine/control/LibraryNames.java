package lockstep.engine.control;

import java.security.SecureRandom;
import java.util.Map;
import lockstep.engine.trace.Awaited;
import lockstep.engine.trace.Lock;

/** What a student calls the library's objects. */
public final class LibraryNames {

    /**
     * What the names of woven copies begin with. It is taken out of whatever a submission can read of them; another one in
     * each JVM, so that no text of the submission's own is changed by that.
     */
    static final String COPIES = "w" + Long.toString(new SecureRandom().nextLong() >>> 1, 36) + ".";

    private static final String CONDITION = "Condition";
    private static final String SUBSTITUTES = "lockstep.engine.jdk.";
    private static final String ATOMIC = "java.util.concurrent.atomic.";

    private static final Map<String, String> ORIGINALS = Map.ofEntries(
            Map.entry("ThreadLocal", "java.lang.ThreadLocal"),
            Map.entry("InheritableThreadLocal", "java.lang.InheritableThreadLocal"),
            Map.entry("ThreadLocalRandom", "java.util.concurrent.ThreadLocalRandom"),
            Map.entry("IntegerUpdater", ATOMIC + "AtomicIntegerFieldUpdater$AtomicIntegerFieldUpdaterImpl"),
            Map.entry("LongUpdater", ATOMIC + "AtomicLongFieldUpdater$CASUpdater"),
            Map.entry("ReferenceUpdater", ATOMIC + "AtomicReferenceFieldUpdater$AtomicReferenceFieldUpdaterImpl"),
            Map.entry("woven.LongAdder", ATOMIC + "LongAdder"),
            Map.entry("woven.DoubleAdder", ATOMIC + "DoubleAdder"),
            Map.entry("woven.LongAccumulator", ATOMIC + "LongAccumulator"),
            Map.entry("woven.ThreadPerTaskExecutor", "java.util.concurrent.ThreadPerTaskExecutor"),
            Map.entry("woven.ListOfArray", "java.util.Arrays$ArrayList"));

    private LibraryNames() {}

    /** Returns what the names of copies begin with, with slashes. */
    public static String prefix() {
        return COPIES.replace('.', '/');
    }

    public static boolean isCopy(String className) {
        return className.startsWith(COPIES);
    }

    /** Returns a text as it would be without copies. */
    public static String scrubbed(String text) {
        return text.contains(COPIES) ? text.replace(COPIES, "") : text;
    }

    /** Returns the name of the class that a class stands for. */
    public static String original(Class<?> type) {
        String name = scrubbed(type.getName());
        String substitute = name.startsWith(SUBSTITUTES) ? ORIGINALS.get(name.substring(SUBSTITUTES.length())) : null;
        return substitute == null ? name : substitute;
    }

    /** Returns what threads wait for that queue at this object. */
    static Awaited awaited(Object object) {
        Lock lock = lock(object);
        return Awaited.of(lock.type().equals(CONDITION) ? Awaited.Kind.SIGNAL : Awaited.Kind.SYNCHRONISER, lock);
    }

    /** Returns the lock or synchroniser that an object is part of; it is known by its outermost class. */
    static Lock lock(Object object) {
        String name = object.getClass().getName();
        String simple = name.substring(name.lastIndexOf('.') + 1);
        int dollar = simple.indexOf('$');
        String outer = dollar > 0 ? simple.substring(0, dollar) : simple;
        return new Lock(object, false, simple.contains("ConditionObject") ? CONDITION : outer, null);
    }
}
