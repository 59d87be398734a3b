package lockstep.engine.samples;

import static org.assertj.core.api.Assertions.assertThat;

import lockstep.engine.Actors;
import lockstep.engine.Budget;
import lockstep.engine.Engine;
import lockstep.engine.Scenario;
import lockstep.engine.SearchResult;
import lockstep.engine.Weaving;
import lockstep.engine.junit.Interleaved;
import lockstep.engine.junit.Outcome;
import lockstep.engine.junit.Outcome.Expect;
import lockstep.engine.junit.Outcomes;
import org.junit.jupiter.api.Test;

/**
 * Claim: of a small program all outcomes can be seen. Two threads write one variable each and read the other's: not both can
 * be too early, if the variables are volatile (the test of Dekker's algorithm, "store buffering").
 *
 * <p>"Exhausted" means: all orders of the scheduling points were tried, but for those that lead to a state already visited. It
 * is a statement on this scenario with these threads and calls, as far as it is under control; another scenario may fail. A
 * search that stops at its budget does not say it.
 */
class Sample13ExhaustedTest {

    private volatile int x;
    private volatile int y;

    @Interleaved
    @Outcome(id = "0, 1", is = Expect.ACCEPTABLE, because = "the first was too early")
    @Outcome(id = "1, 0", is = Expect.ACCEPTABLE, because = "the second was too early")
    @Outcome(id = "1, 1", is = Expect.INTERESTING, because = "both writes came before both reads")
    @Outcome(id = "0, 0", is = Expect.FORBIDDEN, because = "with plain fields a processor may show it; not with these")
    void not_both_are_too_early(Actors actors, Outcomes outcomes) {
        int[] seen = new int[2];
        actors.together(
                () -> {
                    x = 1;
                    seen[0] = y;
                },
                () -> {
                    y = 1;
                    seen[1] = x;
                });
        outcomes.saw(seen[0], seen[1]);
    }

    /** The same without JUnit, to look at the numbers. */
    void scenario(Actors actors) {
        actors.together(() -> x = 1, () -> x = 2, () -> y = x);
    }

    @Test
    void a_search_says_how_much_was_tried() {
        Scenario scenario = Scenario.of(Sample13ExhaustedTest.class.getName(), "scenario");
        Weaving weaving = Weaving.ofClassPath(Sample13ExhaustedTest.class);
        try (Engine engine = new Engine(Sample13ExhaustedTest.class.getClassLoader(), weaving, 1)) {
            SearchResult all = engine.search(scenario, Budget.STANDARD);
            assertThat(all.found()).isEqualTo(SearchResult.Found.NOTHING);
            assertThat(all.coverage().exhausted()).isTrue();
            SearchResult some = engine.search(scenario, Budget.STANDARD.times(0.002));
            assertThat(some.coverage().interleavings())
                    .isLessThan(all.coverage().interleavings());
            assertThat(some.coverage().exhausted()).isFalse();
        }
    }
}
