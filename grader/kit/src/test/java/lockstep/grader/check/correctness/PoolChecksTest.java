package lockstep.grader.check.correctness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lockstep.grader.author.Seeds;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.exercise.ExerciseId;
import lockstep.grader.exercise.RubricReader;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PoolChecksTest {

    private static Verdict judge(String name) throws Exception {
        CheckSpec check =
                RubricReader.read(new ExerciseId("fixture"), List.of(TaskRunnerContract.class))
                        .of(CheckKind.CORRECTNESS)
                        .stream()
                        .filter(each -> each.id().name().equals(name))
                        .findFirst()
                        .orElseThrow();
        try (ContractJudge judge = new ContractJudge(PoolChecksTest.class.getClassLoader(), Seeds.NONE, null, 1)) {
            return judge.judge(check);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "results",
                "failures",
                "failing-callbacks",
                "at-once",
                "side-by-side",
                "own-threads",
                "unlocked",
                "close-waits",
                "close-ends",
                "after-close",
                "interrupts",
                "independent"
            })
    void a_pool_that_keeps_its_contract_passes(String check) throws Exception {
        assertThat(judge(check)).isEqualTo(Verdict.pass());
    }

    @ParameterizedTest
    @CsvSource({
        "caller-runs, CALLER_HELPS",
        "under-lock, HELD_UP",
        "loses-errors, FAILURE_LOST",
        "closes-early, CLOSED_EARLY",
        "leaves-threads, THREAD_LEFT",
        "forgets-interrupts, INTERRUPT",
        "serial, TOO_FEW"
    })
    void a_flaw_is_seen_by_the_check_that_asks_for_it(String check, String fault) throws Exception {
        assertThat(judge(check))
                .isInstanceOfSatisfying(
                        Verdict.Failed.class,
                        failed -> assertThat(failed.finding().advice())
                                .isNotNull()
                                .satisfies(
                                        advice -> assertThat(advice.mistake()).isEqualTo(fault)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"caller-runs-and-tells", "leaves-threads-and-waits"})
    void what_one_check_asks_for_is_not_charged_by_another(String check) throws Exception {
        assertThat(judge(check)).isEqualTo(Verdict.pass());
    }
}
