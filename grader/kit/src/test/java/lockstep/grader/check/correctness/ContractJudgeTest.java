package lockstep.grader.check.correctness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.exercise.ExerciseId;
import lockstep.grader.exercise.RubricReader;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.Verdict;
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
}
