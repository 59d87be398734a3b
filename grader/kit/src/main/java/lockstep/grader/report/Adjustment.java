package lockstep.grader.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * What an instructor decided by hand about a check or an exercise: points that are added to what was earned, or a comment
 * alone. It changes no verdict.
 *
 * @param points below zero where points are taken away; null for a comment alone
 * @param reason to the student, perhaps empty
 */
public record Adjustment(
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonSerialize(using = Marks.Plain.class) @Nullable
        Double points,

        String reason) {

    /** Returns the points and the reason as people write them: {@code +5: the reason}. */
    public String words() {
        String number = points == null ? "" : (points < 0 ? "" : "+") + Marks.text(points);
        return number.isEmpty() || reason.isEmpty() ? number + reason : number + ": " + reason;
    }
}
