package lockstep.grader.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import lockstep.engine.explain.BugPattern;
import lockstep.grader.catalog.AllExercises;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.exercise.NamesMistake;
import lockstep.grader.exercise.mistakes.MistakeCatalog;
import lockstep.grader.verdict.CheckKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PatternTest {

    static Stream<Exercise> exercises() {
        return AllExercises.catalog().exercises().stream();
    }

    private static List<NamesMistake> named(Exercise exercise) {
        return exercise.rubric().of(CheckKind.RACE).stream()
                .map(check -> check.probe().className())
                .distinct()
                .flatMap(PatternTest::named)
                .toList();
    }

    private static Stream<NamesMistake> named(String scenarios) {
        try {
            Class<?> type = Class.forName(scenarios);
            return Stream.concat(Stream.of(type), Arrays.stream(type.getDeclaredMethods()))
                    .flatMap(element -> Arrays.stream(element.getAnnotationsByType(NamesMistake.class)));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("exercises")
    void each_pattern_names_a_mistake_that_the_catalogue_has_for_the_exercise(Exercise exercise) {
        assertThat(named(exercise))
                .allSatisfy(name -> assertThat(MistakeCatalog.load()
                                .find(name.mistake())
                                .orElseThrow()
                                .exercises())
                        .as(name.mistake())
                        .contains(exercise.id().slug()));
    }

    @Test
    void exercises_name_mistakes() {
        assertThat(exercises().flatMap(exercise -> named(exercise).stream())).hasSizeGreaterThan(20);
    }

    /** Of those without any words of their own, the check's say enough. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"UNLOCKED_UPDATE", "UNLOCKED_UPDATES", "NO_LOCK", "LOST_UPDATE", "NOT_ONE_STEP"})
    void each_pattern_has_words(BugPattern pattern) {
        assertThat(pattern == BugPattern.UNLOCKED_WRITE ? "" : PatternWords.hint(pattern))
                .isNotNull();
    }
}
