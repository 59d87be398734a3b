package lockstep.grader.check.race.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import lockstep.grader.check.race.engine.search.Budget;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.CheckId;
import lockstep.grader.verdict.CheckKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said to be exhausted is, and each run begins anew. */
class ExhaustionTest {

    private static final Budget AMPLE = new Budget(20_000, 10_000_000, Duration.ofMinutes(1), 0, 50);

    private static EngineOutcome judge(String scenario, long seed) {
        Set<String> unused = SmallPrograms.seen();
        CheckSpec check = new CheckSpec(
                new CheckId("fixture", CheckKind.RACE, "small"),
                scenario,
                1,
                new Advice("why", "hint", null),
                List.of(),
                new CheckSpec.Probe(SmallScenarios.class.getName(), scenario));
        try (Engine engine = Engine.forWorker(ExhaustionTest.class.getClassLoader(), seed)) {
            return engine.judge(check, AMPLE);
        }
    }

    private static boolean isExhausted(EngineOutcome outcome) {
        assertThat(outcome).isInstanceOf(EngineOutcome.NoFault.class);
        return ((EngineOutcome.NoFault) outcome).coverage().exhausted();
    }

    @ParameterizedTest
    @ValueSource(
            longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26})
    void an_exhausted_search_has_seen_every_outcome(long seed) {
        assertThat(isExhausted(judge("program", seed))).isTrue();
        int[][] steps = SmallPrograms.steps(new Random(seed));
        Set<String> seen = SmallPrograms.seen();
        assertThat(seen).isEqualTo(SmallPrograms.outcomes(steps));
    }

    @Test
    void three_philosophers_come_to_a_deadlock() {
        assertThat(judge("philosophers", 1)).isInstanceOf(EngineOutcome.Fault.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sleeps", "yields", "ignoresTheTime", "parksOnce", "neverSeesAll"})
    void who_guesses_how_long_others_take_is_found_out(String scenario) {
        assertThat(judge(scenario, 1)).isInstanceOf(EngineOutcome.Fault.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"givesUpLoudly", "sleepsInALoop", "parksInALoop", "anHourIsLong", "inherits"})
    void who_waits_for_what_has_to_come_is_spared(String scenario) {
        assertThat(judge(scenario, 1)).isInstanceOf(EngineOutcome.NoFault.class);
    }

    @Test
    void what_constants_keep_does_not_outlive_a_run() {
        assertThat(judge("keepsNothing", 1)).isInstanceOf(EngineOutcome.NoFault.class);
    }

    @Test
    void copies_are_known_by_the_names_of_their_originals() {
        assertThat(judge("names", 1)).isInstanceOf(EngineOutcome.NoFault.class);
    }

    @Test
    void names_and_hashes_are_the_same_in_each_run() {
        assertThat(judge("numbers", 1)).isInstanceOf(EngineOutcome.NoFault.class);
        assertThat(SmallPrograms.seen()).hasSize(1);
    }

    @Test
    void messages_of_the_jvm_do_not_tell_of_copies() {
        assertThat(judge("mistakenCast", 1)).isInstanceOf(EngineOutcome.NotControlled.class);
        assertThat(SmallPrograms.seen())
                .allMatch(message -> message.contains("class java.util.concurrent.locks.ReentrantLock cannot be cast"));
    }
}
