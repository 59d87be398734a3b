package lockstep.grader.check.correctness;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** So much processor time of this JVM, and so much on the clock, from now on: the first that is used up ends it. */
final class TimeBox {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final long lastProcessorNanos;
    private final long deadline;

    TimeBox(Duration processor, Duration clock) {
        this.lastProcessorNanos = SYSTEM.getProcessCpuTime() + processor.toNanos();
        this.deadline = System.nanoTime() + clock.toNanos();
    }

    boolean isOver() {
        return SYSTEM.getProcessCpuTime() > lastProcessorNanos || System.nanoTime() - deadline > 0;
    }
}
