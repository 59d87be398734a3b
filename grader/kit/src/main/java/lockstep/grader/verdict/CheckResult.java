package lockstep.grader.verdict;

import java.time.Duration;

/**
 * A check's answer.
 *
 * @param elapsed how long it took, on the grader's clock
 */
public record CheckResult(CheckId id, Verdict verdict, Duration elapsed) {}
