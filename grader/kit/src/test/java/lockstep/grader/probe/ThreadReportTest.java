package lockstep.grader.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import lockstep.grader.verdict.Evidence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Threads of one name can be told apart. */
class ThreadReportTest {

    private final List<Thread> threads = new ArrayList<>();

    @AfterEach
    void end() {
        threads.forEach(Thread::interrupt);
    }

    @Test
    void threads_of_one_name_are_numbered() throws InterruptedException {
        Lock left = new ReentrantLock();
        Lock right = new ReentrantLock();
        CountDownLatch bothHoldOne = new CountDownLatch(2);
        begin(() -> nest(left, right, bothHoldOne));
        begin(() -> nest(right, left, bothHoldOne));
        awaitWaiting();
        Evidence.StuckThreads report = ThreadReport.of("calls", threads);
        assertThat(report.cycle()).containsExactlyInAnyOrder("caller 1", "caller 2");
        assertThat(report.threads())
                .extracting(Evidence.Stuck::heldBy)
                .containsExactlyInAnyOrder("caller 1", "caller 2");
    }

    @Test
    void a_holder_that_is_not_shown_is_another_one() throws InterruptedException {
        Lock lock = new ReentrantLock();
        Thread holder = new Thread(lock::lock, "caller");
        holder.start();
        holder.join();
        begin(() -> nest(lock, lock, new CountDownLatch(0)));
        awaitWaiting();
        Evidence.StuckThreads report = ThreadReport.of("call", threads);
        assertThat(report.threads().get(0).thread()).isEqualTo("caller");
        assertThat(report.threads().get(0).heldBy()).isIn(null, "another thread named caller");
        assertThat(ThreadReport.finding(report, true, Duration.ofSeconds(1)).message())
                .isEqualTo("It never ends: the thread that is left waits for something that nobody will do.");
    }

    private void begin(Runnable body) {
        Thread thread = new Thread(body, "caller");
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void awaitWaiting() {
        while (!threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING)) {
            Thread.onSpinWait();
        }
    }

    private static void nest(Lock outer, Lock inner, CountDownLatch bothHoldOne) {
        try {
            outer.lockInterruptibly();
            bothHoldOne.countDown();
            while (bothHoldOne.getCount() > 0) {
                Thread.onSpinWait();
            }
            inner.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
