package lockstep.grader.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import lockstep.grader.catalog.ExerciseCatalog;
import lockstep.grader.check.Progress;
import lockstep.grader.check.RunSettings;
import lockstep.grader.classroom.ClassRun;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.pipeline.Grader;
import lockstep.grader.report.Runner;
import lockstep.grader.score.ScoringPolicy;
import lockstep.grader.worker.sandbox.Sandbox;
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
        usageHelpAutoWidth = true,
        description = "Grades every folder in DIR as one student's submission, one after the other, and writes"
                + " gradebook.csv and each student's feedback.json and feedback.html.")
final class ClassCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec command;

    @Parameters(paramLabel = "DIR", description = "A folder with one folder per student.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path folder;

    @Option(
            names = "--out",
            paramLabel = "REPORT",
            required = true,
            description = "The folder that the gradebook and the feedback are written to.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path out;

    @Mixin
    private RunOptions run = new RunOptions();

    @Mixin
    private IsolationOption isolation = new IsolationOption();

    private final ExerciseCatalog catalog;
    private final Surroundings surroundings;
    private final long freshSeed;

    ClassCommand(ExerciseCatalog catalog, Surroundings surroundings, long freshSeed) {
        this.catalog = catalog;
        this.surroundings = surroundings;
        this.freshSeed = freshSeed;
    }

    @Override
    public Integer call() throws IOException {
        List<Exercise> exercises = run.exercises(catalog);
        RunSettings settings = run.settings(freshSeed);
        Output.obstacle(out.resolve("gradebook.csv")).ifPresent(obstacle -> {
            throw new ParameterException(command.commandLine(), "--out: " + obstacle);
        });
        List<Path> submissions = submissions();
        if (submissions.isEmpty()) {
            surroundings
                    .streams()
                    .err()
                    .println("grade: " + folder + ": a folder with one folder per student expected,"
                            + (Files.isDirectory(folder) ? " found no folder in it" : " found no such folder"));
            return ExitStatus.UNUSABLE_INPUT.code();
        }
        Supplier<Sandbox> sandbox = isolation.sandboxForMany(surroundings.environment());
        Grader grader =
                Kit.grader(surroundings.time().clock(), surroundings.time().nanoClock(), Progress.silent(), sandbox);
        ClassReport report = new ClassReport(surroundings.streams().err(), out);
        List<ClassRun.Entry> entries = new ClassRun(
                        student -> grader.grade(new Grader.Order(
                                student, student.toString(), null, exercises, settings, ScoringPolicy.AWARD)),
                        report)
                .grade(submissions);
        report.finish(entries);
        return status(entries).code();
    }

    private List<Path> submissions() throws IOException {
        return Files.isDirectory(folder) ? ClassRun.submissions(folder) : List.of();
    }

    private static ExitStatus status(List<ClassRun.Entry> entries) {
        boolean canaryFailed = entries.stream()
                .anyMatch(entry -> entry instanceof ClassRun.GradedEntry graded
                        && graded.feedback().runner().canaries() == Runner.Canaries.FAILED);
        return canaryFailed ? ExitStatus.CANARY : ExitStatus.GRADED;
    }
}
