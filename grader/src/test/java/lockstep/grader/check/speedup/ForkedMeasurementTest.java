package lockstep.grader.check.speedup;

import static org.assertj.core.api.Assertions.assertThat;

import lockstep.grader.check.RunSettings.Budget;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Outcome;
import lockstep.grader.verdict.Verdict;
import org.junit.jupiter.api.Test;

class ForkedMeasurementTest {

    @Test
    void rounds_come_back_as_data() {
        var outcome = (ForkedMeasurement.Measured) measure(new Even());
        assertThat(outcome.turns()).hasSize(3).allSatisfy(turn -> {
            assertThat(turn.baselineNanos()).isPositive();
            assertThat(turn.submissionNanos()).isPositive();
            assertThat(turn.referenceNanos()).isPositive();
            assertThat(turn.cutOff()).isFalse();
        });
    }

    @Test
    void a_wrong_answer_in_the_fork_is_told_with_both_answers() {
        var outcome = (ForkedMeasurement.Broken) measure(new Wrong());
        assertThat(outcome.failure().isOfSubmission()).isTrue();
        assertThat(outcome.failure().actual()).isEqualTo("-1");
    }

    @Test
    void an_exception_in_the_fork_is_told_in_words() {
        var outcome = (ForkedMeasurement.Broken) measure(new Throwing());
        assertThat(outcome.failure().actual()).isEqualTo("threw IllegalStateException: on purpose");
    }

    @Test
    void a_fork_that_ends_early_twice_fails_the_check() {
        Verdict verdict = new MeasuredCheck(new Halting(), Budget.QUICK, 7, 2).judge();
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Failed.class,
                        failed -> assertThat(failed.finding().evidence())
                                .hasSize(2)
                                .allMatch(Evidence.Crash.class::isInstance));
    }

    @Test
    void a_submission_that_hangs_is_cut_off() {
        var outcome = (ForkedMeasurement.Measured) measure(new Hanging());
        assertThat(outcome.turns()).singleElement().satisfies(turn -> {
            assertThat(turn.cutOff()).isTrue();
            assertThat(turn.submissionNanos()).isGreaterThanOrEqualTo(3_000_000_000L);
        });
    }

    @Test
    void a_single_core_decides_nothing_about_parallel_work() {
        assertThat(new MeasuredCheck(new Even(), Budget.STANDARD, 7, 1).judge().outcome())
                .isEqualTo(Outcome.INCONCLUSIVE);
    }

    private static ForkedMeasurement.Outcome measure(Workload workload) {
        return new ForkedMeasurement(workload, new ForkedMeasurement.Order(2, 3, 1, 5_000)).run();
    }

    /** All three do the same. */
    public static class Even implements Workload {
        @Override
        public String describe() {
            return "nothing much";
        }

        @Override
        public int warmUps() {
            return 2;
        }

        @Override
        public long baseline(long input) {
            return input;
        }

        @Override
        public long submission(long input, int threads) throws Exception {
            return input;
        }

        @Override
        public long reference(long input, int threads) {
            return input;
        }
    }

    /** Gives a wrong answer. */
    public static final class Wrong extends Even {
        @Override
        public long submission(long input, int threads) {
            return -1;
        }
    }

    /** Throws. */
    public static final class Throwing extends Even {
        @Override
        public long submission(long input, int threads) {
            throw new IllegalStateException("on purpose");
        }
    }

    /** Ends the JVM. */
    public static final class Halting extends Even {
        @Override
        public long submission(long input, int threads) {
            Runtime.getRuntime().halt(3);
            return input;
        }
    }

    /** Never returns. */
    public static final class Hanging extends Even {
        @Override
        public long submission(long input, int threads) throws InterruptedException {
            Thread.currentThread().join();
            return input;
        }
    }
}
