package lockstep.grader.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import lockstep.grader.catalog.ExerciseCatalog;
import lockstep.grader.check.Progress;
import lockstep.grader.check.RunSettings;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.exercise.UnfitPackException;
import lockstep.grader.pack.KitSources;
import lockstep.grader.pack.NewPack;
import lockstep.grader.pack.PackCheck;
import lockstep.grader.pack.PackFolder;
import lockstep.grader.pack.PackSources;
import lockstep.grader.pack.Proof;
import lockstep.grader.pack.Validation;
import lockstep.grader.pipeline.Cores;
import lockstep.grader.pipeline.Grader;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.Named;
import lockstep.grader.report.OutputFile;
import lockstep.grader.score.ScoringPolicy;
import lockstep.grader.typo.Nearest;
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

/** What the author of a pack does with it. */
@Command(name = "pack", mixinStandardHelpOptions = true, description = "Begins a pack of exercises, or proves one.")
final class PackCommand implements Runnable {

    private final ExerciseCatalog catalog;
    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec command;

    PackCommand(ExerciseCatalog catalog, Surroundings surroundings) {
        this.catalog = catalog;
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        throw new ParameterException(command.commandLine(), "pack: check or new expected");
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            usageHelpAutoWidth = true,
            description = {
                "Builds a pack and proves it: its solutions and other correct submissions have full marks each time, its"
                        + " stubs count as not handed in, its declared mutants fail as declared.",
                "Then it makes mutants of the solutions, and tells how many the checks catch and which ones survive."
            },
            exitCodeListHeading = "%nExit status:%n",
            exitCodeList = {
                "0:all that the pack declares comes true; generated mutants may survive",
                "4:something does not; it is told as WRONG",
                "65:the pack cannot be used"
            })
    int check(
            @Parameters(
                            paramLabel = "PACK",
                            arity = "0..1",
                            description = "The pack's folder, or the name of one that comes with the kit.")
                    @Nullable
                    String place,
            @Option(names = "--all", description = "All packs that come with the kit; in the kit's own repository.")
                    boolean all,
            @Option(names = "--only", split = ",", paramLabel = "ID", description = "These exercises only.") @Nullable
                    List<String> only,
            @Option(
                            names = "--repeat",
                            paramLabel = "N",
                            defaultValue = "3",
                            description = "How often what is correct is graded. Default: ${DEFAULT-VALUE}.")
                    int repetitions,
            @Option(
                            names = "--report",
                            paramLabel = "FILE",
                            arity = "0..1",
                            fallbackValue = ".github/VALIDATION.md",
                            description =
                                    "Also write what came of it, as Markdown; what is worse than in the file that is"
                                            + " there counts as WRONG, and exercises that are not asked now stay in it."
                                            + " Default: ${FALLBACK-VALUE}.")
                    @Nullable
                    Path report,
            @Mixin IsolationOption isolation)
            throws IOException, InterruptedException {
        if ((place == null) != all) {
            throw new ParameterException(
                    command.commandLine(), "pack check: a pack, or --all for those that come with the kit, expected");
        }
        if (place == null || ExerciseCatalog.onRequest().contains(place)) {
            List<Exercise> exercises = place == null ? ExerciseCatalog.ofKit() : ExerciseCatalog.onRequest(place);
            return prove(new KitSources(surroundings.home()), chosen(exercises, only), repetitions, report, isolation);
        }
        Path folder = Path.of(place);
        if (Files.isRegularFile(folder)) {
            throw new UnfitPackException(folder + ": a pack's folder expected, found a file");
        }
        Path jar = Packs.jarOf(folder);
        if (!Packs.loaded().contains(jar)) {
            return Packs.runWith(
                    List.of(jar), command.root().commandLine().getParseResult().originalArgs());
        }
        List<Exercise> exercises = catalog.exercises().stream()
                .filter(exercise ->
                        OwnJar.of(exercise.stub()).filter(jar::equals).isPresent())
                .toList();
        if (exercises.isEmpty()) {
            throw new UnfitPackException(folder + ": a pack with at least one exercise expected, found none");
        }
        return prove(new PackFolder(folder), chosen(exercises, only), repetitions, report, isolation);
    }

    private List<Exercise> chosen(List<Exercise> exercises, @Nullable List<String> only) {
        List<String> slugs = exercises.stream().map(each -> each.id().slug()).toList();
        for (String slug : only == null ? slugs : only) {
            if (!slugs.contains(slug)) {
                throw new ParameterException(
                        command.commandLine(),
                        "--only: one of " + String.join(", ", slugs) + " expected, found " + slug
                                + Nearest.suggestion(slug, slugs));
            }
        }
        return exercises.stream()
                .filter(each -> only == null || only.contains(each.id().slug()))
                .toList();
    }

    private int prove(
            PackSources sources,
            List<Exercise> exercises,
            int repetitions,
            @Nullable Path report,
            IsolationOption isolation)
            throws IOException {
        PrintStream out = surroundings.streams().out();
        Supplier<Sandbox> sandbox = isolation.sandbox(surroundings.environment());
        List<Proof> proofs;
        try (CompilerProcess compiler = CompilerProcess.start()) {
            Grader grader =
                    Kit.grader(compiler, Cores.ofThisMachine(), surroundings.time(), Progress.silent(), sandbox);
            proofs = new PackCheck(
                            sources,
                            (submission, exercise, seed) -> grade(grader, submission, exercise, seed),
                            repetitions,
                            2 * Runtime.getRuntime().availableProcessors(),
                            out::println)
                    .prove(exercises);
        }
        List<String> worse = report == null
                ? List.of()
                : write(new Validation(proofs, HostDescription.read(), Kit.version()), report);
        worse.forEach(line -> out.println("  WRONG   worse than " + report + " said: " + line));
        boolean proven = worse.isEmpty() && proofs.stream().allMatch(Proof::holds);
        return (proven ? ExitStatus.GRADED : ExitStatus.UNPROVEN).code();
    }

    private static List<String> write(Validation validation, Path report) throws IOException {
        String older = Files.isRegularFile(report) ? Files.readString(report) : "";
        List<String> worse = validation.worseThan(older);
        OutputFile.write(report, validation.page(older));
        return worse;
    }

    private static ExerciseFeedback grade(Grader grader, Path submission, Exercise exercise, long seed) {
        Grader.Graded graded = grader.grade(new Grader.Order(
                submission,
                Named.NOTHING,
                null,
                List.of(exercise),
                new RunSettings(seed, RunSettings.Budget.STANDARD),
                ScoringPolicy.AWARD));
        if (graded instanceof Grader.Done done) {
            return done.feedback().exercises().get(0);
        }
        throw new UnfitPackException(String.valueOf(((Grader.Unusable) graded).problem()));
    }

    @Command(
            name = "new",
            mixinStandardHelpOptions = true,
            usageHelpAutoWidth = true,
            description =
                    "Writes a pack with one small exercise, which runs and which ./grade pack check proves, to be changed"
                            + " into yours.")
    int begin(
            @Parameters(paramLabel = "NAME", description = "The exercise's name: lower-case letters and digits.")
                    String name,
            @Option(names = "--out", paramLabel = "DIR", description = "Its folder, a new one. Default: NAME.")
                    @Nullable
                    Path out)
            throws IOException {
        Path folder = out == null ? Path.of(name) : out;
        NewPack.write(name, folder);
        surroundings
                .streams()
                .err()
                .println("pack: " + folder + " is ready; ./grade pack check " + folder + " proves it");
        return ExitStatus.GRADED.code();
    }
}
