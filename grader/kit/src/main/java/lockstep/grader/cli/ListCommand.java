package lockstep.grader.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import lockstep.grader.catalog.ExerciseCatalog;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.language.Language;
import lockstep.grader.report.render.Columns;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the exercises with their checks and points. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Shows the exercises in the order of a course, the file to edit, what comes before, and what is"
                + " checked for how many points.")
final class ListCommand implements Callable<Integer> {

    @Option(
            names = "--ids",
            description =
                    "Print the ids of all exercises and checks and nothing else, one a line, as grading.yaml and a"
                            + " table of adjustments name them.")
    private boolean ids;

    private final ExerciseCatalog catalog;
    private final PrintStream out;
    private final Language language;

    ListCommand(ExerciseCatalog catalog, Surroundings surroundings) {
        this.catalog = catalog;
        this.out = surroundings.streams().out();
        this.language = surroundings.language();
    }

    @Override
    public Integer call() {
        if (ids) {
            for (Exercise exercise : catalog.all()) {
                out.println(exercise.id());
                exercise.rubric().checks().forEach(check -> out.println(check.id()));
            }
            return ExitStatus.GRADED.code();
        }
        for (Exercise exercise : catalog.inCourseOrder()) {
            out.println(exercise.id() + ": " + language.say(exercise.title())
                    + language.say(" (" + exercise.rubric().maxScore() + " points)"));
            out.println("  " + language.say("edit exercises/src/main/java/" + exercise.stubPath()));
            List<String> basis = exercise.basis().stream()
                    .filter(slug -> catalog.find(slug).isPresent())
                    .toList();
            if (!basis.isEmpty()) {
                out.println("  " + language.say("after " + String.join(", ", basis)));
            }
            if (catalog.others().contains(exercise)) {
                out.println("  " + language.say("graded if asked for: ./grade --only " + exercise.id()));
            }
            for (CheckSpec check : exercise.rubric().checks()) {
                String kind = Columns.pad(language.say(check.id().kind().word()), 12, false);
                out.printf(Locale.ROOT, "  %s %3d  %s%n", kind, check.points(), language.say(check.title()));
            }
            out.println();
        }
        return ExitStatus.GRADED.code();
    }
}
