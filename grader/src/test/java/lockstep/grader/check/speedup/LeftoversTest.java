package lockstep.grader.check.speedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LeftoversTest {

    private final Leftovers leftovers = new Leftovers();

    @Test
    void a_thread_that_computes_is_named() throws InterruptedException {
        AtomicBoolean enough = new AtomicBoolean();
        Thread busy = new Thread(
                () -> {
                    while (!enough.get()) {
                        Thread.onSpinWait();
                    }
                },
                "busy");
        busy.start();
        try {
            // On a machine that has better things to do, it takes a few looks until the thread gets its part of a core.
            boolean told = false;
            for (int look = 0; look < 50 && !told; look++) {
                leftovers.watch();
                Thread.sleep(100);
                told = leftovers
                        .disturbing()
                        .filter(one -> one.thread().equals("busy"))
                        .isPresent();
            }
            assertThat(told).isTrue();
        } finally {
            enough.set(true);
            busy.join();
        }
    }

    @Test
    void a_thread_that_waits_disturbs_nobody() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        Thread waiting = new Thread(() -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        waiting.start();
        leftovers.watch();
        Thread.sleep(100);
        assertThat(leftovers.disturbing()).isEmpty();
        end.countDown();
        waiting.join();
    }
}
