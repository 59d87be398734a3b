package lockstep.grader.compile;

import java.util.function.Function;
import lockstep.grader.verdict.Finding;

/** Classes, or the reasons why there are none. */
public sealed interface CompileOutcome {

    /** It compiled and has the stub's signatures. */
    record Compiled(CompiledSubmission submission) implements CompileOutcome {}

    /** It does not compile, or its signatures are not the stub's. */
    record Refused(Finding finding) implements CompileOutcome {}

    /** It compiled, but the stub is as it was: every method still says "not written yet". */
    record NotWritten(String because) implements CompileOutcome {}

    /** Returns what the function for this case returns. */
    default <T> T fold(
            Function<Compiled, T> compiled, Function<Refused, T> refused, Function<NotWritten, T> notWritten) {
        if (this instanceof Compiled it) {
            return compiled.apply(it);
        } else if (this instanceof Refused it) {
            return refused.apply(it);
        } else {
            return notWritten.apply((NotWritten) this);
        }
    }
}
