package lockstep.grader.worker.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.CheckId;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Finding;
import lockstep.grader.verdict.SourceLocation;
import lockstep.grader.verdict.Verdict;
import org.junit.jupiter.api.Test;

class RecordCodecTest {

    private static final SourceLocation LINE = new SourceLocation("lockstep/fixture/Fixture.java", 7);
    private static final Evidence.Spread SPREAD = new Evidence.Spread(1.5, 1, 2);
    private static final Evidence.Estimate ESTIMATE = new Evidence.Estimate(1.9, 1.8, 2.0, 95);

    private static final List<Evidence> ONE_OF_EACH = List.of(
            new Evidence.CompilerMessage(null, "';' expected", null),
            new Evidence.RuleBreach(LINE, "rule", "breach"),
            new Evidence.Counterexample("get()", "\u00e4\ud83d\ude00", "", LINE),
            new Evidence.Gap("A", LINE, LINE, "others"),
            new Evidence.Interleaving(
                    List.of("A", "B"), List.of(new Evidence.Step("A", LINE, "read value", null)), "get() = 1", "1a.1"),
            new Evidence.Exploration(1500, 3, false, null),
            new Evidence.DataRace(
                    "value",
                    new Evidence.Access("A", true, List.of(LINE)),
                    new Evidence.Access("B", false, List.of()),
                    "a lock"),
            new Evidence.OutcomeTable("two threads", 1L << 40, List.of(new Evidence.OutcomeTable.Row("1", 3, false))),
            new Evidence.StuckThreads(
                    "get()",
                    List.of(new Evidence.Stuck("A", "BLOCKED", "a lock", null, LINE, List.of("f"))),
                    List.of()),
            new Evidence.Leak("threads", List.of("pool-1-thread-1")),
            new Evidence.Timing(
                    "a sum",
                    new Evidence.Machine(2, 4, new Evidence.Noise(1.5, 0, 3)),
                    new Evidence.Times(9, SPREAD, SPREAD, SPREAD, 80.5),
                    ESTIMATE,
                    ESTIMATE,
                    0.75),
            new Evidence.Scaling("a sum", 2, List.of(new Evidence.Scaling.Point(2, 1.5, 1.75)), 0.25),
            new Evidence.WorkShare("calls", List.of(0.75, 0.25), List.of(3.5, 1.5)),
            new Evidence.Crash("exit", "ended", 3, "last"));

    @Test
    void every_kind_of_evidence_survives_the_round_trip() throws IOException {
        assertThat(ONE_OF_EACH).<Object>extracting(Object::getClass).containsExactlyInAnyOrder((Object[])
                Evidence.class.getPermittedSubclasses());
        assertSurvives(new Verdict.Failed(new Finding("failed", new Advice("why", "hint", "C1"), LINE, ONE_OF_EACH)));
    }

    @Test
    void every_verdict_survives_the_round_trip() throws IOException {
        assertSurvives(Verdict.pass());
        assertSurvives(new Verdict.Inconclusive("busy", ONE_OF_EACH));
        assertSurvives(new Verdict.Skipped("ground"));
        assertSurvives(new Verdict.Errored("bug"));
        assertSurvives(new Verdict.Errored("missed", Verdict.Fault.CANARY));
    }

    @Test
    void a_request_survives_the_round_trip() throws IOException {
        CheckSpec check = new CheckSpec(
                new CheckId("fixture", CheckKind.RACE, "one"),
                "title",
                3,
                new Advice("why", "hint", null),
                List.of(new CheckId("fixture", CheckKind.CORRECTNESS, "two")),
                new CheckSpec.Probe("Type", "member"));
        Request request = new Request("job", List.of(check), Map.of("seed", "7"), 5);
        assertThat(RecordCodec.decode(Request.class, RecordCodec.encode(Request.class, request)))
                .isEqualTo(request);
    }

    @Test
    void overlong_text_is_cut() throws IOException {
        Message message = new Message.JobFailed("x".repeat(1_000_000));
        assertThat(RecordCodec.encode(Message.class, message)).hasSizeLessThan(100_000);
    }

    @Test
    void garbage_is_refused() {
        byte[] good = RecordCodec.encode(Message.class, new Message.JobFailed("text"));
        for (int i = 0; i < good.length; i++) {
            byte[] bad = Arrays.copyOf(good, i);
            assertThatThrownBy(() -> RecordCodec.decode(Message.class, bad)).isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> RecordCodec.decode(Message.class, Arrays.copyOf(good, good.length + 1)))
                .isInstanceOf(IOException.class);
    }

    private static void assertSurvives(Verdict verdict) throws IOException {
        Message message = new Message.Finished(new CheckId("fixture", CheckKind.RACE, "one"), verdict, null);
        assertThat(RecordCodec.decode(Message.class, RecordCodec.encode(Message.class, message)))
                .isEqualTo(message);
    }
}
