package lockstep.grader.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When something was handed in, as far as anybody knows.
 *
 * @param at null where nobody knows
 * @param mark what the platform says about it; null where the platform marks nothing
 */
public record SubmissionTime(
        @JsonProperty("submittedAt") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        Instant at,

        Source source,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Mark mark) {

    /** Nobody knows anything. */
    public static final SubmissionTime UNKNOWN = new SubmissionTime(null, Source.UNKNOWN, null);

    public SubmissionTime {
        if ((at == null) != (source == Source.UNKNOWN)) {
            throw new IllegalArgumentException("a time and its source, or neither expected");
        }
    }

    /** Who tells the time. */
    public enum Source {
        @JsonProperty("roster")
        ROSTER("the roster"),
        @JsonProperty("platform")
        PLATFORM("the platform"),
        @JsonProperty("commit")
        COMMIT("the last commit"),
        @JsonProperty("files")
        FILES("the newest file in the archive"),
        @JsonProperty("unknown")
        UNKNOWN("unknown");

        private final String words;

        Source(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }

        /** Returns whether it is what the student's own clock said. */
        public boolean isGuess() {
            return this == COMMIT || this == FILES;
        }
    }

    /** What a platform that marks lateness says, by its own deadline. */
    public enum Mark {
        @JsonProperty("late")
        LATE("marked late by the platform"),
        @JsonProperty("in-time")
        IN_TIME("not marked late by the platform");

        private final String words;

        Mark(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** Returns the same with a time from somewhere else. */
    public SubmissionTime told(Instant time, Source from) {
        return new SubmissionTime(time, from, mark);
    }

    /** Returns where the time is from, and the mark. */
    public String origin() {
        return source.words() + (mark == null ? "" : "; " + mark.words());
    }
}
