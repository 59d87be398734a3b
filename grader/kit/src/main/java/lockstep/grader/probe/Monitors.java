package lockstep.grader.probe;

import org.jspecify.annotations.Nullable;

/**
 * The objects whose monitors a submission takes: its own ones, and in the place of each class and thread group of the
 * platform's another object that stands for it among all code of submissions. The platform takes the monitors
 * of some of these itself (on Java 17, whoever makes a thread takes that of {@link Thread}), so that a thread of a
 * submission's which holds one would hold up everybody else in the JVM.
 *
 * <p>{@code wait(long, int)} and method references are not led here: on one of the platform's classes they throw {@link
 * IllegalMonitorStateException}.
 */
public final class Monitors {

    private static final ClassValue<Object> OF_CLASSES = new ClassValue<>() {
        @Override
        protected Object computeValue(Class<?> type) {
            return isOfPlatform(type) ? new Object() : type;
        }
    };

    private static final Object OF_THREAD_GROUPS = new Object();

    private Monitors() {}

    /** Returns the object to lock, which is always the same for one that is given. */
    public static @Nullable Object of(@Nullable Object locked) {
        if (locked instanceof Class<?> type) {
            return OF_CLASSES.get(type);
        }
        return locked instanceof ThreadGroup ? OF_THREAD_GROUPS : locked;
    }

    private static boolean isOfPlatform(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }
}
