package lockstep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import lockstep.engine.control.Fault;
import lockstep.engine.control.Limits;
import lockstep.fixture.Politeness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who will never come to an end is told from who is slow. */
class LivenessTest {

    private static Fault fault(String game) {
        return Objects.requireNonNull(
                Objects.requireNonNull(Games.play(Politeness.class, game).failure())
                        .fault());
    }

    @ParameterizedTest
    @ValueSource(strings = {"politeDiners", "backOffByYield", "backOffInStep", "undoEachOther"})
    void threads_that_give_way_to_each_other_for_ever_are_a_livelock(String game) {
        assertThat(fault(game))
                .isInstanceOfSatisfying(
                        Fault.Livelock.class,
                        livelock -> assertThat(livelock.round())
                                .extracting(Fault.Turn::thread)
                                .contains("A", "B"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "impatientDiners",
                "backOffAtRandom",
                "locksInOneOrder",
                "compareAndSetUntilItSucceeds",
                "sleepsUnderItsLock",
                "yieldsAlone",
                "spinLock",
                "setsUntilItIsFree",
                "parksThoughInterrupted",
                "interruptsUntilItHasEnded"
            })
    void threads_that_come_to_an_end_are_spared(String game) {
        Games.assertSpared(Games.play(Politeness.class, game));
    }

    @ParameterizedTest
    @ValueSource(strings = {"computesLong", "computesLongAndIsAwaited"})
    void who_computes_for_long_is_slow_and_not_stuck(String game) {
        SearchResult result = Games.play(Politeness.class, game);
        assertThat(result.failure()).as(result.toString()).isNull();
    }

    /** Real time decides no less here: an execution has an end by its steps, whatever they are. */
    @Test
    void who_looks_at_the_clock_for_hours_is_cut_off() {
        SearchResult result = Games.play(Politeness.class, "awaitsQuiescenceForHours");
        assertThat(result.failure()).as(result.toString()).isNull();
        assertThat(result.notControlled()).contains("steps");
        assertThat(result.coverage().steps())
                .as(result.coverage().interleavings() + " executions")
                .isLessThanOrEqualTo(result.coverage().interleavings() * (Limits.USUAL.steps() + 1_000L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sleepsBesideManyWhoLook",
                "looksUnderMonitorWhileOneSleeps",
                "looksUnderLockWhileOneSleeps",
                "asksQueueWhileOneSleeps",
                "asksFutureWhileOneSleeps"
            })
    void who_sleeps_beside_those_who_look_again_and_again_wakes_up(String game) {
        SearchResult result = Games.play(Politeness.class, game);
        assertThat(result.failure()).as(result.toString()).isNull();
        assertThat(result.coverage().completed()).as(result.toString()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spinsForEver",
                "looksUnderMonitorForEver",
                "looksUnderLockForEver",
                "saysAgainThatItWaits",
                "setsWhatIsSet"
            })
    void who_waits_for_what_cannot_come_makes_no_progress(String game) {
        assertThat(fault(game)).isInstanceOf(Fault.NoProgress.class);
    }
}
