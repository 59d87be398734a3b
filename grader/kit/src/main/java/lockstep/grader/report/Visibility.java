package lockstep.grader.report;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether students see what a check found. It counts in any case. */
public enum Visibility {
    @JsonProperty("visible")
    VISIBLE,
    /** Not before the deadline and all extensions have passed. */
    @JsonProperty("after-deadline")
    AFTER_DEADLINE,
    @JsonProperty("hidden")
    HIDDEN;

    /** Returns what students read instead of what was found. */
    String words() {
        return switch (this) {
            case VISIBLE -> "";
            case AFTER_DEADLINE -> "What this check found is shown after the deadline.";
            case HIDDEN -> "What this check found is not shown.";
        };
    }
}
