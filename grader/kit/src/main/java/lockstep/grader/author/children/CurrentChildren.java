package lockstep.grader.author.children;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** The children that the running probe has provided; without a probe, nobody can start any. */
public final class CurrentChildren {

    // ChildJvm.start is static, so its substitute has no other way to the probe than a static field. It is the only
    // one, and holds one probe's children at most: what a run that was cut off has left there must not pile up.
    private static final AtomicReference<Children> CURRENT = new AtomicReference<>(CurrentChildren::refuse);

    private static final AtomicLong REFUSED = new AtomicLong();

    /** Name of the system property of a child's JVM that says in which file each start that is refused there is noted. */
    public static final String NOTES = "lockstep.children.notes";

    private CurrentChildren() {}

    /** Returns what stands behind {@code ChildJvm} now; public because the substitute moves to another package. */
    public static Children get() {
        return Objects.requireNonNull(CURRENT.get());
    }

    /** Provides these children from now on. */
    public static void provide(Children children) {
        CURRENT.set(children);
    }

    /** Lets nobody start a child any more. */
    public static void provideNone() {
        CURRENT.set(CurrentChildren::refuse);
    }

    /** Returns how often somebody has tried to start a child here while nobody could. */
    public static long refused() {
        return REFUSED.get();
    }

    private static Process refuse(Class<?> mainClass, List<String> arguments) throws IOException {
        REFUSED.incrementAndGet();
        String notes = System.getProperty(NOTES);
        if (notes != null) {
            Files.writeString(
                    Path.of(notes), mainClass.getName() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        throw new IOException("no child process can be started here: no call is under way that may have children");
    }
}
