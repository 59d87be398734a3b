package lockstep.grader.check.correctness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import lockstep.grader.author.Contract;
import lockstep.grader.author.Probe;
import lockstep.grader.author.Seeds;
import lockstep.grader.catalog.AllExercises;
import lockstep.grader.check.race.BufferContract;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.exercise.ExerciseId;
import lockstep.grader.exercise.RubricReader;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.SourceLocation;
import lockstep.grader.verdict.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractJudgeTest {

    private static Verdict judge(Class<?> contract, String name) throws Exception {
        return judge(contract, name, null);
    }

    private static Verdict judge(Class<?> contract, String name, @Nullable SourceLocation shared) throws Exception {
        List<CheckSpec> checks =
                RubricReader.read(new ExerciseId("fixture"), List.of(contract)).of(CheckKind.CORRECTNESS);
        CheckSpec check = checks.stream()
                .filter(each -> each.id().name().equals(name))
                .findFirst()
                .orElseThrow();
        try (ContractJudge judge = new ContractJudge(ContractJudgeTest.class.getClassLoader(), Seeds.NONE, shared, 1)) {
            return judge.judge(check);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"counts", "frees", "hour"})
    void what_a_contract_promises_is_seen(String check) throws Exception {
        assertThat(judge(AccountsContract.class, check)).isEqualTo(Verdict.pass());
    }

    @Test
    void what_two_objects_have_in_common_is_shown_where_they_disturb_each_other_and_only_there() throws Exception {
        SourceLocation shared = new SourceLocation("lockstep/fixture/Shared.java", 7);
        assertThat(((Verdict.Failed) judge(AccountsContract.class, "shares", shared))
                        .finding()
                        .location())
                .isEqualTo(shared);
        assertThat(((Verdict.Failed) judge(AccountsContract.class, "keeps", shared))
                        .finding()
                        .location())
                .isNotNull()
                .isNotEqualTo(shared);
    }

    @Test
    void a_call_that_should_wait_is_seen_to_wait() throws Exception {
        assertThat(judge(BufferContract.class, "waits-none")).isEqualTo(Verdict.pass());
    }

    @Test
    void a_call_that_should_wait_and_does_not_is_a_failure() throws Exception {
        assertThat(failure("waits-grows")).contains("put(3)").contains("expected to wait");
    }

    @Test
    void an_answer_that_the_model_does_not_give_is_a_failure() throws Exception {
        assertThat(failure("waits-lifo")).contains("take() after").contains("expected 1, but it returned 2");
    }

    @Test
    void a_wrong_state_is_put_down_to_the_line_that_has_changed_it() throws Exception {
        Verdict verdict = judge(BufferContract.class, "state");
        assertThat(failure("state")).contains("size() after").contains("expected 2, but it returned 4");
        SourceLocation line =
                Objects.requireNonNull(((Verdict.Failed) verdict).finding().location());
        assertThat(Files.readAllLines(Path.of("src/test/java/lockstep/fixture/Buffer.java")))
                .element(line.line() - 1)
                .asString()
                .contains("elements.addFirst(element)");
    }

    private static String failure(String check) throws Exception {
        return failure(BufferContract.class, check);
    }

    private static String failure(Class<?> contract, String check) throws Exception {
        Verdict verdict = judge(contract, check);
        assertThat(verdict).isInstanceOf(Verdict.Failed.class);
        return ((Verdict.Failed) verdict).finding().message();
    }

    @Test
    void a_play_that_goes_as_the_model_says_passes() throws Exception {
        assertThat(judge(GateContract.class, "none")).isEqualTo(Verdict.pass());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    lets-all-in | B calls pass(100000): expected B's pass(100000) to wait, but it was let in.
                    overtakes | expected A's pass(100000) to stay behind B, who came first, but it was let in.
                    deaf | B is interrupted: expected B's pass(10) to throw an InterruptedException, but it waits on.
                    clears-flag | A's function ends: expected A's pass(100000) to leave the interrupt flag set
                    waits-anew | 6 seconds pass; 6 seconds pass: expected B's pass(10) to come to its end, but it waits.
                    hurries | 6 seconds pass: expected B's pass(10) to wait, but
                    late | 6 seconds pass; 6 seconds pass: expected B's pass(10) to wait, but it was let in.
                    stays | A's function ends: expected C's pass(100000) to come to its end, but it waits.
                    """)
    void a_move_after_which_all_is_not_as_the_model_says_is_a_failure(String check, String told) throws Exception {
        assertThat(failure(GateContract.class, check)).contains(told);
    }

    @Test
    void a_call_whose_children_say_words_keeps_what_is_asked_of_children() throws Exception {
        assertThat(judge(WordsContract.class, "all")).isEqualTo(Verdict.pass());
    }

    @ParameterizedTest
    @CsvSource({
        "full, CLOGGED, its pipe is full",
        "speed, SILENCE, quiet for 7200 s",
        "lines, , the line \"word\"",
        "left, LEFT_ALONE, still alive after"
    })
    void a_call_whose_children_say_words_fails_by_what_is_wrong_with_it(
            String check, @Nullable String sign, String words) throws Exception {
        assertThat(judge(WordsContract.class, check)).isInstanceOfSatisfying(Verdict.Failed.class, failed -> {
            assertThat(failed.finding().message()).contains(words);
            Advice advice = failed.finding().advice();
            assertThat(advice == null ? null : advice.why()).isEqualTo(sign);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"keeps", "loses"})
    void what_a_contract_forbids_is_seen(String check) throws Exception {
        assertThat(judge(AccountsContract.class, check)).isInstanceOf(Verdict.Failed.class);
    }

    @Test
    void what_nothing_could_decide_is_not_passed() throws Exception {
        assertThat(judge(AccountsContract.class, "beyond"))
                .isInstanceOfSatisfying(
                        Verdict.Inconclusive.class,
                        undecided -> assertThat(undecided.reason()).contains("Thread.getAllStackTraces()"));
    }

    /** The largest numbers have no neighbours, and nothing can be made so often. */
    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE, Integer.MAX_VALUE, -3, 3})
    void any_number_can_be_a_seed(long number) {
        Seeds seeds = new Seeds(List.of(number), List.of(Duration.ofDays(1)));
        assertThat(AllExercises.catalog().exercises().stream()
                        .flatMap(exercise -> exercise.rubric().of(CheckKind.CORRECTNESS).stream())
                        .map(CheckSpec::probe)
                        .filter(probe -> probe.className().endsWith("Contract")))
                .isNotEmpty()
                .allSatisfy(probe -> assertThat(
                                Contract.in(probe.className(), probe.member()).cases(seeds))
                        .isNotEmpty());
    }

    @Test
    void a_probe_asks_something() {
        assertThatThrownBy(Probe::of).isInstanceOf(IllegalArgumentException.class);
    }
}
