package lockstep.engine.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import lockstep.engine.SearchResult;
import lockstep.engine.suite.Suite.Pair;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** At the standard budget, whatever the seed, each wrong program is caught and each correct one is spared. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SuiteTest {

    private final List<Suite> suites =
            LongStream.rangeClosed(1, 3).mapToObj(Suite::new).toList();

    @AfterAll
    void close() {
        suites.forEach(Suite::close);
    }

    List<Pair> pairs() {
        return Suite.pairs();
    }

    List<Pair> pairsToFind() {
        return pairs().stream().filter(pair -> !pair.bug().rare()).toList();
    }

    @Test
    void the_suite_has_programs() {
        assertThat(pairs()).hasSizeGreaterThan(80);
    }

    @ParameterizedTest
    @MethodSource("pairsToFind")
    void the_wrong_one_is_caught(Pair pair) {
        for (Suite suite : suites) {
            SearchResult result = suite.search(pair, false);
            assertThat(pair.bug().value().isShownBy(result.failure()))
                    .as("%s: %s", pair, result)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void the_correct_one_is_spared(Pair pair) {
        for (Suite suite : suites) {
            SearchResult result = suite.search(pair, true);
            assertThat(result.failure()).as("%s", pair).isNull();
            if (pair.bug().small()) {
                assertThat(result.coverage().exhausted())
                        .as("%s: %s", pair, result)
                        .isTrue();
            }
        }
    }
}
