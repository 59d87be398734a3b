package lockstep.grader.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ThreadCensusTest {

    private final CountDownLatch end = new CountDownLatch(1);
    private final ThreadCensus before = ThreadCensus.take();

    @Test
    void a_thread_is_not_hidden_by_being_called_like_one_of_the_jdk() throws InterruptedException {
        List<Thread> disguised = List.of(
                waiting(new ThreadGroup("mine"), "process reaper"),
                waiting(new ThreadGroup("system"), "Signal Dispatcher"),
                waiting(new ThreadGroup("InnocuousThreadGroup"), "Common-Cleaner"));
        disguised.forEach(Thread::start);
        try {
            assertThat(before.newcomers()).containsAll(disguised);
        } finally {
            end.countDown();
            for (Thread thread : disguised) {
                thread.join();
            }
        }
    }

    @Test
    void what_the_jdk_starts_for_a_process_is_nobody_s() throws Exception {
        Process child = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(), "-version")
                .redirectErrorStream(true)
                .start();
        assertThat(before.newcomers()).isEmpty();
        child.getInputStream().readAllBytes();
        child.waitFor();
    }

    private Thread waiting(ThreadGroup group, String name) {
        return new Thread(
                group,
                () -> {
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
    }
}
