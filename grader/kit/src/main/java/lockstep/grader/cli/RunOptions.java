package lockstep.grader.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lockstep.grader.catalog.ExerciseCatalog;
import lockstep.grader.check.RunSettings;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.typo.Nearest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say what is graded and how; shared by all commands that grade. */
final class RunOptions {

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec command;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "ID",
            description = "Grade these exercises only, for instance --only threadedsum,poolmap. See: ./grade list")
    List<String> only = new ArrayList<>();

    @Option(
            names = "--seed",
            paramLabel = "HEX",
            description = "Repeat an earlier run's random choices. The feedback names its seed.")
    @Nullable
    String seed;

    @Option(
            names = "--budget",
            paramLabel = "B",
            defaultValue = "standard",
            description = "How long to look for faults: quick, standard or thorough. Default: ${DEFAULT-VALUE}.")
    String budget = "standard";

    /**
     * Returns the exercises asked for, in the catalog's order.
     *
     * @param beside the names of exercises that are asked for elsewhere, beside those that are graded where nobody names any
     */
    List<Exercise> exercises(ExerciseCatalog catalog, List<String> beside) {
        List<String> slugs =
                catalog.all().stream().map(exercise -> exercise.id().slug()).toList();
        for (String slug : only) {
            if (!slugs.contains(slug)) {
                throw new ParameterException(
                        command.commandLine(),
                        "--only: no exercise is called \"" + slug + "\"" + Nearest.suggestion(slug, slugs)
                                + "; there are " + String.join(", ", slugs));
            }
        }
        List<String> asked = new ArrayList<>(only.isEmpty() ? beside : only);
        if (only.isEmpty()) {
            catalog.exercises().forEach(exercise -> asked.add(exercise.id().slug()));
        }
        return catalog.all().stream()
                .filter(exercise -> asked.contains(exercise.id().slug()))
                .toList();
    }

    /**
     * Returns how to grade.
     *
     * @param freshSeed the seed where none was given
     */
    RunSettings settings(long freshSeed) {
        return new RunSettings(seed == null ? freshSeed : parseSeed(seed), parseBudget());
    }

    private long parseSeed(String text) {
        try {
            return Long.parseUnsignedLong(text, 16);
        } catch (NumberFormatException e) {
            throw new ParameterException(
                    command.commandLine(),
                    "--seed: up to 16 hexadecimal digits expected, for instance 8f3a12, found \"" + text + "\"");
        }
    }

    private RunSettings.Budget parseBudget() {
        for (RunSettings.Budget each : RunSettings.Budget.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(budget)) {
                return each;
            }
        }
        throw new ParameterException(
                command.commandLine(),
                "--budget: quick, standard or thorough expected, found \"" + budget + "\""
                        + Nearest.suggestion(budget, List.of("quick", "standard", "thorough")));
    }
}
