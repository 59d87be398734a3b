package lockstep.grader.check.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import lockstep.engine.Budget;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.verdict.Advice;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CorpusTest {

    /** For correct submissions, whose search never ends early: smaller than what a check may cost. */
    private static final Budget SMALL = new Budget(250, 100_000, Duration.ofMinutes(1), 20, 50);

    /** For wrong ones, whose search ends with the first fault. */
    private static final Budget FULL = new Budget(1_500, 100_000, Duration.ofMinutes(1), 150, 250);

    static Stream<Path> cases() throws IOException {
        return RaceCorpus.cases();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void the_engine_says_what_is_expected(Path folder, @TempDir Path classes) throws IOException {
        List<String> expected = RaceCorpus.expected(folder);
        List<EngineOutcome> outcomes = new ArrayList<>();
        try (ControlledJudge engine = new ControlledJudge(RaceCorpus.compile(folder, classes), 1)) {
            for (CheckSpec check : RaceCorpus.checks(folder)) {
                outcomes.add(engine.judge(check, expected.contains("PASSED") ? SMALL : FULL));
            }
        }
        if (expected.contains("PASSED")) {
            assertThat(outcomes).isNotEmpty().allMatch(EngineOutcome.NoFault.class::isInstance);
        } else {
            assertThat(outcomes).anyMatch(EngineOutcome.Fault.class::isInstance);
            assertThat(outcomes.stream().anyMatch(EngineOutcome.NotControlled.class::isInstance))
                    .isEqualTo(expected.contains("UNCONTROLLED"));
        }
        // A wrong name is worse than none, so no other may be given either.
        assertThat(new TreeSet<>(mistakes(outcomes)))
                .containsExactlyElementsOf(expected.stream()
                        .filter(line -> line.startsWith("mistake "))
                        .map(line -> line.substring("mistake ".length()))
                        .sorted()
                        .toList());
    }

    private static List<String> mistakes(List<EngineOutcome> outcomes) {
        return outcomes.stream()
                .filter(EngineOutcome.Fault.class::isInstance)
                .map(outcome -> ((EngineOutcome.Fault) outcome).finding().advice())
                .filter(Objects::nonNull)
                .map(Advice::mistake)
                .filter(Objects::nonNull)
                .toList();
    }
}
