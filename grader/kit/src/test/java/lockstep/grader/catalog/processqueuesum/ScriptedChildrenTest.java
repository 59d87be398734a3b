package lockstep.grader.catalog.processqueuesum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import lockstep.grader.author.RealActors;
import lockstep.grader.author.Stage;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.OtherThread;
import lockstep.processqueuesum.ProcessQueueSum;
import lockstep.processqueuesum.Term;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ScriptedChildrenTest {

    private static final Stage STAGE = new Stage(new RealActors(new SplittableRandom(1)), Stage.Pace.HOURS);

    private static Process start() throws IOException {
        return GradedChildJvm.start(ProcessQueueSum.class, "10", "20", "IDENTITY");
    }

    @Test
    void a_child_prints_the_sum_of_its_share_and_ends_well() throws Exception {
        try (ScriptedChildren children = ScriptedChildren.playing(ScriptedChild::playWell)) {
            Process child = start();
            try (BufferedReader reader = child.inputReader()) {
                assertThat(reader.lines()).containsExactly("145", "STOP");
            }
            assertThat(child.waitFor()).isZero();
            assertThat(child.isAlive()).isFalse();
            assertThat(child.onExit().get(30, TimeUnit.SECONDS)).isSameAs(child);
            assertThat(child.toHandle().isAlive()).isFalse();
            assertThat(children.started()).hasSize(1);
        }
    }

    @Test
    void a_share_has_the_sum_that_adding_one_by_one_gives() {
        for (Term term : new Term[] {Term.IDENTITY, Term.SQUARE}) {
            assertThat(new Share(-7, 30, term).sum())
                    .isEqualTo(LongStream.range(-7, 30).map(term).sum());
            assertThat(new Share(Long.MAX_VALUE - 5, Long.MAX_VALUE, term).sum())
                    .isEqualTo(LongStream.range(Long.MAX_VALUE - 5, Long.MAX_VALUE)
                            .map(term)
                            .sum());
        }
    }

    @Test
    void a_child_whose_output_nobody_reads_waits_at_64_KiB() throws Exception {
        try (ScriptedChildren children = ScriptedChildren.playing(child -> {
            for (int i = 0; i < 10_000; i++) {
                child.print(1_234_567);
            }
            return child.stop();
        })) {
            Process child = start();
            ScriptedChild scripted = children.started().get(0);
            while (!scripted.isClogged()) {
                Thread.onSpinWait();
            }
            assertThat(child.getInputStream().available()).isEqualTo(BoundedPipe.CAPACITY);
            assertThat(child.isAlive()).isTrue();
            try (BufferedReader reader = child.inputReader()) {
                assertThat(reader.lines()).hasSize(10_001).endsWith("STOP");
            }
            assertThat(child.waitFor()).isZero();
        }
    }

    @Test
    void a_destroyed_child_ends_a_moment_later_and_its_stream_is_closed() throws Exception {
        try (ScriptedChildren children = ScriptedChildren.playing(child -> {
            new CountDownLatch(1).await();
            return 0;
        })) {
            Process child = start();
            assertThatThrownBy(child::exitValue).isInstanceOf(IllegalThreadStateException.class);
            OtherThread<Integer> reader =
                    OtherThread.start(() -> child.getInputStream().read());
            reader.awaitEndOrWait();
            child.destroy();
            assertThat(child.isAlive()).isTrue();
            assertThat(children.started().get(0).isDestroyed()).isTrue();
            assertThatThrownBy(() -> reader.answer("read()", null)).hasMessage("Stream closed");
            assertThat(child.waitFor()).isEqualTo(143);
        }
    }

    @Test
    void destroying_by_the_handle_leaves_the_stream_open() throws Exception {
        try (ScriptedChildren children = ScriptedChildren.playing(child -> {
            child.print("last words");
            new CountDownLatch(1).await();
            return 0;
        })) {
            Process child = start();
            try (BufferedReader reader = child.inputReader()) {
                assertThat(reader.readLine()).isEqualTo("last words");
                assertThat(child.toHandle().destroyForcibly()).isTrue();
                assertThat(reader.readLine()).isNull();
            }
            assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(child.exitValue()).isEqualTo(137);
            assertThat(children.started().get(0).isAlive()).isFalse();
        }
    }

    @Test
    void a_deaf_child_ends_by_force_alone() throws Exception {
        CountDownLatch turned = new CountDownLatch(1);
        try (ScriptedChildren children = ScriptedChildren.playing(child -> {
            child.turnDeaf();
            turned.countDown();
            new CountDownLatch(1).await();
            return 0;
        })) {
            Process child = start();
            turned.await();
            child.destroy();
            assertThat(children.started().get(0).isDestroyed()).isFalse();
            child.destroyForcibly();
            assertThat(child.waitFor()).isEqualTo(137);
        }
    }

    @Test
    void children_that_a_call_leaves_behind_are_seen() throws Exception {
        try (ScriptedChildren children = ScriptedChildren.playing(child -> {
            new CountDownLatch(1).await();
            return 0;
        })) {
            start();
            assertThat(children.alive()).hasSize(1);
        }
    }

    @Test
    void arguments_that_are_no_share_are_reported() throws Exception {
        try (ScriptedChildren children = ScriptedChildren.playing(ScriptedChild::playWell)) {
            GradedChildJvm.start(ProcessQueueSum.class, "0", "ten", "IDENTITY");
            assertThatThrownBy(children::expectUnderstood)
                    .isInstanceOf(CheckFailedError.class)
                    .hasMessageContaining("0 ten IDENTITY");
        }
    }

    @Test
    void a_start_can_fail_and_what_was_provided_before_is_put_back() throws Exception {
        Children before = CurrentChildren.get();
        try (ScriptedChildren children = ScriptedChildren.failingToStart(STAGE, 1, ScriptedChild::playWell)) {
            start();
            assertThatThrownBy(ScriptedChildrenTest::start).isInstanceOf(IOException.class);
            assertThat(children.started()).hasSize(1);
        }
        assertThat(CurrentChildren.get()).isSameAs(before);
    }
}
