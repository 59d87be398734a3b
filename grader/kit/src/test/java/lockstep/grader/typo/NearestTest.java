package lockstep.grader.typo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    private static final List<String> WORDS = List.of(
            "text", "json", "C9", "C19", "String", "lockedcounter", "poolmap.race.two-calls", "poolmap.speedup");

    @ParameterizedTest
    @CsvSource({
        "jsno, json",
        "C99, C9",
        "string, String",
        "Lockedcuonter, lockedcounter",
        "locked, lockedcounter",
        "two-calls, poolmap.race.two-calls",
        "poolmap.speeedup, poolmap.speedup",
        "poolmap.races.two-cals, poolmap.race.two-calls",
    })
    void a_typing_error_or_two_are_seen_through(String typed, String meant) {
        assertThat(Nearest.suggestion(typed, WORDS)).isEqualTo(" (did you mean " + meant + "?)");
    }

    @ParameterizedTest
    @CsvSource({"xml", "counter", "B1", "po"})
    void what_is_not_close_to_a_word_is_not_taken_for_it(String typed) {
        assertThat(Nearest.suggestion(typed, WORDS)).isEmpty();
    }

    @Test
    void swapped_neighbours_are_one_error() {
        assertThat(Nearest.distance("olny", "only")).isEqualTo(1);
        assertThat(Nearest.distance("only", "only")).isZero();
        assertThat(Nearest.distance("", "only")).isEqualTo(4);
    }
}
