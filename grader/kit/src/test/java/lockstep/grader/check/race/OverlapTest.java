package lockstep.grader.check.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import lockstep.engine.Budget;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.exercise.ExerciseId;
import lockstep.grader.exercise.RubricReader;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.Outcome;
import lockstep.grader.verdict.Verdict;
import org.junit.jupiter.api.Test;

class OverlapTest {

    private static final RaceSettings SETTINGS =
            new RaceSettings(1, Budget.STANDARD, Duration.ofMillis(100), Duration.ofMillis(50), 2);

    private static Verdict judge(String name) throws Exception {
        CheckSpec check =
                RubricReader.read(new ExerciseId("fixture"), List.of(BufferContract.class)).of(CheckKind.RACE).stream()
                        .filter(each -> each.id().name().equals(name))
                        .findFirst()
                        .orElseThrow();
        try (ControlledJudge engine = new ControlledJudge(OverlapTest.class.getClassLoader(), 1)) {
            return new RaceJudge(engine, SETTINGS).judge(check).verdict();
        }
    }

    private static String failure(String name) throws Exception {
        Verdict verdict = judge(name);
        assertThat(verdict).isInstanceOf(Verdict.Failed.class);
        return ((Verdict.Failed) verdict).finding().message();
    }

    @Test
    void calls_that_wait_for_each_other_are_those_of_some_order() throws Exception {
        assertThat(judge("overlaps-none").outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void a_signal_that_reaches_the_wrong_one_is_found() throws Exception {
        assertThat(failure("overlaps-wakes-one")).contains("No thread can go on");
    }

    @Test
    void an_element_that_nobody_put_is_found() throws Exception {
        assertThat(failure("overlaps-looks-once")).contains("take()");
    }
}
