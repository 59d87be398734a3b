package lockstep.grader.check.correctness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import lockstep.grader.author.Probe;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.exercise.ExerciseId;
import lockstep.grader.exercise.RubricReader;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContractJudgeTest {

    private static Verdict judge(String name) throws Exception {
        List<CheckSpec> checks = RubricReader.read(
                        new ExerciseId("fixture"), Map.of(CheckKind.CORRECTNESS, List.of(AccountsContract.class)))
                .of(CheckKind.CORRECTNESS);
        CheckSpec check = checks.stream()
                .filter(each -> each.id().name().equals(name))
                .findFirst()
                .orElseThrow();
        try (ContractJudge judge = new ContractJudge(ContractJudgeTest.class.getClassLoader(), 1)) {
            return judge.judge(check);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"counts", "frees", "hour"})
    void what_a_contract_promises_is_seen(String check) throws Exception {
        assertThat(judge(check)).isEqualTo(Verdict.pass());
    }

    @ParameterizedTest
    @ValueSource(strings = {"keeps", "loses"})
    void what_a_contract_forbids_is_seen(String check) throws Exception {
        assertThat(judge(check)).isInstanceOf(Verdict.Failed.class);
    }

    @Test
    void what_nothing_could_decide_is_not_passed() throws Exception {
        assertThat(judge("beyond"))
                .isInstanceOfSatisfying(
                        Verdict.Inconclusive.class,
                        undecided -> assertThat(undecided.reason()).contains("Thread.getAllStackTraces()"));
    }

    @Test
    void a_probe_asks_something() {
        assertThatThrownBy(Probe::of).isInstanceOf(IllegalArgumentException.class);
    }
}
