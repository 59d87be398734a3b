package lockstep.grader.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import lockstep.grader.catalog.ExerciseCatalog;
import lockstep.grader.check.RunSettings;
import lockstep.grader.classroom.AnswerStore;
import lockstep.grader.classroom.ClassFolder;
import lockstep.grader.classroom.ClassRun;
import lockstep.grader.classroom.Found;
import lockstep.grader.classroom.Students;
import lockstep.grader.classroom.UnreadableTableException;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.Runner;
import lockstep.grader.submission.Stubs;
import lockstep.grader.worker.CompilerProcess;
import lockstep.grader.worker.sandbox.Sandbox;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Grades a folder of submissions. */
@Command(
        name = "class",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description =
                "Grades what a learning platform handed out for a class, or a folder with a folder, git checkout or zip"
                        + " file per student, and writes report.html, gradebooks, and each student's feedback.json and"
                        + " feedback.html. A run that was stopped goes on where it was when the same command is given again.")
final class ClassCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec command;

    @Parameters(
            paramLabel = "DIR",
            description =
                    "What the platform handed out, as a zip file or unpacked; or a folder with one folder, git checkout or"
                            + " zip file per student.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path folder;

    @Option(
            names = "--out",
            paramLabel = "REPORT",
            required = true,
            description = "The folder that the report, the gradebooks and the feedback are written to.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path out;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "How many submissions are prepared side by side. Default: one per core.")
    private @Nullable Integer jobs;

    @Option(names = "--fresh", description = "Forget what earlier runs into REPORT found out.")
    private boolean fresh;

    @Option(
            names = "--retry-pending",
            description =
                    "Judge again what earlier runs into REPORT could not decide, for instance on a quieter machine;"
                            + " each run by itself does so three times.")
    private boolean retryPending;

    @Mixin
    private ArrivalOptions arrivals = new ArrivalOptions();

    @Mixin
    private RunOptions run = new RunOptions();

    @Mixin
    private IsolationOption isolation = new IsolationOption();

    @Mixin
    private ClassOptions options = new ClassOptions();

    private final ExerciseCatalog catalog;
    private final Surroundings surroundings;
    private final long freshSeed;

    ClassCommand(ExerciseCatalog catalog, Surroundings surroundings, long freshSeed) {
        this.catalog = catalog;
        this.surroundings = surroundings;
        this.freshSeed = freshSeed;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        int lanes = jobs != null ? jobs : Runtime.getRuntime().availableProcessors();
        if (lanes < 1) {
            throw refuse("--jobs: a number from 1 expected, found " + lanes);
        }
        Output.obstacle(out.resolve("gradebook.csv")).ifPresent(obstacle -> {
            throw refuse("--out: " + obstacle);
        });
        ClassOptions.Settings plan = options.read(
                command.commandLine(), catalog, surroundings.streams().err()::println);
        List<String> counting = plan.scheme().exercises();
        List<Exercise> exercises = run.exercises(catalog, counting);
        List<String> graded =
                exercises.stream().map(exercise -> exercise.id().slug()).toList();
        if (!counting.isEmpty() && Collections.disjoint(counting, graded)) {
            throw refuse("--grading: exercises: one of those that are graded (" + String.join(", ", graded)
                    + ") expected, found " + String.join(", ", counting) + ", so that nothing would count");
        }
        if (!Files.exists(folder)) {
            return nothing("found no such folder");
        }
        if (real(out).startsWith(real(folder))) {
            throw refuse("--out: " + out + " lies within " + folder
                    + ", where the report would be taken for a student; a folder outside of it expected");
        }
        ClassFiles files = new ClassFiles(out);
        try (FolderLock lock = FolderLock.take(files.lock())
                .orElseThrow(() -> refuse("--out: another run (" + FolderLock.holder(files.lock()) + ") writes into "
                        + out + "; wait for its end, or name another folder"))) {
            return grade(exercises, lanes, files, plan);
        } catch (ClassFolder.UnreadableException e) {
            surroundings.streams().err().println("grade: " + e.getMessage());
            return ExitStatus.UNUSABLE_INPUT.code();
        }
    }

    private int grade(List<Exercise> exercises, int lanes, ClassFiles files, ClassOptions.Settings plan)
            throws IOException, InterruptedException {
        PrintStream err = surroundings.streams().err();
        if (fresh) {
            files.forgetAll();
        }
        ArrivalOptions.Arrived arrived = arrivals.read(
                command.commandLine(), folder, files.unpacked(), new Stubs(exercises), plan.zone(), err::println);
        List<Found> found = arrived.list().found();
        if (found.isEmpty()) {
            return nothing("found nothing of the kind");
        }
        checkNames(arrived, plan);
        Supplier<Sandbox> sandbox = isolation.sandboxForMany(surroundings.environment(), err);
        files.tell(arrived, err);
        RunSettings settings = run.settings(files.seed(freshSeed, run.seed));
        List<ClassRun.Entry> entries;
        try (CompilerProcess compiler = CompilerProcess.start()) {
            ClassGrading grading = new ClassGrading(
                    exercises,
                    settings,
                    new AnswerStore(files.answers()),
                    OwnJar.identity() + " " + sandbox.get().rung().word(),
                    compiler,
                    surroundings.time(),
                    sandbox,
                    retryPending);
            entries = graded(found, grading, lanes, err);
        }
        return status(files.write(entries, arrived, plan, err, arrivals.feedbackZip()))
                .code();
    }

    private int nothing(String found) {
        surroundings
                .streams()
                .err()
                .println("grade: " + folder + ": a platform's export or a folder with one folder per student expected, "
                        + found);
        return ExitStatus.UNUSABLE_INPUT.code();
    }

    /** The path without links, as far as it exists. */
    private static Path real(Path path) throws IOException {
        Path whole = path.toAbsolutePath().normalize();
        Path there = whole;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there.toRealPath().resolve(there.relativize(whole));
    }

    private List<ClassRun.Entry> graded(List<Found> found, ClassGrading grading, int lanes, PrintStream err)
            throws InterruptedException {
        Thread farewell =
                new Thread(() -> err.println("\ngrade: stopped; the same command goes on from here"), "class-farewell");
        Runtime.getRuntime().addShutdownHook(farewell);
        List<ClassRun.Entry> entries = new ArrayList<>(new ClassRun(
                        grading,
                        lanes,
                        new ClassProgress(err, surroundings.time().nanoClock(), lanes))
                .grade(found));
        try {
            Runtime.getRuntime().removeShutdownHook(farewell);
        } catch (IllegalStateException e) {
            throw new InterruptedException("stopped");
        }
        return entries;
    }

    /** Before anything is graded: a line that names nobody must not be found after hours of work. */
    private void checkNames(ArrivalOptions.Arrived arrived, ClassOptions.Settings plan) {
        List<String> names = arrived.list().found().stream().map(Found::student).toList();
        try {
            plan.counting()
                    .decisions()
                    .check(
                            Students.of(arrived.roster(), names, arrived.list().people()),
                            surroundings.streams().err()::println);
        } catch (UnreadableTableException e) {
            throw refuse(String.valueOf(e.getMessage()));
        }
    }

    private ParameterException refuse(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    private static ExitStatus status(List<ClassRun.Entry> entries) {
        List<Feedback> graded = entries.stream()
                .filter(ClassRun.GradedEntry.class::isInstance)
                .map(entry -> ((ClassRun.GradedEntry) entry).feedback())
                .toList();
        if (graded.stream().anyMatch(it -> it.runner().canaries() == Runner.Canaries.FAILED)) {
            return ExitStatus.CANARY;
        }
        boolean fault = entries.stream().anyMatch(ClassRun.FaultEntry.class::isInstance)
                || graded.stream().anyMatch(Feedback::hasFault);
        return fault ? ExitStatus.FAULT : ExitStatus.GRADED;
    }
}
