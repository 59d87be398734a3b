package lockstep.grader.verdict;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to a check. Only {@link Failed} and {@link Skipped} cost points. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "verdict")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Verdict.Passed.class, name = "PASSED"),
    @JsonSubTypes.Type(value = Verdict.Failed.class, name = "FAILED"),
    @JsonSubTypes.Type(value = Verdict.Inconclusive.class, name = "INCONCLUSIVE"),
    @JsonSubTypes.Type(value = Verdict.Skipped.class, name = "SKIPPED"),
    @JsonSubTypes.Type(value = Verdict.Errored.class, name = "ERRORED")
})
public sealed interface Verdict {

    /** The submission does what was asked. */
    record Passed(List<Evidence> evidence) implements Verdict {
        public Passed {
            evidence = List.copyOf(evidence);
        }
    }

    /** The submission does not do what was asked, and there is evidence of it. */
    record Failed(Finding finding) implements Verdict {}

    /**
     * Nothing could be decided, and that is not the submission's fault: a noisy machine, a single core.
     *
     * @param restsOn the undecided check on which this one rests, so that it was not asked at all; null where it was
     */
    record Inconclusive(
            String reason,
            List<Evidence> evidence,
            @Nullable CheckId restsOn) implements Verdict {
        public Inconclusive {
            evidence = List.copyOf(evidence);
        }

        public Inconclusive(String reason, List<Evidence> evidence) {
            this(reason, evidence, null);
        }
    }

    /**
     * The check's ground is missing, so it was not asked: no speedup of a wrong answer.
     *
     * @param restsOn the check on which it rests and which did not pass; null where nothing of the exercise was asked
     */
    record Skipped(String because, @Nullable CheckId restsOn) implements Verdict {
        public Skipped(String because) {
            this(because, null);
        }
    }

    /** The grader itself failed; never the student's loss. */
    record Errored(String reason, Fault fault) implements Verdict {
        public Errored(String reason) {
            this(reason, Fault.BUG);
        }
    }

    /** What of the grader failed. */
    enum Fault {
        /** A part of the grader does not do what it should. */
        BUG,
        /** An engine missed its known-bad code on this machine, so it does not judge here. */
        CANARY
    }

    /** One function per case: a new case breaks the build wherever verdicts are told apart. */
    interface Cases<T> {
        T passed(Passed verdict);

        T failed(Failed verdict);

        T inconclusive(Inconclusive verdict);

        T skipped(Skipped verdict);

        T errored(Errored verdict);
    }

    /** Returns what the function for this case returns. */
    default <T> T fold(Cases<T> cases) {
        if (this instanceof Passed passed) {
            return cases.passed(passed);
        } else if (this instanceof Failed failed) {
            return cases.failed(failed);
        } else if (this instanceof Inconclusive inconclusive) {
            return cases.inconclusive(inconclusive);
        } else if (this instanceof Skipped skipped) {
            return cases.skipped(skipped);
        } else {
            return cases.errored((Errored) this);
        }
    }

    /** Returns the case alone, for tables and counts. */
    default Outcome outcome() {
        return fold(new Cases<>() {
            @Override
            public Outcome passed(Passed verdict) {
                return Outcome.PASSED;
            }

            @Override
            public Outcome failed(Failed verdict) {
                return Outcome.FAILED;
            }

            @Override
            public Outcome inconclusive(Inconclusive verdict) {
                return Outcome.INCONCLUSIVE;
            }

            @Override
            public Outcome skipped(Skipped verdict) {
                return Outcome.SKIPPED;
            }

            @Override
            public Outcome errored(Errored verdict) {
                return Outcome.ERRORED;
            }
        });
    }

    /** A pass that needs no evidence. */
    static Verdict pass() {
        return new Passed(List.of());
    }
}
