package lockstep.grader.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HoldTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Test
    void an_interrupted_thread_stays_and_keeps_its_interrupt() throws Exception {
        Hold hold = new Hold(LIMIT);
        BackgroundCall<Boolean> call = BackgroundCall.start("stay()", () -> {
            hold.stay();
            return Thread.currentThread().isInterrupted();
        });

        assertThat(hold.awaitArrival(LIMIT)).isTrue();
        call.interrupt();
        assertThat(call.endsNevertheless(Duration.ofMillis(200))).isFalse();
        hold.letGo();

        assertThat(call.await(LIMIT)).isTrue();
    }

    @Test
    void nobody_is_held_longer_than_the_deadline() {
        new Hold(Duration.ofMillis(1)).stay();
    }

    @Test
    void an_arrival_that_never_comes_is_given_up_on() {
        assertThat(new Hold(LIMIT).awaitArrival(Duration.ofMillis(1))).isFalse();
    }
}
