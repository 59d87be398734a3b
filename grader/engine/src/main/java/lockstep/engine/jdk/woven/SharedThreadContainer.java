package lockstep.engine.jdk.woven;

/** Stands for the JDK's registry of threads that belong together; here it only starts them. */
@SuppressWarnings({"unused", "MissingJavadoc"}) // called from woven code
public final class SharedThreadContainer {

    public static SharedThreadContainer create(String name) {
        return new SharedThreadContainer();
    }

    public void start(Thread thread) {
        thread.start();
    }

    public void close() {}
}
