package lockstep.grader.author.children;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lockstep.engine.Budget;
import lockstep.engine.Engine;
import lockstep.engine.Scenario;
import lockstep.engine.SearchResult;
import lockstep.grader.author.RealActors;
import lockstep.grader.author.Stage;
import lockstep.grader.check.UnderControl;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.OtherThread;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ScriptedChildrenTest {

    private static final Stage STAGE = new Stage(new RealActors(new SplittableRandom(1)), Stage.Pace.HOURS);

    private static final Assignments<Integer> A_NUMBER =
            new Assignments<>("a number", arguments -> Integer.valueOf(arguments.get(0)), 0);

    /** The class that children run; scripted ones do not. */
    public static final class Main {
        private Main() {}

        public static void main(String[] arguments) {
            throw new UnsupportedOperationException();
        }
    }

    private static Process start() throws IOException {
        return GradedChildJvm.start(Main.class, "145");
    }

    private static int playWell(ScriptedChild<Integer> child) throws InterruptedException {
        child.print(child.assignment());
        return stop(child);
    }

    private static int stop(ScriptedChild<Integer> child) throws InterruptedException {
        child.print("STOP");
        return 0;
    }

    @Test
    void a_child_does_what_its_arguments_ask_and_ends_well() throws Exception {
        try (ScriptedChildren<Integer> children = ScriptedChildren.playing(A_NUMBER, ScriptedChildrenTest::playWell)) {
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
    void a_child_whose_output_nobody_reads_waits_at_64_KiB() throws Exception {
        try (ScriptedChildren<Integer> children = ScriptedChildren.playing(A_NUMBER, child -> {
            for (int i = 0; i < 10_000; i++) {
                child.print(1_234_567);
            }
            return stop(child);
        })) {
            Process child = start();
            ScriptedChild<Integer> scripted = children.started().get(0);
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
        try (ScriptedChildren<Integer> children = ScriptedChildren.playing(A_NUMBER, child -> {
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
        try (ScriptedChildren<Integer> children = ScriptedChildren.playing(A_NUMBER, child -> {
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
        try (ScriptedChildren<Integer> children = ScriptedChildren.playing(A_NUMBER, child -> {
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
        try (ScriptedChildren<Integer> children = ScriptedChildren.playing(A_NUMBER, child -> {
            new CountDownLatch(1).await();
            return 0;
        })) {
            start();
            assertThat(children.alive()).hasSize(1);
        }
    }

    @Test
    void arguments_that_say_something_else_are_reported() throws Exception {
        try (ScriptedChildren<Integer> children = ScriptedChildren.playing(A_NUMBER, ScriptedChildrenTest::playWell)) {
            GradedChildJvm.start(Main.class, "ten", "0");
            assertThatThrownBy(children::expectUnderstood)
                    .isInstanceOf(CheckFailedError.class)
                    .hasMessageContaining("ten 0")
                    .hasMessageContaining("a number");
        }
    }

    @Test
    void a_start_can_fail_and_without_a_call_it_always_does() throws Exception {
        try (ScriptedChildren<Integer> children =
                ScriptedChildren.failingToStart(STAGE, 1, A_NUMBER, ScriptedChildrenTest::playWell)) {
            start();
            assertThatThrownBy(ScriptedChildrenTest::start).isInstanceOf(IOException.class);
            assertThat(children.started()).hasSize(1);
        }
        assertThatThrownBy(ScriptedChildrenTest::start)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no call is under way");
    }

    private static int answerEachLine(ScriptedChild<Integer> child) throws InterruptedException {
        for (String line = child.readLine(); line != null; line = child.readLine()) {
            child.print(line + "?");
        }
        return stop(child);
    }

    @Test
    void a_child_reads_what_its_parent_writes_up_to_the_end() throws Exception {
        try (ScriptedChildren<Integer> children =
                ScriptedChildren.playing(A_NUMBER, ScriptedChildrenTest::answerEachLine)) {
            Process child = start();
            try (Writer writer = child.outputWriter();
                    BufferedReader reader = child.inputReader()) {
                for (String line : new String[] {"one", "", "zwölf"}) {
                    writer.write(line + "\n");
                    writer.flush();
                    assertThat(reader.readLine()).isEqualTo(line + "?");
                }
                writer.write("no end of line");
                writer.close();
                assertThat(reader.lines()).containsExactly("no end of line?", "STOP");
            }
            assertThat(child.waitFor()).isZero();
        }
    }

    @Test
    void what_is_not_flushed_stays_with_the_parent_until_8_KiB_are_full() throws Exception {
        BoundedPipe pipe = new BoundedPipe(BoundedPipe.CAPACITY);
        try (PipeOutput output = new PipeOutput(pipe)) {
            output.write(new byte[PipeOutput.BUFFER - 1]);
            output.write(7);
            assertThat(pipe.available()).isZero();
            output.write(7);
            assertThat(pipe.available()).isEqualTo(PipeOutput.BUFFER);
            output.flush();
            assertThat(pipe.available()).isEqualTo(PipeOutput.BUFFER + 1);
        }
    }

    @Test
    void a_parent_whose_child_does_not_read_waits_whoever_interrupts_it_until_the_child_ends() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (ScriptedChildren<Integer> children = ScriptedChildren.playing(A_NUMBER, child -> {
            end.await();
            return 0;
        })) {
            Process child = start();
            OtherThread<Boolean> writer = OtherThread.start(() -> {
                child.getOutputStream().write(new byte[BoundedPipe.CAPACITY + PipeOutput.BUFFER]);
                return true;
            });
            writer.awaitEndOrWait();
            writer.thread().interrupt();
            assertThat(writer.thread().isAlive()).isTrue();
            end.countDown();
            assertThatThrownBy(() -> writer.answer("write()", null))
                    .isInstanceOf(IOException.class)
                    .hasMessage("Broken pipe");
            assertThat(children.started()).hasSize(1);
        }
    }

    @Test
    void a_child_that_waits_for_its_parent_can_be_destroyed_and_then_takes_nothing_more() throws Exception {
        try (ScriptedChildren<Integer> children =
                ScriptedChildren.playing(A_NUMBER, ScriptedChildrenTest::answerEachLine)) {
            Process child = start();
            child.destroy();
            assertThat(child.waitFor()).isEqualTo(143);
            assertThat(children.alive()).isEmpty();
            assertThatThrownBy(() -> {
                        child.getOutputStream().write(7);
                        child.getOutputStream().flush();
                    })
                    .isInstanceOf(IOException.class)
                    .hasMessage("Stream Closed");
        }
    }

    private static SearchResult search(String conversation) {
        try (Engine engine = new Engine(ScriptedChildrenTest.class.getClassLoader(), UnderControl.WEAVING, 1)) {
            return engine.search(
                    Scenario.of(Conversation.class.getName(), conversation),
                    new Budget(5, 100_000, Duration.ofSeconds(30), 4, 0));
        }
    }

    @Test
    void a_parent_that_takes_turns_with_its_child_is_under_control_and_ends() {
        assertThat(search("takesTurns").found()).isEqualTo(SearchResult.Found.NOTHING);
    }

    @Test
    void a_parent_that_writes_more_than_both_pipes_hold_before_it_reads_waits_for_ever() {
        assertThat(search("readsTooLate").found()).isEqualTo(SearchResult.Found.DEADLOCK);
    }
}
