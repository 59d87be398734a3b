package lockstep.grader.cli;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import lockstep.grader.catalog.ExerciseCatalog;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.exercise.Exercise;
import picocli.CommandLine.Command;

/** Prints the exercises with their checks and points. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Shows the exercises, the file to edit, and what is checked for how many points.")
final class ListCommand implements Callable<Integer> {

    private final ExerciseCatalog catalog;
    private final PrintStream out;

    ListCommand(ExerciseCatalog catalog, PrintStream out) {
        this.catalog = catalog;
        this.out = out;
    }

    @Override
    public Integer call() {
        for (Exercise exercise : catalog.exercises()) {
            out.printf(
                    "%s: %s (%d points)%n",
                    exercise.id(), exercise.title(), exercise.rubric().maxScore());
            out.printf("  edit exercises/src/main/java/%s%n", exercise.stubPath());
            for (CheckSpec check : exercise.rubric().checks()) {
                out.printf("  %-12s %3d  %s%n", check.id().kind().word(), check.points(), check.title());
            }
            out.println();
        }
        return ExitStatus.GRADED.code();
    }
}
