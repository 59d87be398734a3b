package lockstep.grader.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.exercise.Pack;
import lockstep.grader.exercise.mistakes.MistakeCatalog;
import lockstep.grader.verdict.CheckKind;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every exercise of the catalog has all that an exercise needs. */
class ExerciseCatalogTest {

    private static final Path ROOT = Path.of("../..");

    private static final Map<String, Map<CheckKind, Integer>> POINTS = Map.of(
            "threadedsum", points(10, 30, 30, 30),
            "poolmap", points(10, 30, 30, 30),
            "processqueuesum", points(10, 40, 20, 30),
            "lockedcounter", points(10, 30, 50, 10),
            "identities", points(10, 80, 10, 0),
            "callbacks", points(10, 69, 21, 0),
            "processpool", points(10, 65, 25, 0),
            "boundedresource", points(10, 60, 30, 0),
            "boundedbuffer", points(10, 45, 45, 0),
            "transfer", points(10, 35, 55, 0));

    private static Map<CheckKind, Integer> points(int structure, int correctness, int race, int speedup) {
        return Map.of(
                CheckKind.STRUCTURE, structure,
                CheckKind.CORRECTNESS, correctness,
                CheckKind.RACE, race,
                CheckKind.SPEEDUP, speedup);
    }

    @Test
    void four_exercises_are_graded_where_nobody_asks_for_more() {
        ExerciseCatalog unasked = ExerciseCatalog.load(Set.of());

        assertThat(unasked.exercises()).hasSize(4);
        assertThat(unasked.others()).isNotEmpty();
        assertThat(unasked.all()).hasSameSizeAs(AllExercises.catalog().exercises());
        assertThat(unasked.find("boundedbuffer")).isPresent();
        assertThat(AllExercises.catalog().others()).isEmpty();
    }

    @Test
    void an_exercise_that_nobody_asked_for_makes_way_for_another_authors() {
        Exercise ours = AllExercises.catalog().find("boundedbuffer").orElseThrow();
        Pack another = () -> List.of(ours);

        ExerciseCatalog catalog = ExerciseCatalog.of(List.of(another), List.of(new TutorialsPack()));

        assertThat(catalog.exercises()).containsExactly(ours);
        assertThat(catalog.others()).doesNotContain(ours);
    }

    @Test
    void a_course_has_each_exercise_after_those_that_it_builds_on() {
        List<Exercise> course = ExerciseCatalog.load(Set.of()).inCourseOrder();

        assertThat(course)
                .containsExactlyInAnyOrderElementsOf(AllExercises.catalog().exercises());
        for (Exercise exercise : course) {
            List<String> before = course.subList(0, course.indexOf(exercise)).stream()
                    .map(each -> each.id().slug())
                    .toList();
            assertThat(before).containsAll(exercise.basis());
        }
    }

    @TestFactory
    Stream<DynamicTest> every_exercise_is_complete() {
        return AllExercises.catalog().exercises().stream()
                .map(exercise -> DynamicTest.dynamicTest(exercise.id().slug(), () -> {
                    Path folder = Path.of("src/main/java", exercise.packagePath());
                    assertThat(ROOT.resolve("exercises").resolve(folder).resolve("README.md"))
                            .isNotEmptyFile();
                    assertThat(ROOT.resolve("exercises/src/main/java").resolve(exercise.stubPath()))
                            .isNotEmptyFile();
                    assertThat(ROOT.resolve("solutions/src/main/java").resolve(exercise.stubPath()))
                            .isNotEmptyFile();
                    assertThat(ROOT.resolve("exercises/src/test/java")
                                    .resolve(exercise.stubPath().replace(".java", "Test.java")))
                            .isNotEmptyFile();
                    assertThat(Files.readString(ROOT.resolve("solutions/NOTES.md")))
                            .contains(exercise.stub().getSimpleName());
                }));
    }

    @TestFactory
    Stream<DynamicTest> points_are_what_the_statement_says() {
        return AllExercises.catalog().exercises().stream()
                .map(exercise -> DynamicTest.dynamicTest(exercise.id().slug(), () -> {
                    assertThat(exercise.rubric().maxScore()).isEqualTo(100);
                    for (CheckKind kind : CheckKind.values()) {
                        assertThat(exercise.rubric().maxScore(kind))
                                .as(kind.word())
                                .isEqualTo(Objects.requireNonNull(
                                                POINTS.get(exercise.id().slug()))
                                        .get(kind));
                    }
                }));
    }

    @Test
    void every_mistake_that_a_check_names_is_explained() {
        MistakeCatalog mistakes = MistakeCatalog.load();
        for (Exercise exercise : AllExercises.catalog().exercises()) {
            for (CheckSpec check : exercise.rubric().checks()) {
                String mistake = check.advice().mistake();
                if (mistake != null) {
                    assertThat(mistakes.find(mistake))
                            .as(check.id() + " names " + mistake)
                            .isPresent();
                }
            }
        }
    }
}
