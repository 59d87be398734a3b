package lockstep.engine.jdk.woven;

import java.util.concurrent.atomic.AtomicBoolean;

/** Stands for cleaning up after garbage collection, which comes too late to matter in a run: actions run when asked for. */
@SuppressWarnings({"unused", "MissingJavadoc"}) // called from woven code
public final class CleanerFactory {

    private CleanerFactory() {}

    public static Cleaner cleaner() {
        return new Cleaner();
    }

    /** Never cleans by itself. */
    public static final class Cleaner {
        public static Cleaner create() {
            return new Cleaner();
        }

        public Cleanable register(Object object, Runnable action) {
            AtomicBoolean cleaned = new AtomicBoolean();
            return () -> {
                if (!cleaned.getAndSet(true)) {
                    action.run();
                }
            };
        }
    }

    /** Runs an action, at most once. */
    public interface Cleanable {
        void clean();
    }
}
