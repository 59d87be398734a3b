package lockstep.grader.compile;

import java.util.List;
import java.util.function.Function;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Finding;

/** Classes, or the reasons why there are none. */
public sealed interface CompileOutcome {

    /** It compiled, has the stub's signatures, and may run. */
    record Compiled(CompiledSubmission submission) implements CompileOutcome {}

    /** It cannot run, or may not. */
    record Refused(Reason reason, Finding finding) implements CompileOutcome, Examined {

        /** Nobody could wait for the end of the compiler, or of those who read its classes. */
        public static Refused unfinished(String because) {
            String message = "The compiler gave up on these sources: " + because;
            return new Refused(
                    Reason.UNFINISHED,
                    new Finding(
                            message + ".",
                            RefusalAdvice.of("Compile it on your own machine, and write what is nested, repeated or"
                                    + " generated in a simpler way."),
                            null,
                            List.of(new Evidence.CompilerMessage(
                                    null,
                                    message,
                                    "Something in them is nested, repeated or generated beyond measure."))));
        }
    }

    /** It compiled, but the stub is as it was: every method still says "not written yet". */
    record NotWritten(String because) implements CompileOutcome, Examined {}

    /** Why something cannot run. */
    enum Reason {
        /** It does not compile, or its signatures are not the stub's. */
        NOT_COMPILED,
        /** It was given up before its end. */
        UNFINISHED,
        /** It uses what no list allows. */
        NOT_ALLOWED
    }

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
