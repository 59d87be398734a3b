package lockstep.grader.catalog.processqueuesum;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import lockstep.grader.worker.ChildProcesses;

/** The children that the running probe has provided; without a probe, real ones that nobody records. */
public final class CurrentChildren {

    // ChildJvm.start is static, so its substitute has no other way to the probe than a static field. It is the only
    // one,
    // and holds one probe's children at most: what a run that was cut off has left there must not pile up.
    private static final AtomicReference<Children> CURRENT = new AtomicReference<>(ChildProcesses::start);

    private CurrentChildren() {}

    /** Returns what stands behind {@code ChildJvm} now; public because the substitute moves to another package. */
    public static Children get() {
        return Objects.requireNonNull(CURRENT.get());
    }

    /** Provides these children from now on. */
    static void provide(Children children) {
        CURRENT.set(children);
    }

    /** Provides real children, as without a probe. */
    static void provideReal() {
        CURRENT.set(ChildProcesses::start);
    }
}
