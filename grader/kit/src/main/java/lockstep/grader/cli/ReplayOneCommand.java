package lockstep.grader.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import lockstep.grader.catalog.ExerciseCatalog;
import lockstep.grader.check.RunSettings;
import lockstep.grader.check.race.RaceStage;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.pipeline.Replay;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.FeedbackAssembler;
import lockstep.grader.report.Named;
import lockstep.grader.report.OutputFile;
import lockstep.grader.report.ReplayCommand;
import lockstep.grader.report.render.HtmlRenderer;
import lockstep.grader.report.render.ReplayPage;
import lockstep.grader.score.ScoringPolicy;
import lockstep.grader.typo.Nearest;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.Outcome;
import lockstep.grader.worker.CompilerProcess;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs one interleaving of one race check again and shows it step by step. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = "Runs one interleaving of a race check again and shows it step by step. The feedback on a failed"
                + " race check has the whole command, ready to copy.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:the interleaving shows no failure (any more), or it no longer fits the code",
            "2:an option is wrong: no such check, no race check, or no schedule",
            "3:the failure came up again",
            "65:there is nothing at the given place that could be run, or the page cannot be written",
            "70:a bug of the grader; please report it"
        })
final class ReplayOneCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec command;

    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            description = "The submission, as for ./grade DIR. Default: the exercises of this repository.")
    private @Nullable Path folder;

    @Option(
            names = "--check",
            paramLabel = "ID",
            required = true,
            description = "The race check, for instance lockedcounter.race.increment-increment")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String check;

    @Option(
            names = "--schedule",
            paramLabel = "ORDER",
            required = true,
            description = "The order in which the threads take turns, as the feedback names it, for instance 5.1-a.1")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String schedule;

    @Option(names = "--seed", paramLabel = "HEX", description = "The seed of the run that found it.")
    private @Nullable String seed;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Also write a page on which to walk through the steps, with the source beside them.")
    private @Nullable Path html;

    private final ExerciseCatalog catalog;
    private final Surroundings surroundings;

    ReplayOneCommand(ExerciseCatalog catalog, Surroundings surroundings) {
        this.catalog = catalog;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        Exercise exercise = exercise();
        CheckSpec spec = spec(exercise);
        if (!RaceStage.isSchedule(schedule)) {
            throw refuse("--schedule: an order like 5.1-a.1 expected, found \"" + schedule
                    + "\"; copy the whole command from the feedback");
        }
        RunOptions options = new RunOptions();
        options.command = command;
        options.seed = seed;
        RunSettings settings = options.settings(0);
        Named named = Packs.named(folder, command);
        Path target = folder != null ? folder : surroundings.home().resolve("exercises");
        String hex = Long.toHexString(settings.seed());
        Replay.Order order = new Replay.Order(target, exercise, spec, schedule, settings);
        Replay.Replayed replayed;
        try (CompilerProcess compiler = CompilerProcess.start()) {
            replayed = Kit.replay(
                            compiler,
                            surroundings.time().nanoClock(),
                            IsolationOption.inBackground(surroundings.environment()))
                    .replay(
                            order,
                            new FeedbackAssembler(
                                    new Feedback.GradedBy(Kit.version(), hex, ScoringPolicy.TIMING), named));
        }
        if (replayed instanceof Replay.Unusable unusable) {
            surroundings.streams().err().println("grade: " + unusable.reason());
            return ExitStatus.UNUSABLE_INPUT.code();
        }
        return show(
                        (Replay.Shown) replayed,
                        new ReplayCommand(named, hex).of(exercise.id().slug()))
                .code();
    }

    private ExitStatus show(Replay.Shown shown, String whole) throws IOException {
        CheckFeedback feedback = shown.check();
        return switch (feedback.verdict()) {
            case PASSED, FAILED, INCONCLUSIVE, SKIPPED -> {
                surroundings
                        .streams()
                        .out()
                        .print(new ReplayPage(surroundings.style()).show(feedback, shown.sources(), whole));
                surroundings.streams().out().flush();
                if (html != null) {
                    OutputFile.write(html, new HtmlRenderer(surroundings.language()).replay(feedback, shown.sources()));
                    surroundings.streams().err().println("grade: the steps to walk through are in " + html);
                }
                yield feedback.verdict() == Outcome.FAILED ? ExitStatus.AGAIN : ExitStatus.GRADED;
            }
            case ERRORED -> {
                surroundings
                        .streams()
                        .err()
                        .println("grade: a bug of the grader, please report it: "
                                + feedback.explanation().message());
                yield ExitStatus.OUR_BUG;
            }
        };
    }

    private Exercise exercise() {
        String slug = check.contains(".") ? check.substring(0, check.indexOf('.')) : check;
        List<Exercise> all = catalog.all();
        return catalog.find(slug)
                .orElseThrow(() -> refuse("--check: no exercise is called \"" + slug + "\""
                        + Nearest.suggestion(
                                check,
                                all.stream()
                                        .flatMap(exercise -> races(exercise).stream())
                                        .toList())
                        + "; there are "
                        + String.join(
                                ", ",
                                all.stream()
                                        .map(exercise -> exercise.id().slug())
                                        .toList())));
    }

    private CheckSpec spec(Exercise exercise) {
        Optional<CheckSpec> found = exercise.rubric().checks().stream()
                .filter(spec -> spec.id().toString().equals(check))
                .findFirst();
        if (found.isEmpty()) {
            throw refuse("--check: no check is called \"" + check + "\"" + Nearest.suggestion(check, races(exercise))
                    + "; the race checks are " + String.join(", ", races(exercise)));
        }
        if (found.get().id().kind() != CheckKind.RACE) {
            throw refuse(
                    "--check: " + check + " is a " + found.get().id().kind().word()
                            + " check; only race checks have interleavings. Run it again by ./grade --only "
                            + exercise.id().slug());
        }
        return found.get();
    }

    private static List<String> races(Exercise exercise) {
        return exercise.rubric().of(CheckKind.RACE).stream()
                .map(race -> race.id().toString())
                .toList();
    }

    private ParameterException refuse(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
