package lockstep.engine.samples;

import lockstep.engine.Actors;
import lockstep.engine.SearchResult.Found;
import lockstep.engine.junit.Interleaved;
import lockstep.engine.junit.Outcome;
import lockstep.engine.junit.Outcome.Expect;
import lockstep.engine.junit.Outcomes;

/**
 * Claim: a plain field that one thread writes and another reads is a data race (JLS 17.4.5) although both outcomes are right:
 * the reader may see the old value for ever. One thread moves at a time here, so no order shows it by a wrong result; the
 * vector clocks do.
 *
 * <pre>
 *   A        write stopped = true
 *   B        read stopped              nothing orders these two
 * </pre>
 */
class Sample06VisibilityTest {

    private boolean stopped;
    private volatile boolean stoppedForAll;

    @Interleaved(finds = Found.DATA_RACE)
    @Outcome(id = "true", is = Expect.ACCEPTABLE, because = "it was set before")
    @Outcome(id = "false", is = Expect.ACCEPTABLE, because = "it was set after")
    void a_plain_flag_is_a_data_race(Actors actors, Outcomes outcomes) {
        boolean[] seen = new boolean[1];
        actors.together(() -> stopped = true, () -> seen[0] = stopped);
        outcomes.saw(seen[0]);
    }

    @Interleaved
    @Outcome(id = "true", is = Expect.ACCEPTABLE, because = "it was set before")
    @Outcome(id = "false", is = Expect.ACCEPTABLE, because = "it was set after")
    void a_volatile_flag_is_none(Actors actors, Outcomes outcomes) {
        boolean[] seen = new boolean[1];
        actors.together(() -> stoppedForAll = true, () -> seen[0] = stoppedForAll);
        outcomes.saw(seen[0]);
    }
}
