package lockstep.engine.jdk;

/** Stands for cleaning up after garbage collection, which comes too late to matter in a run. */
@SuppressWarnings({"unused", "MissingJavadoc"}) // called from woven code
public final class CleanerFactory {

    private CleanerFactory() {}

    public static Cleaner cleaner() {
        return new Cleaner();
    }

    /** Never cleans. */
    public static final class Cleaner {
        public static Cleaner create() {
            return new Cleaner();
        }

        public Cleanable register(Object object, Runnable action) {
            return () -> {};
        }
    }

    /** Nothing to be cleaned. */
    public interface Cleanable {
        void clean();
    }
}
