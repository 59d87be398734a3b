package lockstep.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import lockstep.grader.catalog.AllExercises;
import lockstep.grader.catalog.ExerciseCatalog;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.Outcome;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Right submissions that print, log, format, nest and name what nobody asked for, or solve it in a way that is seldom
 * seen: neither the gate nor a check may take offence. {@code -Dodd.isolation=MODE} picks a rung, {@code
 * -Dodd.only=REGEX} picks cases, {@code -Dodd.whole=true} asks for races and speed, too.
 */
class OddButHonestTest {

    private static final Path FOLDER = Path.of("src/test/submissions-odd");
    private static final ExerciseCatalog CATALOG = AllExercises.catalog();
    private static final Set<CheckKind> QUICK = Set.of(CheckKind.STRUCTURE, CheckKind.CORRECTNESS);

    @AutoClose
    private final EndToEnd grader = new EndToEnd(System.getProperty("odd.isolation", "bwrap"));

    @TestFactory
    Stream<DynamicTest> each_odd_but_honest_submission_keeps_its_marks() throws IOException {
        List<Path> cases;
        try (Stream<Path> all = Files.walk(FOLDER, 2)) {
            cases = all.filter(each -> FOLDER.relativize(each).getNameCount() == 2)
                    .sorted()
                    .toList();
        }
        assertThat(cases).hasSizeGreaterThanOrEqualTo(15);
        return SideBySide.on(
                EndToEnd.threads(),
                cases.stream()
                        .map(each -> FOLDER.relativize(each).toString())
                        .filter(name -> name.matches(System.getProperty("odd.only", ".*")))
                        .map(name -> DynamicTest.dynamicTest(name, () -> check(name))));
    }

    private void check(String name) {
        Exercise whole = CATALOG.find(name.split("[/\\\\]")[0]).orElseThrow();
        Exercise asked = Boolean.getBoolean("odd.whole") ? whole : EndToEnd.withoutRacesAndSpeed(whole);
        ExerciseFeedback graded =
                grader.grade(FOLDER.resolve(name), List.of(asked)).exercises().get(0);
        assertThat(graded.status()).as(graded.toString()).isEqualTo(ExerciseFeedback.Status.GRADED);
        // What is worth nothing is told, and takes no marks.
        assertThat(graded.checks().stream().filter(check -> check.worth().maxScore() > 0))
                .allSatisfy(OddButHonestTest::isRight);
    }

    /** Races and speed may be undecided where the machine is busy. */
    private static void isRight(CheckFeedback check) {
        boolean exact = QUICK.contains(check.question().kind());
        assertThat(check.verdict())
                .as(check.question().id() + ": " + check.explanation())
                .isIn(exact ? List.of(Outcome.PASSED) : List.of(Outcome.PASSED, Outcome.INCONCLUSIVE));
    }
}
