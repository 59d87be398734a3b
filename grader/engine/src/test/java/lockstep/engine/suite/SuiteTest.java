package lockstep.engine.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lockstep.engine.search.SearchResult;
import lockstep.engine.suite.Suite.Pair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** At the standard budget, whatever the seed, each wrong program is caught and each correct one is spared. */
class SuiteTest {

    private static final int SEEDS = 3;

    static List<Pair> pairs() {
        return Suite.pairs();
    }

    @Test
    void the_suite_has_programs() {
        assertThat(pairs()).hasSizeGreaterThan(80);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void the_wrong_one_is_caught(Pair pair) {
        for (int seed = 1; seed <= SEEDS; seed++) {
            SearchResult result = Suite.search(pair, false, seed);
            assertThat(pair.bug().value().isShownBy(result.failure()))
                    .as("%s with seed %s: %s", pair, seed, result)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void the_correct_one_is_spared(Pair pair) {
        for (int seed = 1; seed <= SEEDS; seed++) {
            SearchResult result = Suite.search(pair, true, seed);
            assertThat(result.failure()).as("%s with seed %s", pair, seed).isNull();
            if (pair.bug().small()) {
                assertThat(result.coverage().exhausted())
                        .as("%s: %s", pair, result)
                        .isTrue();
            }
        }
    }
}
