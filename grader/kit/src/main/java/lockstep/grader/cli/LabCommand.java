package lockstep.grader.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import lockstep.grader.catalog.ExerciseCatalog;
import lockstep.grader.report.LabReport;
import lockstep.grader.report.OutputFile;
import lockstep.grader.report.render.LabPage;
import lockstep.grader.submission.IntakeLimits;
import lockstep.grader.submission.IntakeOutcome;
import lockstep.grader.submission.SubmissionReader;
import lockstep.grader.worker.sandbox.Scratch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Repeats the tutorials' experiments and shows their times beside Python's. */
@Command(
        name = "lab",
        mixinStandardHelpOptions = true,
        description =
                "Does on this machine what the tutorials claim, with your code or the solutions: sums, sleeping tasks,"
                        + " switches, starting, memory, failures; and shows what comes of it beside the times that the tutorials"
                        + " tell for Python.")
final class LabCommand implements Callable<Integer> {

    /** The tutorials' work divided by this is done in a moment. */
    private static final int SLEEPLESS = 100;

    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            description =
                    "Whose code does the work. Default: the solutions where this repository has them, or else your"
                            + " exercises; what is not written yet is left out.")
    private @Nullable Path folder;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Where the page goes. Default: target/lockstep/lab.html")
    private @Nullable Path html;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Where the figures go. Default: target/lockstep/lab.json")
    private @Nullable Path json;

    @Option(
            names = "--sleepless",
            description = "Do a hundredth of the work and of the sleeping: too little for the times to mean anything.")
    private boolean sleepless;

    private final ExerciseCatalog catalog;
    private final Surroundings surroundings;

    LabCommand(ExerciseCatalog catalog, Surroundings surroundings) {
        this.catalog = catalog;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws OutputFile.UnwritableException, IOException {
        Path home = surroundings.home();
        Path target = folder != null
                ? folder
                : Stream.of("solutions", "exercises")
                        .map(home::resolve)
                        .filter(Files::isDirectory)
                        .findFirst()
                        .orElse(home);
        IntakeOutcome intake = new SubmissionReader(catalog.exercises(), IntakeLimits.standard()).read(target);
        if (intake instanceof IntakeOutcome.Unusable unusable) {
            surroundings.streams().err().println("grade: " + unusable.problem());
            return ExitStatus.UNUSABLE_INPUT.code();
        }
        surroundings.streams().err().println("grade: the lab takes less than a minute ...");
        try (Scratch scratch = Scratch.open("lockstep-lab")) {
            Lab lab = new Lab(catalog, surroundings.time().nanoClock());
            LabReport report =
                    lab.run(((IntakeOutcome.Read) intake).submission(), scratch.folder(), sleepless ? SLEEPLESS : 1);
            LabPage page = new LabPage(report);
            Path htmlFile = html != null ? html : home.resolve("target/lockstep/lab.html");
            Path jsonFile = json != null ? json : home.resolve("target/lockstep/lab.json");
            OutputFile.write(htmlFile, page.html(surroundings.language()));
            OutputFile.write(jsonFile, page.json());
            OutputFile.print(surroundings.streams().out(), page.text(surroundings.style()));
            surroundings
                    .streams()
                    .err()
                    .println("grade: the lab as a page: " + htmlFile + ", and as JSON: " + jsonFile);
        }
        return ExitStatus.GRADED.code();
    }
}
