package lockstep.grader.check.speedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import lockstep.fixture.Slow;
import lockstep.grader.check.RunSettings.Budget;
import lockstep.grader.check.speedup.FailedTurnException.Fault;
import lockstep.grader.probe.Boundary;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Outcome;
import lockstep.grader.verdict.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("alone")
class ForkedMeasurementTest {

    @Test
    void rounds_come_back_as_data() {
        var outcome = (ForkedMeasurement.Measured) measure(new Even());
        assertThat(outcome.turns()).hasSize(3).allSatisfy(turn -> {
            assertThat(turn.baseline().nanos()).isPositive();
            assertThat(turn.submission().nanos()).isPositive();
            assertThat(turn.reference().nanos()).isPositive();
            assertThat(turn.isGivenUp()).isFalse();
        });
    }

    @Test
    void a_wrong_answer_in_the_fork_is_told_with_both_answers() {
        var outcome = (ForkedMeasurement.Broken) measure(new Wrong());
        assertThat(outcome.failure().fault()).isEqualTo(Fault.WRONG_ANSWER);
        assertThat(outcome.failure().actual()).isEqualTo("-1");
    }

    @Test
    void an_exception_in_the_fork_is_told_in_words() {
        var outcome = (ForkedMeasurement.Broken) measure(new Throwing());
        assertThat(outcome.failure().actual()).isEqualTo("threw IllegalStateException: on purpose");
    }

    @Test
    void other_numbers_of_threads_are_measured_beside() {
        var outcome = (ForkedMeasurement.Measured) measure(new Even());
        assertThat(outcome.scaling()).containsOnlyKeys(1);
        assertThat(outcome.scaling().get(1)).hasSize(3);
    }

    @Test
    void a_fork_that_ends_early_twice_fails_the_check() throws Exception {
        Verdict verdict = new MeasuredCheck(new Halting(), Budget.QUICK, new Random(7), 2, new Leftovers()).judge();
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Failed.class,
                        failed -> assertThat(failed.finding().evidence())
                                .hasSize(2)
                                .allMatch(Evidence.Crash.class::isInstance));
    }

    @Test
    void a_thread_that_goes_on_computing_after_the_call_is_told() {
        var outcome = (ForkedMeasurement.Broken) measure(new LeavesThread());
        assertThat(outcome.failure().fault()).isEqualTo(Fault.LEFT_BEHIND);
        assertThat(outcome.failure().actual()).contains("thread \"busy\" still computes");
    }

    @Test
    void a_submission_that_hangs_is_given_up_and_not_for_want_of_a_core() {
        var outcome = (ForkedMeasurement.Measured) measure(new Hanging());
        assertThat(outcome.turns()).singleElement().satisfies(turn -> {
            assertThat(turn.end()).isEqualTo(Turn.End.GIVEN_UP);
            assertThat(turn.submission().nanos()).isGreaterThanOrEqualTo(2_000_000_000L);
        });
    }

    @Test
    void a_single_core_decides_nothing_about_parallel_work() throws Exception {
        assertThat(new MeasuredCheck(new Even(), Budget.STANDARD, new Random(7), 1, new Leftovers())
                        .judge()
                        .outcome())
                .isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void what_rules_a_speedup_out_decides_on_a_single_core_too() throws Exception {
        assertThat(new MeasuredCheck(new Lopsided(), Budget.STANDARD, new Random(7), 1, new Leftovers())
                        .judge()
                        .outcome())
                .isEqualTo(Outcome.FAILED);
    }

    @Test
    void what_never_ends_fails_in_spite_of_any_noise() throws Exception {
        Verdict verdict = new MeasuredCheck(new Hanging(), Budget.QUICK, new Random(7), 2, new Leftovers()).judge();
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Failed.class,
                        failed -> assertThat(failed.finding().message()).startsWith("Not done after "));
    }

    @Test
    void in_an_alibi_nothing_of_the_submission_is_called() {
        assertThat(measure(new Throwing(), true)).isInstanceOf(ForkedMeasurement.Measured.class);
        assertThat(measure(new Halting(), true)).isInstanceOf(ForkedMeasurement.Measured.class);
    }

    @Test
    void what_burns_beside_the_reference_alone_is_told() {
        var outcome = (ForkedMeasurement.Broken) measure(new BurnsBesideTheReference());
        assertThat(outcome.failure().fault()).isEqualTo(Fault.LEFT_BEHIND);
        assertThat(outcome.failure().actual()).contains("still computes");
    }

    @Test
    void what_is_serial_only_where_its_time_is_taken_is_told_by_a_record() {
        var outcome = (ForkedMeasurement.Broken) measure(new SerialWhenTimed());
        assertThat(outcome.failure().fault()).isEqualTo(Fault.OTHER_WAY);
        assertThat(outcome.failure().actual()).endsWith("One thread does it all");
    }

    @Test
    void an_interrupt_that_is_kept_for_the_caller_reaches_nobody() throws Exception {
        Verdict verdict =
                new MeasuredCheck(new Interrupting(), Budget.QUICK, new Random(7), 2, new Leftovers()).judge();
        assertThat(verdict.outcome()).isNotEqualTo(Outcome.ERRORED);
    }

    @Test
    void where_the_time_of_a_slow_submission_goes_is_told_and_of_an_even_one_nothing() {
        var slow = (ForkedMeasurement.Measured) measure(new Sleeping());
        Hotspot hotspot = Objects.requireNonNull(slow.hotspot());
        assertThat(hotspot.state()).isEqualTo(Hotspot.State.BUSY);
        assertThat(hotspot.line().file()).isEqualTo("lockstep/fixture/Slow.java");
        assertThat(((ForkedMeasurement.Measured) measure(new Even())).hotspot()).isNull();
    }

    private static ForkedMeasurement.Outcome measure(Workload workload) {
        return measure(workload, false);
    }

    private static ForkedMeasurement.Outcome measure(Workload workload, boolean alibi) {
        return new ForkedMeasurement(workload, new ForkedMeasurement.Order(2, 2, 3, 5_000, alibi)).run();
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

    /** Gives all work to one thread. */
    public static final class Lopsided extends Even {
        @Override
        public Evidence.WorkShare shareOut(long input, int threads) {
            Evidence.WorkShare shares = new Evidence.WorkShare("each thread", List.of(1.0));
            throw CheckFailedError.because("One thread does it all.", shares);
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

    /** Leaves a thread behind that is busy for a while. */
    public static final class LeavesThread extends Even {
        @Override
        public long submission(long input, int threads) {
            long until = System.nanoTime() + 5_000_000_000L;
            Thread busy = new Thread(
                    () -> {
                        while (System.nanoTime() < until) {
                            Thread.onSpinWait();
                        }
                    },
                    "busy");
            busy.setDaemon(true);
            busy.start();
            return input;
        }

        @Override
        public long reference(long input, int threads) {
            long until = System.nanoTime() + 200_000_000;
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            return input;
        }
    }

    /** Leaves a thread behind that starts another one as soon as the reference is at work, which ends with it. */
    public static final class BurnsBesideTheReference extends Even {
        private static volatile boolean isReferenceAtWork;
        private static volatile boolean isWatched;

        @Override
        public long submission(long input, int threads) {
            if (!isWatched) {
                isWatched = true;
                daemon("watcher", BurnsBesideTheReference::watch).start();
            }
            return input;
        }

        private static void watch() {
            while (true) {
                LockSupport.parkNanos(1_000_000);
                if (isReferenceAtWork) {
                    Thread burner = daemon("burner", () -> {
                        while (isReferenceAtWork) {
                            Thread.onSpinWait();
                        }
                    });
                    burner.start();
                    try {
                        burner.join();
                    } catch (InterruptedException e) {
                        return;
                    }
                }
            }
        }

        private static Thread daemon(String name, Runnable body) {
            Thread thread = Boundary.thread(body);
            thread.setName(name);
            return thread;
        }

        @Override
        public long reference(long input, int threads) {
            isReferenceAtWork = true;
            long until = System.nanoTime() + 200_000_000;
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            isReferenceAtWork = false;
            return input;
        }
    }

    /** Gives all work to one thread in the process in which its time is taken. */
    public static final class SerialWhenTimed extends Even {
        @Override
        public Evidence.WorkShare shareOut(long input, int threads) {
            return new Lopsided().shareOut(input, threads);
        }

        @Override
        public double requiredFraction() {
            return 1_000;
        }
    }

    /** Interrupts whoever calls it. */
    public static final class Interrupting extends Even {
        @Override
        public Evidence.@Nullable WorkShare shareOut(long input, int threads) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** The submission sleeps. */
    public static final class Sleeping extends Even {
        @Override
        public long submission(long input, int threads) throws Exception {
            Slow.sleep();
            return super.submission(input, threads);
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
