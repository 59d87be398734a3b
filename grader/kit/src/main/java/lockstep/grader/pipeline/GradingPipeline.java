package lockstep.grader.pipeline;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import lockstep.grader.check.Progress;
import lockstep.grader.check.RunSettings;
import lockstep.grader.check.Stage;
import lockstep.grader.compile.CompileOutcome;
import lockstep.grader.compile.CompiledSubmission;
import lockstep.grader.compile.SubmissionCompiler;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.score.ExerciseResult;
import lockstep.grader.score.ExerciseResult.FirstQuestion;
import lockstep.grader.score.ExerciseResult.Status;
import lockstep.grader.submission.Submission;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Finding;
import lockstep.grader.verdict.Verdict;
import lockstep.grader.worker.sandbox.Scratch;
import org.jspecify.annotations.Nullable;

/**
 * From a submission to one result per check: compile, gate, then each stage on the checks whose ground holds. Exercises go
 * side by side while one core is enough for their stages; the stages that need the whole machine follow, one at a time.
 */
public final class GradingPipeline {

    private static final String UNREADABLE =
            "Nothing of an exercise can be graded before all of its files can be read as what they are.";

    private final SubmissionCompiler compiler;
    private final List<Stage> stages;
    private final Cores cores;
    private final Progress progress;
    private final LongSupplier nanoClock;

    /**
     * Puts a pipeline together.
     *
     * @param stages in the order in which they are asked: those that need the whole machine come last
     * @param cores what all pipelines of this process share
     * @param nanoClock a clock that only goes forward, in nanoseconds
     */
    public GradingPipeline(
            SubmissionCompiler compiler, List<Stage> stages, Cores cores, Progress progress, LongSupplier nanoClock) {
        this.compiler = compiler;
        this.stages = List.copyOf(stages);
        this.cores = cores;
        this.progress = progress;
        this.nanoClock = nanoClock;
    }

    /**
     * A submission of which all is asked that one core is enough for. Until it is closed, what was compiled of it is kept.
     *
     * @param rest does the rest of each exercise
     */
    public record Prepared(List<Supplier<ExerciseResult>> rest, Scratch scratch) implements AutoCloseable {

        /** Asks what needs the whole machine, and returns all results. */
        public List<ExerciseResult> finish() {
            return rest.stream().map(Supplier::get).toList();
        }

        @Override
        public void close() {
            scratch.close();
        }
    }

    /** Asks of each of the exercises all that one core is enough for, whatever becomes of the others. */
    public Prepared prepare(Submission submission, List<Exercise> exercises, RunSettings settings) {
        Scratch scratch = Scratch.openToStudents("lockstep-");
        try {
            List<Callable<Supplier<ExerciseResult>>> beginnings = exercises.stream()
                    .<Callable<Supplier<ExerciseResult>>>map(
                            exercise -> () -> begin(exercise, partOf(submission, exercise), settings, scratch))
                    .toList();
            return new Prepared(cores.sideBySide(beginnings), scratch);
        } catch (Throwable e) {
            scratch.close();
            throw e;
        }
    }

    private static Submission.Part partOf(Submission submission, Exercise exercise) {
        return submission
                .parts()
                .getOrDefault(
                        exercise.id(), new Submission.NotSubmitted("no file " + exercise.stubPath() + " was found"));
    }

    /** Asks all that one core is enough for; what it returns does the rest. */
    private Supplier<ExerciseResult> begin(
            Exercise exercise, Submission.Part part, RunSettings settings, Scratch scratch) {
        progress.exerciseStarted(exercise);
        Answers answers = new Answers(exercise, progress);
        if (part instanceof Submission.Sources sources) {
            long before = nanoClock.getAsLong();
            try {
                return compile(
                        exercise,
                        sources,
                        answers,
                        settings,
                        scratch.folder(exercise.id().slug()));
            } catch (CancellationException e) {
                throw e;
            } catch (Throwable e) {
                return undecided(answers, e, Duration.ofNanos(nanoClock.getAsLong() - before));
            }
        }
        if (part instanceof Submission.Rejected rejected) {
            return refuse(answers, FirstQuestion.FILES, finding(rejected), Duration.ZERO, "its file cannot be graded");
        }
        String because = ((Submission.NotSubmitted) part).because();
        return ended(answers, Status.NOT_SUBMITTED, "not written yet", because);
    }

    private Supplier<ExerciseResult> compile(
            Exercise exercise, Submission.Sources sources, Answers answers, RunSettings settings, Path folder) {
        long before = nanoClock.getAsLong();
        CompileOutcome outcome = compiler.compile(exercise, sources.files(), folder);
        Duration elapsed = Duration.ofNanos(nanoClock.getAsLong() - before);
        return outcome.fold(
                compiled -> {
                    answers.compiled(FirstQuestion.COMPILES, Verdict.pass(), elapsed);
                    return judge(compiled.submission(), answers, settings);
                },
                refused ->
                        refuse(answers, question(refused.reason()), refused.finding(), elapsed, rest(refused.reason())),
                notWritten -> ended(answers, Status.NOT_SUBMITTED, "not written yet", notWritten.because()));
    }

    /** What breaks before anything could be asked is not the student's fault, and no reason to lose the other exercises. */
    private Supplier<ExerciseResult> undecided(Answers answers, Throwable why, Duration elapsed) {
        answers.notCompiled(why, elapsed);
        // All checks rest on it, so that no stage comes to judge.
        stages.forEach(stage -> answers.ask(stage, checks -> List.of(), nanoClock));
        return ended(answers, Status.GRADED, "no stage answers such checks", null);
    }

    private Supplier<ExerciseResult> refuse(
            Answers answers, FirstQuestion question, Finding finding, Duration elapsed, String rest) {
        answers.compiled(question, new Verdict.Failed(finding), elapsed);
        return ended(answers, Status.REJECTED, rest, finding.message());
    }

    private Supplier<ExerciseResult> judge(CompiledSubmission submission, Answers answers, RunSettings settings) {
        ask(submission, answers, settings, false);
        return () -> cores.alone(() -> {
            ask(submission, answers, settings, true);
            return ended(answers, Status.GRADED, "no stage answers such checks", null)
                    .get();
        });
    }

    private void ask(CompiledSubmission submission, Answers answers, RunSettings settings, boolean wholeMachine) {
        stages.stream()
                .filter(stage -> stage.needsWholeMachine() == wholeMachine)
                .forEach(stage ->
                        answers.ask(stage, checks -> stage.judge(submission, checks, settings, progress), nanoClock));
    }

    private Supplier<ExerciseResult> ended(Answers answers, Status status, String rest, @Nullable String remark) {
        ExerciseResult result = answers.end(status, rest, remark);
        progress.exerciseFinished(result.exercise());
        return () -> result;
    }

    private static FirstQuestion question(CompileOutcome.Reason reason) {
        return switch (reason) {
            case NOT_COMPILED, UNFINISHED -> FirstQuestion.COMPILES;
            case NOT_ALLOWED -> FirstQuestion.ALLOWED;
        };
    }

    private static String rest(CompileOutcome.Reason reason) {
        return switch (reason) {
            case NOT_COMPILED, UNFINISHED -> "it does not compile";
            case NOT_ALLOWED -> "it uses what is not allowed";
        };
    }

    private static Finding finding(Submission.Rejected rejected) {
        String first = rejected.problems().get(0).toString();
        int more = rejected.problems().size() - 1;
        return new Finding(
                more == 0 ? first : first + " (and " + more + " more)",
                new Advice(UNREADABLE, rejected.problems().get(0).remedy(), null),
                null,
                rejected.problems().stream()
                        .<Evidence>map(problem -> new Evidence.RuleBreach(
                                null,
                                "its file is there, and it and those beside it are readable Java source",
                                problem.toString()))
                        .toList());
    }
}
