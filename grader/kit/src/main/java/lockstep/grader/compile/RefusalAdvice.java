package lockstep.grader.compile;

import lockstep.grader.verdict.Advice;

/** What to do about sources that cannot be run at all. */
final class RefusalAdvice {

    private static final String WHY =
            "Only code that compiles with the given signatures can be run, by the grader as by anyone else.";

    private RefusalAdvice() {}

    static Advice of(String hint) {
        return new Advice(WHY, hint, null);
    }
}
