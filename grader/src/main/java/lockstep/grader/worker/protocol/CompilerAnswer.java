package lockstep.grader.worker.protocol;

import lockstep.grader.compile.Examined;
import lockstep.grader.verdict.Verdict;

/** What the compiler's process says. */
public sealed interface CompilerAnswer {

    /** To sources. */
    record OfSources(Examined examined) implements CompilerAnswer {}

    /** To a check. */
    record OfCheck(Verdict verdict) implements CompilerAnswer {}

    /** It did not come to an end; the reason follows "it" or a name of the work in a sentence. */
    record Unfinished(String because) implements CompilerAnswer {}
}
