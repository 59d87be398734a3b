package lockstep.grader.check.speedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import lockstep.grader.check.speedup.Gathering.Shape;
import org.junit.jupiter.api.Test;

class GatheringTest {

    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration GENEROUS = Duration.ofSeconds(30);

    @Test
    void threads_that_run_at_the_same_time_meet() throws InterruptedException {
        Gathering gathering = new Gathering(3, GENEROUS);
        List<Thread> threads =
                Stream.generate(() -> new Thread(gathering::visit)).limit(3).toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(gathering.shape()).isEqualTo(Shape.TOGETHER);
    }

    @Test
    void threads_that_are_started_one_after_the_other_do_not() throws InterruptedException {
        Gathering gathering = new Gathering(2, SHORT);
        for (int i = 0; i < 2; i++) {
            Thread thread = new Thread(gathering::visit);
            thread.start();
            thread.join();
        }
        assertThat(gathering.shape()).isEqualTo(Shape.ONE_AFTER_THE_OTHER);
        assertThat(gathering.visitors()).isEqualTo(2);
    }

    @Test
    void who_waits_for_the_thread_inside_is_not_awaited_until_the_deadline() throws InterruptedException {
        Gathering gathering = new Gathering(2, Duration.ofMinutes(10));
        for (int i = 0; i < 2; i++) {
            Thread thread = new Thread(gathering::visit);
            thread.start();
            thread.join();
        }
        assertThat(gathering.shape()).isEqualTo(Shape.ONE_AFTER_THE_OTHER);
    }

    @Test
    void who_is_late_but_comes_by_itself_is_awaited() throws InterruptedException {
        Gathering gathering = new Gathering(2, GENEROUS);
        Thread early = new Thread(gathering::visit);
        early.start();
        Thread.sleep(1_500);
        gathering.visit();
        early.join();
        assertThat(gathering.shape()).isEqualTo(Shape.TOGETHER);
    }

    @Test
    void one_thread_that_comes_often_is_one_thread() {
        Gathering gathering = new Gathering(2, SHORT);
        gathering.visit();
        gathering.visit();
        assertThat(gathering.shape()).isEqualTo(Shape.IN_ONE_THREAD);
    }

    @Test
    void two_of_three_are_too_few() throws InterruptedException {
        Gathering gathering = new Gathering(3, SHORT);
        Thread other = new Thread(gathering::visit);
        other.start();
        gathering.visit();
        other.join();
        assertThat(gathering.shape()).isEqualTo(Shape.TOO_FEW);
    }

    @Test
    void the_engine_passes_its_own_canary() throws InterruptedException {
        assertThat(SpeedupCanary.fault()).isEmpty();
    }
}
