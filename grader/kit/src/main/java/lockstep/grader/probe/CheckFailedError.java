package lockstep.grader.probe;

import java.util.List;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Finding;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/** Ends a probe with a finding against the submission. */
public final class CheckFailedError extends AssertionError implements Signal {

    private static final long serialVersionUID = 1;

    private final transient Finding finding;

    public CheckFailedError(Finding finding) {
        super(finding.message());
        this.finding = finding;
    }

    /** Fails with the check's own advice and no line. */
    public static CheckFailedError because(String message, Evidence evidence) {
        return new CheckFailedError(new Finding(message, null, null, List.of(evidence)));
    }

    /** Fails with advice that fits this evidence better than the check's own. */
    public static CheckFailedError because(
            String message, @Nullable Advice advice, @Nullable SourceLocation location, Evidence... evidence) {
        return new CheckFailedError(new Finding(message, advice, location, List.of(evidence)));
    }

    /** Returns the same failure with advice that fits better than the check's own; null leaves it as it is. */
    public CheckFailedError advising(@Nullable Advice advice) {
        return advice == null
                ? this
                : new CheckFailedError(new Finding(finding.message(), advice, finding.location(), finding.evidence()));
    }

    /** Returns the same failure with a line that is at fault; null leaves it as it is. */
    public CheckFailedError at(@Nullable SourceLocation line) {
        return line == null
                ? this
                : new CheckFailedError(new Finding(finding.message(), finding.advice(), line, finding.evidence()));
    }

    /** Returns the same failure with the line that gave the wrong answer; null, or a line that is known, leaves it as it is. */
    public CheckFailedError answeredAt(@Nullable SourceLocation line) {
        if (line == null || finding.location() != null) {
            return this;
        }
        List<Evidence> evidence = finding.evidence().stream()
                .map(each -> each instanceof Evidence.Counterexample it
                        ? new Evidence.Counterexample(it.call(), it.expected(), it.actual(), line)
                        : each)
                .toList();
        return new CheckFailedError(new Finding(finding.message(), finding.advice(), line, evidence));
    }

    public Finding finding() {
        return finding;
    }
}
