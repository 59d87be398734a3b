package lockstep.grader.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import lockstep.grader.catalog.ExerciseCatalog;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.exercise.Exercise;
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

    ListCommand(ExerciseCatalog catalog, PrintStream out) {
        this.catalog = catalog;
        this.out = out;
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
            out.printf(
                    Locale.ROOT,
                    "%s: %s (%d points)%n",
                    exercise.id(),
                    exercise.title(),
                    exercise.rubric().maxScore());
            out.printf("  edit exercises/src/main/java/%s%n", exercise.stubPath());
            List<String> basis = exercise.basis().stream()
                    .filter(slug -> catalog.find(slug).isPresent())
                    .toList();
            if (!basis.isEmpty()) {
                out.printf("  after %s%n", String.join(", ", basis));
            }
            if (catalog.others().contains(exercise)) {
                out.printf("  graded if asked for: ./grade --only %s%n", exercise.id());
            }
            for (CheckSpec check : exercise.rubric().checks()) {
                out.printf(Locale.ROOT, "  %-12s %3d  %s%n", check.id().kind().word(), check.points(), check.title());
            }
            out.println();
        }
        return ExitStatus.GRADED.code();
    }
}
