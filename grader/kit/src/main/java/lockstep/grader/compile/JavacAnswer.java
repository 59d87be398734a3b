package lockstep.grader.compile;

import java.util.List;
import java.util.Map;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/** What a run of the compiler came to: classes, errors, or a reason why it made neither. */
sealed interface JavacAnswer {

    /** Classes by binary name. */
    record Classes(Map<String, byte[]> classes) implements JavacAnswer {}

    /** Errors in the order of the compiler; at least one. */
    record Errors(List<Message> errors) implements JavacAnswer {
        public Errors {
            errors = List.copyOf(errors);
        }
    }

    /** The compiler was given up. */
    record GaveUp(String because) implements JavacAnswer {}

    /**
     * One error.
     *
     * @param code the compiler's name for this kind of error, without its prefix
     * @param text in English, of one line or more
     * @param location where, or null if it is about no line of the submission
     * @param clue what is known beyond the text
     */
    record Message(String code, String text, @Nullable SourceLocation location, Clue clue) {}
}
