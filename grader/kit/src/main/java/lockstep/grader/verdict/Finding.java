package lockstep.grader.verdict;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a failed check found.
 *
 * @param message what happened, one sentence
 * @param advice what to learn from it; null takes the check's own
 * @param location the line at fault; null where no line is known
 * @param evidence what was observed; never empty
 */
public record Finding(
        String message, @Nullable Advice advice, @Nullable SourceLocation location, List<Evidence> evidence) {

    public Finding {
        evidence = List.copyOf(evidence);
        if (message.isBlank() || evidence.isEmpty()) {
            throw new IllegalArgumentException("a finding needs a message and evidence");
        }
    }
}
