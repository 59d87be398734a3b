package lockstep.engine.control;

import org.jspecify.annotations.Nullable;

/**
 * What woven code calls in place of methods by whose answers it would know that it is under control: names of copies,
 * numbers that differ from run to run.
 */
@SuppressWarnings("unused") // called from woven code
public final class IdentityHooks {

    private static final long TOTAL_MEMORY = Runtime.getRuntime().totalMemory();
    private static final long FREE_MEMORY = Runtime.getRuntime().freeMemory();

    private static final ClassValue<Boolean> HAS_USUAL_HASH = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            try {
                return type.getMethod("hashCode").getDeclaringClass() == Object.class;
            } catch (NoSuchMethodException | LinkageError e) {
                return false;
            }
        }
    };

    private IdentityHooks() {}

    // ---- names

    public static String getName(Class<?> type, int site) {
        return LibraryNames.original(type);
    }

    public static String getPackageName(Class<?> type, int site) {
        String name = LibraryNames.original(type);
        return type.isArray() || type.isPrimitive()
                ? type.getPackageName()
                : name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }

    public static String getSimpleName(Class<?> type, int site) {
        String name = LibraryNames.original(type);
        return name.equals(type.getName())
                ? type.getSimpleName()
                : name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    }

    public static String toString(Class<?> type, int site) {
        return (type.isInterface() ? "interface " : type.isPrimitive() ? "" : "class ") + LibraryNames.original(type);
    }

    /** Returns a text that the JDK has made, without what names copies in it. */
    public static @Nullable String scrubbed(@Nullable String text) {
        return text == null ? null : LibraryNames.scrubbed(text);
    }

    /** Stands for the text of an object that has none of its own. */
    public static String usualText(Object object) {
        return LibraryNames.original(object.getClass()) + "@" + Integer.toHexString(hashCode(object, Site.OUTSIDE));
    }

    // ---- hashes

    /** An object's usual hash: the same in each run, so that hash tables take the same steps. */
    public static int hashCode(Object object, int site) {
        ControlledThread me = ControlledThread.current();
        return me == null || object == null || !HAS_USUAL_HASH.get(object.getClass())
                ? object.hashCode()
                : me.execution.hashOf(object);
    }

    public static int identityHashCode(Object object, int site) {
        ControlledThread me = ControlledThread.current();
        return me == null || object == null ? System.identityHashCode(object) : me.execution.hashOf(object);
    }

    // ---- threads and the machine

    /** Returns a name as the JDK gives one to a thread that is made without. */
    public static String nextThreadName() {
        ControlledThread me = ControlledThread.current();
        return me == null ? "Thread" : me.execution.nextThreadName();
    }

    public static long getId(Thread thread, int site) {
        ControlledThread me = ControlledThread.current();
        return me == null ? 1 : me.execution.numberOf(thread);
    }

    public static long threadId(Thread thread, int site) {
        return getId(thread, site);
    }

    /** Returns the same in all runs: otherwise a submission could tell how many there were. */
    public static long totalMemory(Runtime runtime, int site) {
        return TOTAL_MEMORY;
    }

    public static long freeMemory(Runtime runtime, int site) {
        return FREE_MEMORY;
    }
}
