package lockstep.grader.check.race.engine.explain;

import lockstep.grader.check.race.engine.control.ExecutionResult;
import lockstep.grader.check.race.engine.control.RacePair;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/**
 * Which mistake the evidence points to.
 *
 * @param sentence what went wrong in one more sentence, or empty
 * @param mistake its id in the catalogue of mistakes, or null where the evidence fits several
 */
record Diagnosis(String sentence, @Nullable String mistake, @Nullable String hint, @Nullable SourceLocation location) {

    private static final Diagnosis NONE = new Diagnosis("", null, null, null);

    static Diagnosis of(ExecutionResult result, @Nullable RacePair race, Narrative narrative) {
        return NONE;
    }

    /** Returns the check's advice, sharpened where the mistake is known; null leaves the check's own. */
    @Nullable
    Advice advice(Advice usual) {
        if (mistake == null && hint == null) {
            return null;
        }
        return new Advice(usual.why(), hint == null ? usual.hint() : hint, mistake);
    }
}
