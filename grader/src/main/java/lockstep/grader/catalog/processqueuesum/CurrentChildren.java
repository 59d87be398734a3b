package lockstep.grader.catalog.processqueuesum;

import lockstep.grader.worker.ChildProcesses;

/** The children that the running probe has provided; without a probe, real ones that nobody records. */
public final class CurrentChildren {

    // ChildJvm.start is static, so its substitute has no other way to the probe than a static field. It is the only
    // one,
    // and each probe puts back what it found.
    private static Children current = ChildProcesses::start;

    private CurrentChildren() {}

    /** Returns what stands behind {@code ChildJvm} now; public because the substitute moves to another package. */
    public static synchronized Children get() {
        return current;
    }

    /** Provides children from now on and returns those that were provided before. */
    static synchronized Children replaceBy(Children children) {
        Children before = current;
        current = children;
        return before;
    }
}
