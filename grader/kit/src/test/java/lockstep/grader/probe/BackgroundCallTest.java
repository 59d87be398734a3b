package lockstep.grader.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackgroundCallTest {

    private static final Duration SOON = Duration.ofMillis(100);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Test
    void a_call_that_returns_is_seen_to_end_and_gives_its_answer() throws Exception {
        BackgroundCall<Integer> call = BackgroundCall.start("answer()", () -> 42);

        assertThat(call.endsNevertheless(LIMIT)).isTrue();
        assertThat(call.await(LIMIT)).isEqualTo(42);
    }

    @Test
    void a_call_that_waits_is_seen_to_wait_until_it_is_let_go() throws Exception {
        Hold hold = new Hold(LIMIT);
        BackgroundCall<String> call = BackgroundCall.start("wait()", () -> {
            hold.stay();
            return "gone on";
        });

        assertThat(call.endsNevertheless(Duration.ofSeconds(1))).isFalse();
        assertThat(call.hasEnded()).isFalse();
        hold.letGo();
        assertThat(call.await(LIMIT)).isEqualTo("gone on");
    }

    @Test
    void the_very_exception_of_the_call_comes_through() {
        IllegalStateException failure = new IllegalStateException("no");
        BackgroundCall<String> call = BackgroundCall.start("fail()", () -> {
            throw failure;
        });

        assertThatThrownBy(() -> call.await(LIMIT)).isSameAs(failure);
    }

    @Test
    void a_call_that_never_returns_fails_with_what_its_thread_waits_for() {
        Hold hold = new Hold(LIMIT);
        BackgroundCall<String> call = BackgroundCall.start("hang()", () -> {
            hold.stay();
            return "";
        });

        assertThatThrownBy(() -> call.await(SOON))
                .isInstanceOf(CheckFailedError.class)
                .hasMessageContaining("hang()");
        hold.letGo();
    }

    @Test
    void an_interrupt_reaches_the_call() {
        BackgroundCall<String> call = BackgroundCall.start(
                "sleep()",
                () -> Boundary.call(() -> {
                    Thread.sleep(LIMIT.toMillis());
                    return "";
                }));

        call.interrupt();

        assertThatThrownBy(() -> call.await(LIMIT)).hasMessageStartingWith("threw InterruptedException");
    }
}
