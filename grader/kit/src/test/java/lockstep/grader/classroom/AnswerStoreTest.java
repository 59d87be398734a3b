package lockstep.grader.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.Samples;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.CheckId;
import lockstep.grader.verdict.CheckResult;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Finding;
import lockstep.grader.verdict.SourceLocation;
import lockstep.grader.verdict.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerStoreTest {

    private static final CheckId ID = CheckId.parse("poolmap.race.two-at-once");

    @TempDir
    Path temp;

    @Test
    void every_verdict_with_every_evidence_comes_back_as_it_was() throws IOException {
        List<Evidence> evidence = Stream.of(Samples.mixed(), Samples.rejected(), Samples.pending(), Samples.crashed())
                .flatMap(Feedback::checks)
                .flatMap(check -> check.evidence().stream())
                .toList();
        Advice advice = new Advice("why", "hint", "S1");
        SourceLocation line = new SourceLocation("lockstep/poolmap/PoolMap.java", 3);
        AnswerStore store = new AnswerStore(temp);
        for (Verdict verdict : List.of(
                new Verdict.Passed(evidence),
                new Verdict.Failed(new Finding("message", advice, line, evidence)),
                new Verdict.Failed(new Finding("message", null, null, evidence)),
                new Verdict.Skipped("because"))) {
            CheckResult result = new CheckResult(ID, verdict, Duration.ofNanos(1_234_567));
            String key = AnswerStore.key(List.of(verdict.toString()));
            store.keep(key, result);
            assertThat(new AnswerStore(temp).result(key)).contains(result);
        }
    }

    @Test
    void an_undecided_check_is_asked_again() throws IOException {
        AnswerStore store = new AnswerStore(temp);
        String key = AnswerStore.key(List.of("x"));
        store.keep(key, new CheckResult(ID, new Verdict.Inconclusive("noise", List.of()), Duration.ZERO));
        store.keep(key, new CheckResult(ID, new Verdict.Errored("a fault"), Duration.ZERO));
        assertThat(store.result(key)).isEmpty();
    }

    @Test
    void what_a_fault_has_left_is_no_last_word_and_is_known_until_it_is_forgotten() throws IOException {
        AnswerStore store = new AnswerStore(temp);
        String faulty = AnswerStore.key(List.of("faulty"));
        String broken = AnswerStore.key(List.of("broken"));
        store.keep(faulty, Samples.pending());
        store.keepBroken(broken, "a fault");
        assertThat(store.feedback(faulty)).isEmpty();
        assertThat(store.faulty(faulty)).contains(Samples.pending());
        assertThat(store.broken(broken)).contains("a fault");
        assertThat(List.of(faulty, broken)).allMatch(store::isKnown);
        store.forgetFaults(faulty);
        store.forgetFaults(broken);
        assertThat(List.of(faulty, broken)).noneMatch(store::isKnown);
    }

    @Test
    void a_damaged_answer_is_as_good_as_none() throws IOException {
        AnswerStore store = new AnswerStore(temp);
        String key = AnswerStore.key(List.of("x"));
        store.keep(key, new CheckResult(ID, Verdict.pass(), Duration.ZERO));
        try (Stream<Path> files = Files.walk(temp)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(file, "{\"id\": 3");
            }
        }
        assertThat(store.result(key)).isEmpty();
        assertThat(store.feedback(key)).isEmpty();
    }

    @Test
    void parts_of_a_key_do_not_run_into_each_other() {
        assertThat(AnswerStore.key(List.of("ab", "c"))).isNotEqualTo(AnswerStore.key(List.of("a", "bc")));
    }
}
