package lockstep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said to be exhausted is, and each run begins anew. */
class ExhaustionTest {

    private static final Budget AMPLE = new Budget(20_000, 10_000_000, Duration.ofMinutes(1), 0, 50);

    private static final Weaving WEAVING =
            new Weaving(name -> name.startsWith("lockstep.fixture."), name -> name.endsWith("SmallScenarios"));

    private static SearchResult search(String scenario, long seed) {
        return search(scenario, seed, AMPLE);
    }

    private static SearchResult search(String scenario, long seed, Budget budget) {
        Set<String> unused = SmallPrograms.seen();
        SmallPrograms.choose(seed);
        try (Engine engine = new Engine(ExhaustionTest.class.getClassLoader(), WEAVING, seed)) {
            return engine.search(Scenario.of(SmallScenarios.class.getName(), scenario), budget);
        }
    }

    private static void assertSpared(SearchResult result) {
        assertThat(result.failure()).isNull();
        assertThat(result.notControlled()).isNull();
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void an_exhausted_search_has_seen_every_outcome(long seed) {
        assertThat(search("program", seed).coverage().exhausted()).isTrue();
        int[][] steps = SmallPrograms.steps(new Random(seed));
        Set<String> seen = SmallPrograms.seen();
        assertThat(seen).isEqualTo(SmallPrograms.outcomes(steps));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void neither_is_an_outcome_missed_that_interrupts_bring_about(long seed) {
        assertThat(search("interruptingProgram", seed).coverage().exhausted()).isTrue();
        int[][] steps = SmallPrograms.interruptingSteps(new Random(seed));
        assertThat(SmallPrograms.seen()).isEqualTo(SmallPrograms.outcomes(steps));
    }

    @Test
    void three_philosophers_come_to_a_deadlock() {
        assertThat(search("philosophers", 1).failure()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sleeps", "yields", "ignoresTheTime", "parksOnce", "neverSeesAll"})
    void who_guesses_how_long_others_take_is_found_out(String scenario) {
        assertThat(search(scenario, 1).failure()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"givesUpLoudly", "sleepsInALoop", "parksInALoop", "anHourIsLong", "inherits"})
    void who_waits_for_what_has_to_come_is_spared(String scenario) {
        assertSpared(search(scenario, 1));
    }

    @Test
    void orders_that_cannot_all_be_tried_count_only_where_more_than_one_is_asked_for() {
        SearchResult one = search("takesManyTurns", 1, new Budget(1, 1_000_000, Duration.ofMinutes(1), 0, 0));
        SearchResult more = search("takesManyTurns", 1, new Budget(4, 1_000_000, Duration.ofMinutes(1), 0, 0));

        assertSpared(one);
        assertThat(one.coverage().completed()).isTrue();
        assertThat(one.coverage().exhausted()).isFalse();
        assertThat(more.failure()).isNull();
        assertThat(more.notControlled()).isNotNull();
    }

    @Test
    void what_constants_keep_does_not_outlive_a_run() {
        assertSpared(search("keepsNothing", 1));
    }

    @Test
    void copies_are_known_by_the_names_of_their_originals() {
        assertSpared(search("names", 1));
    }

    @Test
    void names_and_hashes_are_the_same_in_each_run() {
        assertSpared(search("numbers", 1));
        assertThat(SmallPrograms.seen()).hasSize(1);
    }

    @Test
    void messages_of_the_jvm_do_not_tell_of_copies() {
        assertThat(search("mistakenCast", 1).notControlled()).isNotNull();
        assertThat(SmallPrograms.seen())
                .allMatch(message -> message.contains("class java.util.concurrent.locks.ReentrantLock cannot be cast"));
    }
}
