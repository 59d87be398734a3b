package lockstep.engine.samples;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import lockstep.engine.Actors;
import lockstep.engine.SearchResult.Found;
import lockstep.engine.junit.Interleaved;
import lockstep.engine.junit.Outcome;
import lockstep.engine.junit.Outcome.Expect;
import lockstep.engine.junit.Outcomes;

/**
 * Claim: each call of a concurrent map is one step, and two calls are two. What was checked need not hold any more when it is
 * acted upon.
 *
 * <pre>
 *   A        ConcurrentHashMap.get("key")
 *   B        ConcurrentHashMap.get("key")
 *   B        loads, ConcurrentHashMap.put("key", 1)
 *   A        loads, ConcurrentHashMap.put("key", 2)
 * </pre>
 */
class Sample02CheckThenActTest {

    private final Map<String, Integer> cache = new ConcurrentHashMap<>();
    private final AtomicInteger loads = new AtomicInteger();

    private void loadIfAbsent() {
        if (cache.get("key") == null) {
            cache.put("key", loads.incrementAndGet());
        }
    }

    @Interleaved(finds = Found.FAILURE)
    @Outcome(id = "1", is = Expect.ACCEPTABLE, because = "loaded once")
    @Outcome(id = "2", is = Expect.FORBIDDEN, because = "both have found it absent")
    void two_calls_load_twice(Actors actors, Outcomes outcomes) {
        actors.together(this::loadIfAbsent, this::loadIfAbsent);
        outcomes.saw(loads.get());
    }

    @Interleaved
    @Outcome(id = "1", is = Expect.ACCEPTABLE, because = "the map asks once")
    void one_call_loads_once(Actors actors, Outcomes outcomes) {
        Actors.Actor actor = () -> cache.computeIfAbsent("key", key -> loads.incrementAndGet());
        actors.together(actor, actor);
        outcomes.saw(loads.get());
    }
}
