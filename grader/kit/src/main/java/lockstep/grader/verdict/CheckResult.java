package lockstep.grader.verdict;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A check's answer.
 *
 * @param elapsed how long it took, on the grader's clock
 * @param coverage null where the threads were not controlled, or nobody has looked
 */
public record CheckResult(
        CheckId id,
        Verdict verdict,
        Duration elapsed,
        @Nullable Coverage coverage) {

    /** An answer that tells nothing about lines. */
    public CheckResult(CheckId id, Verdict verdict, Duration elapsed) {
        this(id, verdict, elapsed, null);
    }
}
