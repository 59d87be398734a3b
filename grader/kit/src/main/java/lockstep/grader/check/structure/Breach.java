package lockstep.grader.check.structure;

import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/**
 * A place where a submission breaks a rule.
 *
 * @param location null where the breach is that something is missing
 * @param what what was found, to follow the place in a sentence: {@code calls Executors.newFixedThreadPool}
 * @param advice what to learn from it; null takes the check's own
 */
public record Breach(
        @Nullable SourceLocation location,
        String what,
        @Nullable Advice advice) {

    Breach with(@Nullable Advice other) {
        return new Breach(location, what, other);
    }
}
