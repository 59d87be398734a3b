package lockstep.grader.check.speedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import lockstep.fixture.Slow;
import lockstep.grader.check.speedup.Hotspot.State;
import lockstep.grader.verdict.SourceLocation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProfileTest {

    private static final int ENOUGH = 20;

    private final Slow slow = new Slow();
    private final CountDownLatch latch = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();
    private int looks;

    @AfterEach
    void end() throws InterruptedException {
        slow.end();
        latch.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Looks at one thread a body, once each is where it stays. */
    private Hotspot look(Runnable... bodies) throws InterruptedException {
        for (Runnable body : bodies) {
            threads.add(new Thread(body));
        }
        threads.forEach(Thread::start);
        Hotspot hotspot;
        do {
            looks = 0;
            Profile profile = new Profile();
            profile.watch(() -> looks++ == ENOUGH, Long.MAX_VALUE);
            hotspot = profile.hottest().orElse(null);
        } while (hotspot == null || hotspot.looks() < ENOUGH);
        return hotspot;
    }

    private static SourceLocation line(String comment) throws Exception {
        List<String> lines = Files.readAllLines(Path.of("src/test/java/lockstep/fixture/Slow.java"));
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).endsWith("// " + comment)) {
                return new SourceLocation("lockstep/fixture/Slow.java", i + 1);
            }
        }
        throw new IllegalArgumentException("no line ends with // " + comment);
    }

    private void await() {
        try {
            slow.await(latch);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void who_is_busy_is_named_before_who_waits() throws Exception {
        Hotspot hotspot = look(slow::spin, this::await);
        assertThat(hotspot.state()).isEqualTo(State.BUSY);
        assertThat(hotspot.line()).isEqualTo(line("spins"));
    }

    @Test
    void who_holds_a_lock_that_another_waits_for_is_named_first() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        Hotspot hotspot = look(slow::hold, () -> {
            Thread holder = threads.get(0);
            while (holder.getState() == Thread.State.NEW || !isIn(holder, "hold")) {
                Thread.onSpinWait();
            }
            held.countDown();
            slow.enter();
        });
        assertThat(held.getCount()).isZero();
        assertThat(hotspot.state()).isEqualTo(State.HOLDS);
        assertThat(hotspot.line()).isEqualTo(line("holds"));
    }

    private static boolean isIn(Thread thread, String method) {
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (frame.getMethodName().equals(method)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void where_nobody_is_busy_it_is_who_waits() throws Exception {
        Hotspot hotspot = look(this::await);
        assertThat(hotspot.state()).isEqualTo(State.WAITS);
        assertThat(hotspot.line()).isEqualTo(line("waits"));
    }

    @Test
    void in_the_kits_function_one_is_alone_and_several_work() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        Runnable calls = () -> {
            long unused = slow.call(value -> {
                while (open.getCount() > 0) {
                    Thread.onSpinWait();
                }
                return value;
            });
        };
        Hotspot alone = look(calls);
        assertThat(alone.state()).isEqualTo(State.ALONE);
        assertThat(alone.line()).isEqualTo(line("calls"));
        Thread second = new Thread(calls);
        second.start();
        while (!isIn(second, "call")) {
            Thread.onSpinWait();
        }
        Profile both = new Profile();
        both.look();
        assertThat(both.hottest().map(Hotspot::state)).contains(State.WORKS);
        open.countDown();
        second.join();
    }

    @Test
    void a_hotspot_goes_through_a_file() {
        Hotspot hotspot = new Hotspot(State.HOLDS, 7, 9, new SourceLocation("lockstep/a/Größe$1.java", 3));
        assertThat(Hotspot.read(hotspot.write())).contains(hotspot);
        assertThat(hotspot.inWords())
                .isEqualTo(" In 7 of 9 looks at its threads, one was in line 3 with a lock that others waited for.");
    }

    @Test
    void what_else_is_written_there_is_no_hotspot() {
        assertThat(List.of(
                        "",
                        "begun",
                        "HOLDS",
                        "HOLDS 1 2 x a",
                        "HOLDS 1 2 0 a",
                        "NONE 1 2 3 a",
                        "HOLDS 1 2 3 a\nb",
                        "HOLDS 1 2 3 \u001b[2J"))
                .allMatch(written -> Hotspot.read(written).isEmpty());
    }
}
