package lockstep.engine.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import lockstep.engine.Actors;
import lockstep.engine.SearchResult.Found;
import lockstep.engine.junit.Interleaved;

/**
 * Claim: where code leaves what the engine sees, it says so and judges nothing. The classes of {@code java.util.concurrent}
 * are controlled copies; a library that is not under control, here AssertJ, does not know them. Native code that waits, and
 * threads that such a library starts, are uncontrolled as well.
 */
class Sample14UncontrolledTest {

    private final AtomicInteger count = new AtomicInteger();

    @Interleaved(finds = Found.UNCONTROLLED)
    void a_copy_is_handed_to_a_library(Actors actors) {
        actors.together(count::incrementAndGet, count::incrementAndGet);
        assertThat(count).hasValue(2);
    }

    @Interleaved
    void its_plain_value_is_handed_to_a_library(Actors actors) {
        actors.together(count::incrementAndGet, count::incrementAndGet);
        assertThat(count.get()).isEqualTo(2);
    }
}
