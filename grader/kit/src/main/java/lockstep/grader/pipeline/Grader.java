package lockstep.grader.pipeline;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import lockstep.grader.check.RunSettings;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.FeedbackAssembler;
import lockstep.grader.report.Named;
import lockstep.grader.report.Runner;
import lockstep.grader.score.ExerciseResult;
import lockstep.grader.score.ScoringPolicy;
import lockstep.grader.submission.IntakeLimits;
import lockstep.grader.submission.IntakeOutcome;
import lockstep.grader.submission.Submission;
import lockstep.grader.submission.SubmissionProblem;
import lockstep.grader.submission.SubmissionReader;
import lockstep.grader.verdict.Outcome;
import lockstep.grader.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/** From a folder to feedback. */
public final class Grader {

    private final GradingPipeline pipeline;
    private final Identity identity;
    private final Clock clock;
    private final LongSupplier nanoClock;

    /**
     * Puts a grader together.
     *
     * @param clock for the time of day in the feedback
     * @param nanoClock a clock that only goes forward, in nanoseconds
     */
    public Grader(GradingPipeline pipeline, Identity identity, Clock clock, LongSupplier nanoClock) {
        this.pipeline = pipeline;
        this.identity = identity;
        this.clock = clock;
        this.nanoClock = nanoClock;
    }

    /**
     * What grades and where it runs.
     *
     * @param isolation asked when all is graded
     */
    public record Identity(String version, Runner.Host host, Supplier<Runner.Isolation> isolation) {}

    /**
     * What is to be graded.
     *
     * @param named what the command line names that asked for it
     * @param commit the commit in it, or null
     */
    public record Order(
            Path folder,
            Named named,
            @Nullable String commit,
            List<Exercise> exercises,
            RunSettings settings,
            ScoringPolicy policy) {
        public Order {
            exercises = List.copyOf(exercises);
        }
    }

    /** Feedback, or why there is nothing to grade. */
    public sealed interface Graded {}

    /** The feedback on a submission. */
    public record Done(Feedback feedback) implements Graded {}

    /** There is nothing to grade. */
    public record Unusable(SubmissionProblem problem) implements Graded {}

    /** A submission of which all is asked that one core is enough for; the rest may come much later. */
    public interface Prepared extends AutoCloseable {

        /** Asks what needs the whole machine. */
        Graded finish();

        /** Forgets what was compiled. */
        @Override
        void close();
    }

    /** Grades a folder. */
    public Graded grade(Order order) {
        try (Prepared prepared = prepare(order)) {
            return prepared.finish();
        }
    }

    /** Reads a folder and asks all that one core is enough for. */
    public Prepared prepare(Order order) {
        Instant startedAt = clock.instant();
        long before = nanoClock.getAsLong();
        IntakeOutcome intake = new SubmissionReader(order.exercises(), IntakeLimits.standard()).read(order.folder());
        return intake.fold(
                read -> {
                    GradingPipeline.Prepared begun =
                            pipeline.prepare(read.submission(), order.exercises(), order.settings());
                    long spent = nanoClock.getAsLong() - before;
                    return prepared(() -> finish(order, read.submission(), begun, startedAt, spent), begun::close);
                },
                unusable -> prepared(() -> new Unusable(unusable.problem()), () -> {}));
    }

    private static Prepared prepared(Supplier<Graded> rest, Runnable end) {
        return new Prepared() {
            @Override
            public Graded finish() {
                return rest.get();
            }

            @Override
            public void close() {
                end.run();
            }
        };
    }

    /** @param spent in nanoseconds, on what was asked before */
    private Graded finish(
            Order order, Submission submission, GradingPipeline.Prepared begun, Instant startedAt, long spent) {
        long before = nanoClock.getAsLong();
        List<ExerciseResult> results = begun.finish();
        Duration elapsed = Duration.ofNanos(spent + nanoClock.getAsLong() - before);
        return new Done(feedback(order, submission, results, startedAt, elapsed));
    }

    private Feedback feedback(
            Order order, Submission submission, List<ExerciseResult> results, Instant startedAt, Duration elapsed) {
        Feedback.GradedBy gradedBy = new Feedback.GradedBy(
                identity.version(), Long.toHexString(order.settings().seed()), order.policy());
        Runner runner = new Runner(
                identity.host(), identity.isolation().get(), canaries(results), startedAt, elapsed.toMillis());
        return new FeedbackAssembler(gradedBy, order.named()).assemble(submission, order.commit(), results, runner);
    }

    private static Runner.Canaries canaries(List<ExerciseResult> results) {
        boolean failed = results.stream()
                .flatMap(exercise -> exercise.results().stream())
                .anyMatch(result ->
                        result.verdict() instanceof Verdict.Errored errored && errored.fault() == Verdict.Fault.CANARY);
        boolean graded = results.stream()
                .anyMatch(exercise -> exercise.status() == ExerciseResult.Status.GRADED
                        && exercise.results().stream()
                                .anyMatch(result -> result.verdict().outcome() != Outcome.SKIPPED));
        if (failed) {
            return Runner.Canaries.FAILED;
        }
        return graded ? Runner.Canaries.PASSED : Runner.Canaries.NOT_RUN;
    }
}
