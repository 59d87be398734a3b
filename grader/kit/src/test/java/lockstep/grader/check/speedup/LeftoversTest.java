package lockstep.grader.check.speedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
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
    void threads_of_the_kit_that_come_and_go_are_nobodys_leftovers() throws Exception {
        leftovers.watch();
        for (int i = 0; i < 20; i++) {
            FutureTask<Void> task = leftovers.kit().start(() -> {
                long until = System.nanoTime() + 15_000_000;
                while (System.nanoTime() < until) {
                    Thread.onSpinWait();
                }
                return null;
            });
            while (!task.isDone()) {
                leftovers.look();
            }
            leftovers.look();
        }
        assertThat(leftovers.disturbing()).isEmpty();
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
