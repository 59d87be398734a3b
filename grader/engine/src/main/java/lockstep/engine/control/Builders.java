package lockstep.engine.control;

import java.lang.reflect.InvocationTargetException;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The thread builders of JDK 21 and later, which this code cannot name. The threads that they make are never started: they
 * only answer for their names, for being virtual, daemons, and the like.
 */
final class Builders {

    private static final String BUILDER = "java.lang.Thread$Builder";

    private Builders() {}

    static Object ofVirtual() {
        return call(Thread.class, null, "ofVirtual");
    }

    static Thread unstarted(Object builder, Runnable task) {
        return made(() -> (Thread) call(builderType(), builder, "unstarted", task));
    }

    static ThreadFactory factory(Object builder) {
        return (ThreadFactory) call(builderType(), builder, "factory");
    }

    static boolean isVirtual(Thread thread) {
        return (boolean) call(Thread.class, thread, "isVirtual");
    }

    /** Returns a thread that is made by one that is no daemon: by a carrier it would become one. */
    static Thread made(Supplier<Thread> maker) {
        Thread[] made = new Thread[1];
        Throwable[] thrown = new Throwable[1];
        Thread parent = new Thread(() -> {
            try {
                made[0] = maker.get();
            } catch (Throwable e) {
                thrown[0] = e;
            }
        });
        parent.setDaemon(false);
        parent.start();
        boolean interrupted = false;
        while (parent.isAlive()) {
            try {
                parent.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (thrown[0] != null) {
            throw Sneaky.<RuntimeException>rethrow(thrown[0]);
        }
        return made[0];
    }

    private static Class<?> builderType() {
        try {
            return Class.forName(BUILDER);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object call(Class<?> type, @Nullable Object receiver, String method, Runnable... task) {
        try {
            Class<?>[] parameters = task.length == 0 ? new Class<?>[0] : new Class<?>[] {Runnable.class};
            return Objects.requireNonNull(type.getMethod(method, parameters).invoke(receiver, (Object[]) task), method);
        } catch (InvocationTargetException e) {
            throw Sneaky.<RuntimeException>rethrow(e.getCause() == null ? e : e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
