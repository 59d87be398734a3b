package lockstep.grader.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import lockstep.grader.catalog.ExerciseCatalog;
import lockstep.grader.classroom.GradingScheme;
import lockstep.grader.classroom.GradingSchemeReader;
import lockstep.grader.exercise.Exercise;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option that says how an instructor counts, and what students see. */
final class GradingOption {

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec command;

    @Option(
            names = "--grading",
            paramLabel = "FILE",
            description =
                    "How to count, and what students see: weights, visibility, thresholds, exercises, pending points, a"
                            + " deadline with its zone and late days; see grading.yaml in the README. Nothing is graded"
                            + " again for it.")
    @Nullable
    Path grading;

    /** @param notes hears what was taken for granted in the file */
    GradingScheme scheme(List<String> checkIds, Consumer<String> notes) throws IOException {
        if (grading == null) {
            return GradingScheme.OF_KIT;
        }
        if (!Files.isRegularFile(grading)) {
            throw refuse(grading + " is no file");
        }
        try {
            return GradingSchemeReader.read(grading, checkIds, ZoneId.systemDefault(), notes);
        } catch (GradingSchemeReader.InvalidException e) {
            throw refuse(e.getMessage());
        } catch (CharacterCodingException e) {
            throw refuse(grading + " is not in UTF-8");
        }
    }

    /** Returns the exercises that are graded: those asked for, and those that count. */
    List<Exercise> exercises(RunOptions run, ExerciseCatalog catalog, GradingScheme scheme) {
        List<Exercise> exercises = run.exercises(catalog, scheme.exercises());
        List<String> graded =
                exercises.stream().map(exercise -> exercise.id().slug()).toList();
        if (!scheme.exercises().isEmpty() && Collections.disjoint(scheme.exercises(), graded)) {
            throw refuse("exercises: one of those that are graded (" + String.join(", ", graded) + ") expected, found "
                    + String.join(", ", scheme.exercises()) + ", so that nothing would count");
        }
        return exercises;
    }

    /** Returns the ids of all checks that a scheme may name. */
    static List<String> checkIds(ExerciseCatalog catalog) {
        return catalog.all().stream()
                .flatMap(exercise -> exercise.rubric().checks().stream())
                .map(check -> check.id().toString())
                .toList();
    }

    private ParameterException refuse(@Nullable String message) {
        return new ParameterException(command.commandLine(), "--grading: " + message);
    }
}
