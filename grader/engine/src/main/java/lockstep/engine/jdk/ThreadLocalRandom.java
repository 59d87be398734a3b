package lockstep.engine.jdk;

import java.util.Random;
import lockstep.engine.control.ThreadLocals;

/** Stands for {@link java.util.concurrent.ThreadLocalRandom} in woven code: the same numbers in each run. */
@SuppressWarnings({"unused", "MissingJavadoc"}) // called from woven code
public final class ThreadLocalRandom extends Random {

    private static final long serialVersionUID = 1;
    private static final Object KEY = ThreadLocalRandom.class;

    private ThreadLocalRandom(int thread) {
        super(thread);
    }

    public static ThreadLocalRandom current() {
        Object mine = ThreadLocals.get(KEY, () -> new ThreadLocalRandom(ThreadLocals.threadNumber()));
        return mine instanceof ThreadLocalRandom random ? random : new ThreadLocalRandom(0);
    }

    public static void localInit() {}

    public static int getProbe() {
        return ThreadLocals.threadNumber() * 0x9E3779B9 | 1;
    }

    public static int advanceProbe(int probe) {
        int next = probe ^ (probe << 13);
        next ^= next >>> 17;
        return next ^ (next << 5);
    }

    public static int nextSecondarySeed() {
        return current().nextInt() | 1;
    }

    public static void eraseThreadLocals(Thread thread) {}

    @SuppressWarnings("removal") // called by JDKs that still have it
    public static void setInheritedAccessControlContext(Thread thread, java.security.AccessControlContext context) {}
}
