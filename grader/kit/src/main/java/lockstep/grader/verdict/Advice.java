package lockstep.grader.verdict;

import org.jspecify.annotations.Nullable;

/**
 * What a student should learn from a failed check.
 *
 * @param why why it matters, one or two sentences
 * @param hint what to try; leads to the answer without giving it
 * @param mistake the mistake's id in the catalogue of mistakes, or null where the evidence is not specific enough
 */
public record Advice(String why, String hint, @Nullable String mistake) {

    public Advice {
        if (why.isBlank() || hint.isBlank()) {
            throw new IllegalArgumentException("advice without a why or without a hint");
        }
    }
}
