package lockstep.grader.catalog.processqueuesum;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import lockstep.grader.worker.ChildProcesses;

/** The children that the running probe has provided; without a probe, real ones that nobody records. */
public final class CurrentChildren {

    // ChildJvm.start is static, so its substitute has no other way to the probe than a static field. It is the only
    // one,
    // and each probe puts back what it found.
    private static final AtomicReference<Children> CURRENT = new AtomicReference<>(ChildProcesses::start);

    private CurrentChildren() {}

    /** Returns what stands behind {@code ChildJvm} now; public because the substitute moves to another package. */
    public static Children get() {
        return Objects.requireNonNull(CURRENT.get());
    }

    /** Provides children from now on and returns those that were provided before. */
    static Children replaceBy(Children children) {
        return Objects.requireNonNull(CURRENT.getAndSet(children));
    }
}
