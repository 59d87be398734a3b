package lockstep.grader.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import lockstep.grader.catalog.ExerciseCatalog;
import lockstep.grader.check.RunSettings;
import lockstep.grader.classroom.Decisions;
import lockstep.grader.classroom.GradingScheme;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.exercise.ExerciseId;
import lockstep.grader.pipeline.Cores;
import lockstep.grader.pipeline.Grader;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.OutputFile;
import lockstep.grader.report.Runner;
import lockstep.grader.report.render.RenderSettings;
import lockstep.grader.score.ScoringPolicy;
import lockstep.grader.submission.IntakeLimits;
import lockstep.grader.submission.Submission;
import lockstep.grader.submission.SubmissionReader;
import lockstep.grader.worker.CompilerProcess;
import lockstep.grader.worker.sandbox.Sandbox;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Grades one submission. */
@Command(
        name = "grade",
        mixinStandardHelpOptions = true,
        versionProvider = KitVersion.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Compiles your code, checks its structure, its results, its freedom from races and its speedup, and tells"
                    + " what happened, where, why, and what to try.",
            "Edit the file marked in an exercise's README.md, then run ./grade for all exercises, or for instance"
                    + " ./grade --only threadedsum for one of them.",
            ""
        },
        commandListHeading = "%nOther commands:%n",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:graded, whatever the score",
            "1:the score, with the pending points of speedup checks, is below --fail-under; never anything else",
            "2:an option is wrong, an exercise is unknown, or an output cannot be written",
            "65:there is nothing to grade at the given place, or a pack cannot be used",
            "69:this Java is a JRE: it has no compiler",
            "70:a bug of the grader, nothing was graded; please report it",
            "71:a fault of the grader left an exercise without its grade, the others are graded; please report it",
            "75:an engine did not catch its known-bad code, so its checks were not judged"
        })
final class GradeCommand implements Callable<Integer> {

    private static final long LEAST_BYTES = 4L * 1024 * 1024;

    private static final int MILLIS_BETWEEN_LOOKS = 250;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec command;

    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            description =
                    "What to grade: a repository, a project of any editor or build tool, or one exercise's files; each"
                            + " exercise's file is looked for below it. Default: the exercises of this repository.")
    private @Nullable Path folder;

    @Mixin
    private RunOptions run = new RunOptions();

    @Mixin
    private IsolationOption isolation = new IsolationOption();

    @Mixin
    private GradingOption grading = new GradingOption();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where the feedback goes as JSON. Default: target/lockstep/feedback.json")
    private @Nullable Path out;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Where the feedback goes as a page. Default: target/lockstep/feedback.html")
    private @Nullable Path html;

    @Option(
            names = "--format",
            paramLabel = "NAME[=FILE]",
            description =
                    "What is printed, or written to a file: text, json, markdown, html, github (annotations),"
                            + " github-classroom, classroom50, gradescope, prairielearn, exercism, autolab, submitty, codegrade,"
                            + " vpl, coderunner, junit-xml or sarif (code scanning). May be given more than once. Default: text.")
    private List<String> formats = new ArrayList<>();

    @Option(
            names = "--watch",
            description =
                    "Grade again what changed whenever a file is saved, first the check that was to be mended first; until"
                            + " it is stopped (Ctrl-C).")
    private boolean watch;

    @Option(
            names = "--fail-under",
            paramLabel = "N",
            converter = PointsConverter.class,
            description =
                    "End with status 1 if fewer than N points are earned. Speedup checks that the machine left open"
                            + " count as earned, other pending ones do not.")
    private @Nullable Double failUnder;

    private final ExerciseCatalog catalog;
    private final Surroundings surroundings;
    private final long freshSeed;

    GradeCommand(ExerciseCatalog catalog, Surroundings surroundings, long freshSeed) {
        this.catalog = catalog;
        this.surroundings = surroundings;
        this.freshSeed = freshSeed;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        GradingScheme scheme = grading.scheme(
                GradingOption.checkIds(catalog), surroundings.streams().err()::println);
        List<Exercise> exercises = grading.exercises(run, catalog, scheme);
        RunSettings settings = run.settings(freshSeed);
        Path target = folder != null ? folder : surroundings.home().resolve("exercises");
        List<Output> outputs = new OutputPlan(command.commandLine(), surroundings, renderSettings(target, exercises))
                .file("--out", "json", out)
                .file("--html", "html", html)
                .formats(formats)
                .outputs();
        Supplier<Sandbox> sandbox = isolation.sandbox(surroundings.environment());
        Grader.Graded graded;
        try (CompilerProcess compiler = CompilerProcess.start();
                LiveProgress progress = new LiveProgress(surroundings)) {
            Grader grader = Kit.grader(compiler, Cores.ofThisMachine(), surroundings.time(), progress, sandbox);
            Watch.Grading one = asked -> counted(
                    scheme,
                    grader.grade(new Grader.Order(
                            target,
                            Packs.named(folder, command),
                            surroundings.environment().get("GITHUB_SHA"),
                            asked,
                            settings,
                            ScoringPolicy.TIMING)));
            if (watch) {
                Watch.Audience audience = new Watch.Audience(
                        feedback -> {
                            tell(outputs, compared(target, feedback));
                            surroundings.streams().err().println("grade: waits for the next change (Ctrl-C ends it)");
                        },
                        line -> surroundings.streams().err().println("grade: " + line));
                new Watch(exercises, () -> parts(target, exercises), one, audience)
                        .run(() -> TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN_LOOKS));
            }
            graded = one.grade(exercises);
        }
        if (graded instanceof Grader.Unusable unusable) {
            surroundings
                    .streams()
                    .err()
                    .println("grade: " + unusable.problem()
                            + new Typos(catalog).question(command.commandLine(), target));
            return ExitStatus.UNUSABLE_INPUT.code();
        }
        Feedback feedback = compared(target, ((Grader.Done) graded).feedback());
        boolean written = tell(outputs, feedback);
        if (exercises.equals(catalog.exercises())) {
            tellOfOthers();
        }
        return (written ? status(feedback) : ExitStatus.USAGE).code();
    }

    private static Map<ExerciseId, Submission.Part> parts(Path target, List<Exercise> exercises) {
        return new SubmissionReader(exercises, IntakeLimits.standard())
                .read(target)
                .fold(read -> read.submission().parts(), unusable -> Map.of());
    }

    /** Weighs the points, and marks what students may not see. */
    private Grader.Graded counted(GradingScheme scheme, Grader.Graded graded) {
        return graded instanceof Grader.Done done
                ? new Grader.Done(ClassOptions.Counting.of(
                                scheme,
                                Decisions.NONE,
                                surroundings.time().clock().instant())
                        .applied(done.feedback()))
                : graded;
    }

    private Feedback compared(Path target, Feedback feedback) {
        return new History(surroundings.home().resolve("target/lockstep/history")).compared(target, feedback);
    }

    /** Writes and prints it, and returns whether all of it could be written. */
    private boolean tell(List<Output> outputs, Feedback feedback) {
        List<Output> written = written(outputs, feedback);
        written.stream()
                .filter(output -> output.format().equals("html") && output.file() != null)
                .findFirst()
                .ifPresent(output ->
                        surroundings.streams().err().println("grade: all evidence, with pictures: " + output.file()));
        if (feedback.hasFault()) {
            tellOfFullDisk();
        }
        return written.size() == outputs.size();
    }

    /** What is printed comes first: where a disk is full, it is all that a student gets to see. */
    private List<Output> written(List<Output> outputs, Feedback feedback) {
        return outputs.stream()
                .sorted(Comparator.comparing(output -> output.file() != null))
                .filter(output -> {
                    try {
                        output.write(feedback);
                        return true;
                    } catch (OutputFile.UnwritableException e) {
                        surroundings.streams().err().println("grade: " + e.getMessage());
                        return false;
                    }
                })
                .toList();
    }

    private void tellOfFullDisk() {
        Path scratch = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            if (Files.getFileStore(scratch).getUsableSpace() < LEAST_BYTES) {
                surroundings
                        .streams()
                        .err()
                        .println("grade: there is no space left in " + scratch
                                + ", where submissions are compiled; make some, and grade again");
            }
        } catch (IOException e) {
            surroundings.streams().err().println("grade: " + scratch + " cannot be used: " + e.getMessage());
        }
    }

    /** A course that chose its exercises has no stubs of others. */
    private void tellOfOthers() {
        Path stubs = surroundings.home().resolve("exercises/src/main/java");
        long others = catalog.others().stream()
                .filter(other -> Files.exists(stubs.resolve(other.stubPath())))
                .count();
        if (others > 0) {
            surroundings
                    .streams()
                    .err()
                    .println("grade: exercises that are graded only if asked for: " + others
                            + "; see ./grade list, or take"
                            + " them all by " + Packs.OPTION + " "
                            + String.join(" ", ExerciseCatalog.onRequest()));
        }
    }

    private RenderSettings renderSettings(Path target, List<Exercise> exercises) {
        SourcePlaces places = SourcePlaces.of(target, exercises, surroundings);
        return new RenderSettings(surroundings.style(), places.files(), places.stubs(), surroundings.environment());
    }

    private ExitStatus status(Feedback feedback) {
        if (feedback.runner().canaries() == Runner.Canaries.FAILED) {
            return ExitStatus.CANARY;
        }
        if (feedback.hasFault()) {
            return ExitStatus.FAULT;
        }
        return failUnder != null && feedback.settled() < failUnder ? ExitStatus.BELOW : ExitStatus.GRADED;
    }
}
