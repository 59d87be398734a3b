package lockstep.engine.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lockstep.engine.SearchResult.Found;
import lockstep.engine.junit.Interleaved;

/**
 * Claim: how long another thread takes is part of the order. A sleep ends, and a time-out expires, also while the other can
 * still go on: a busy machine does that. Who has slept has waited for nobody. Who gives up after a second or more by an
 * exception, or by an assertion about the answer of the wait, has not guessed; such an order shows nothing.
 *
 * <p>The clock is virtual: an hour costs nothing, and of two waits the earlier deadline comes first.
 *
 * <pre>
 *   main     sleep
 *   main     time-out expires
 *   main     read done = false
 *   T1       write done = true
 * </pre>
 */
class Sample09TimeIsAScheduleTest {

    private volatile boolean done;

    private Thread worker() {
        Thread worker = new Thread(() -> done = true);
        worker.start();
        return worker;
    }

    @Interleaved(finds = Found.FAILURE)
    void to_sleep_is_to_guess() throws InterruptedException {
        worker();
        Thread.sleep(1_000);
        assertThat(done).isTrue();
    }

    @Interleaved(finds = Found.FAILURE)
    void a_time_out_has_an_answer() throws InterruptedException {
        CountDownLatch latch = new CountDownLatch(1);
        new Thread(() -> {
                    done = true;
                    latch.countDown();
                })
                .start();
        // The mistake: whether it came in time is not asked.
        boolean unused = latch.await(5, TimeUnit.SECONDS);
        assertThat(done).isTrue();
    }

    @Interleaved
    void who_asserts_the_answer_gives_up_loudly() throws InterruptedException {
        CountDownLatch latch = new CountDownLatch(1);
        new Thread(() -> {
                    done = true;
                    latch.countDown();
                })
                .start();
        assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(done).isTrue();
    }

    @Interleaved
    void to_join_is_to_know() throws InterruptedException {
        worker().join();
        assertThat(done).isTrue();
    }

    @Interleaved
    void of_two_sleeps_the_shorter_ends_first() throws InterruptedException {
        List<String> order = new CopyOnWriteArrayList<>();
        Thread slow = new Thread(() -> sleepAndSay(7_200_000, order, "two hours"));
        Thread fast = new Thread(() -> sleepAndSay(3_600_000, order, "one hour"));
        slow.start();
        fast.start();
        slow.join();
        fast.join();
        assertThat(List.copyOf(order)).containsExactly("one hour", "two hours");
    }

    private static void sleepAndSay(long millis, List<String> to, String what) {
        try {
            Thread.sleep(millis);
            to.add(what);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
