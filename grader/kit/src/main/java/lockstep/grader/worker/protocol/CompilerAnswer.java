package lockstep.grader.worker.protocol;

import lockstep.grader.compile.Examined;
import lockstep.grader.verdict.Verdict;

/** What the compiler's process says. */
public sealed interface CompilerAnswer {

    /** To sources. */
    record OfSources(Examined examined) implements CompilerAnswer {}

    /** To a check. */
    record OfCheck(Verdict verdict) implements CompilerAnswer {}

    /** It did not come to an end; the reason is a clause: it ran out of stack. */
    record Unfinished(String because) implements CompilerAnswer {}
}
