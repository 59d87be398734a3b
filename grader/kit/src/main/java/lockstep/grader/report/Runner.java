package lockstep.grader.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;

/**
 * Where and how the submission was graded.
 *
 * @param startedAt on the grader's clock
 * @param elapsedMillis from the first file read to the last verdict
 */
public record Runner(
        @JsonUnwrapped Host host, Isolation isolation, Canaries canaries, Instant startedAt, long elapsedMillis) {

    /** The machine: {@code cores} as the JVM sees them, the rest as its makers call it. */
    public record Host(int cores, String cpu, String os, String jdk) {}

    /**
     * What stood between the student's code and the machine.
     *
     * @param mode {@code none} or the name of the rung, and what is missing of it
     * @param network whether the student's code could reach the network
     * @param pidns whether it had process ids of its own, so that it could not see or signal the grader
     */
    public record Isolation(String mode, boolean network, boolean pidns) {}

    /** Whether the engines caught known-bad code on this machine before they judged. */
    public enum Canaries {
        @JsonProperty("passed")
        PASSED,
        @JsonProperty("failed")
        FAILED,
        @JsonProperty("not-run")
        NOT_RUN
    }
}
