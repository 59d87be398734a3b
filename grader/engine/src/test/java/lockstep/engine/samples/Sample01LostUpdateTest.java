package lockstep.engine.samples;

import java.util.concurrent.atomic.AtomicInteger;
import lockstep.engine.Actors;
import lockstep.engine.SearchResult.Found;
import lockstep.engine.junit.Interleaved;
import lockstep.engine.junit.Outcome;
import lockstep.engine.junit.Outcome.Expect;
import lockstep.engine.junit.Outcomes;

/**
 * Claim: {@code value++} is two steps, a read and a write, also where the field is volatile. An update is lost if another
 * thread comes between them.
 *
 * <pre>
 *   A        read value = 0
 *   B        read value = 0
 *   B        write value = 1
 *   A        write value = 1
 * </pre>
 */
class Sample01LostUpdateTest {

    private volatile int value;

    @Interleaved(finds = Found.FAILURE)
    @Outcome(id = "2", is = Expect.ACCEPTABLE, because = "one after the other")
    @Outcome(id = "1", is = Expect.FORBIDDEN, because = "both have read 0")
    @SuppressWarnings("NonAtomicVolatileUpdate") // the mistake
    void two_steps_lose_an_update(Actors actors, Outcomes outcomes) {
        actors.together(() -> value++, () -> value++);
        outcomes.saw(value);
    }

    @Interleaved
    @Outcome(id = "2", is = Expect.ACCEPTABLE, because = "each is one step")
    void one_step_loses_none(Actors actors, Outcomes outcomes) {
        AtomicInteger count = new AtomicInteger();
        actors.together(count::incrementAndGet, count::incrementAndGet);
        outcomes.saw(count.get());
    }
}
