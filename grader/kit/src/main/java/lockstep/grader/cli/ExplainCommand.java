package lockstep.grader.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import lockstep.grader.catalog.ExerciseCatalog;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.exercise.mistakes.Mistake;
import lockstep.grader.exercise.mistakes.MistakeCatalog;
import lockstep.grader.language.Language;
import lockstep.grader.report.render.ExplainPage;
import lockstep.grader.typo.Nearest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains a mistake of the catalogue, or what a check is about. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Explains a mistake or a check that feedback names, for instance: ./grade explain C8")
final class ExplainCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec command;

    @Parameters(
            paramLabel = "MISTAKE",
            arity = "0..*",
            description = "Ids of mistakes or checks; without any, those of this kit's exercises are listed.")
    private List<String> ids = List.of();

    private final ExerciseCatalog exercises;
    private final PrintStream out;
    private final Language language;
    private final ExplainPage page;

    ExplainCommand(ExerciseCatalog exercises, Surroundings surroundings) {
        this.exercises = exercises;
        this.out = surroundings.streams().out();
        this.language = surroundings.language();
        this.page = new ExplainPage(surroundings.terminal().columns(), language);
    }

    @Override
    public Integer call() {
        MistakeCatalog catalog = MistakeCatalog.load();
        if (ids.isEmpty()) {
            catalog.all().stream()
                    .filter(mistake -> mistake.exercises().stream()
                            .anyMatch(slug -> exercises.find(slug).isPresent()))
                    .forEach(mistake -> out.printf("%-4s %s%n", mistake.id(), language.say(mistake.title())));
        }
        List<Runnable> explanations =
                ids.stream().map(id -> explanation(catalog, id)).toList();
        explanations.forEach(Runnable::run);
        return ExitStatus.GRADED.code();
    }

    private Runnable explanation(MistakeCatalog catalog, String id) {
        Optional<Mistake> mistake = catalog.find(id.toUpperCase(Locale.ROOT));
        if (mistake.isPresent()) {
            return () -> explain(mistake.get());
        }
        List<CheckSpec> checks = exercises.all().stream()
                .flatMap(exercise -> exercise.rubric().checks().stream())
                .toList();
        Optional<CheckSpec> check =
                checks.stream().filter(each -> each.id().toString().equals(id)).findFirst();
        if (check.isPresent()) {
            return () -> explain(check.get());
        }
        List<String> known = Stream.concat(
                        catalog.all().stream().map(Mistake::id),
                        checks.stream().map(each -> each.id().toString()))
                .toList();
        throw new ParameterException(
                command.commandLine(),
                "no mistake and no check has the id \"" + id + "\"" + Nearest.suggestion(id, known)
                        + "; ids look like S6, P3 or C8, and ./grade explain lists them");
    }

    /** Exercises that the kit does not have (yet) say nothing to a student. */
    private List<String> exercisesOf(Mistake mistake) {
        List<String> known = mistake.exercises().stream()
                .filter(slug -> exercises.find(slug).isPresent())
                .toList();
        return known.isEmpty() ? mistake.exercises() : known;
    }

    private void explain(CheckSpec check) {
        out.print(page.check(check.id().toString(), check.title(), check.points(), check.advice()));
    }

    private void explain(Mistake mistake) {
        out.print(page.mistake(mistake, exercisesOf(mistake)));
    }
}
