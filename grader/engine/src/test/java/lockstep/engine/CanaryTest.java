package lockstep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import lockstep.engine.canary.EngineCanaries;
import org.junit.jupiter.api.Test;

class CanaryTest {

    @Test
    void the_canaries_are_caught() {
        assertThat(EngineCanaries.missed(1)).isEmpty();
    }
}
