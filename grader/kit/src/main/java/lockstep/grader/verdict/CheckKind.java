package lockstep.grader.verdict;

import java.util.Locale;

/** What a check asks about: the shape of the code, its results, its interleavings, or its time. */
public enum CheckKind {
    STRUCTURE,
    CORRECTNESS,
    RACE,
    SPEEDUP;

    /** Returns the word by which check ids name this kind, for instance {@code structure}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
