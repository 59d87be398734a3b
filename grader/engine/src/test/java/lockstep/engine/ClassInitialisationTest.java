package lockstep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import lockstep.engine.control.Fault;
import lockstep.engine.control.StuckThread;
import lockstep.fixture.ClassUse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Classes are initialised as JLS 12.4 says, anew in each run. */
class ClassInitialisationTest {

    @ParameterizedTest
    @ValueSource(strings = {"inARing", "parentAndChild", "awaitsAThreadThatUsesTheClass", "unlockedCounter"})
    void who_uses_a_class_too_early_is_caught(String game) {
        Games.assertCaught(Games.play(ClassUse.class, game));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inARingByOneThread",
                "inARingBeforeTheStart",
                "awaitsAnotherThread",
                "usedByTwo",
                "interfaceUsedByTwo",
                "enumUsedByTwo",
                "lockedCounter",
                "madeOfABranch",
                "fails"
            })
    void who_uses_a_class_in_time_is_spared(String game) {
        SearchResult result = Games.play(ClassUse.class, game);
        Games.assertSpared(result);
        assertThat(result.coverage().exhausted()).isTrue();
    }

    @Test
    void a_deadlock_names_the_classes_in_the_ring() {
        SearchResult result = Games.play(ClassUse.class, "inARing");
        Fault fault = Objects.requireNonNull(result.failure()).fault();
        assertThat(fault)
                .isInstanceOfSatisfying(
                        Fault.Stuck.class,
                        stuck -> assertThat(stuck.threads())
                                .filteredOn(thread -> thread.holder() == StuckThread.Holder.ALIVE)
                                .extracting(thread -> Objects.requireNonNull(Objects.requireNonNull(thread.waitsFor())
                                                .lock())
                                        .type())
                                .containsExactlyInAnyOrder("First", "Second"));
    }
}
