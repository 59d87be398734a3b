package lockstep.grader.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallLogTest {

    @Test
    void calls_are_counted_by_element_and_kept_by_thread() throws Exception {
        CallLog<Long> log = new CallLog<>();
        log.add(1L);
        log.add(2L);
        BackgroundCall<Integer> other = BackgroundCall.start("add(2)", () -> {
            log.add(2L);
            return 0;
        });
        other.await(Duration.ofSeconds(10));

        assertThat(log.counts()).isEqualTo(Map.of(1L, 1, 2L, 2));
        assertThat(log.byThread())
                .isEqualTo(Map.of(Thread.currentThread(), List.of(1L, 2L), other.caller(), List.of(2L)));
    }
}
