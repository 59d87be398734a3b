package lockstep.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.exercise.ExerciseId;
import lockstep.grader.pipeline.Grader;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.Samples;
import lockstep.grader.report.Visibility;
import lockstep.grader.submission.SourceFile;
import lockstep.grader.submission.Submission;
import lockstep.grader.verdict.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WatchTest {

    private final AtomicReference<Map<ExerciseId, Submission.Part>> files = new AtomicReference<>(files("a", "a"));
    private final SynchronousQueue<String> looks = new SynchronousQueue<>();
    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private final BlockingQueue<Feedback> shown = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private @Nullable Thread running;

    private static Map<ExerciseId, Submission.Part> files(String counter, String sum) {
        return Map.of(Samples.LOCKED_COUNTER.id(), part(counter), Samples.THREADED_SUM.id(), part(sum));
    }

    private static Submission.Part part(String text) {
        return new Submission.Sources(List.of(new SourceFile("X.java", text)));
    }

    private void watch(Watch.Grading grading) {
        Watch watch = new Watch(
                List.of(Samples.THREADED_SUM, Samples.LOCKED_COUNTER),
                files::get,
                grading,
                new Watch.Audience(shown::add, lines::add));
        running = new Thread(() -> {
            try {
                watch.run(looks::take);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        running.start();
    }

    @AfterEach
    void end() throws InterruptedException {
        if (running != null) {
            running.interrupt();
            running.join();
        }
    }

    private Grader.Graded graded(List<Exercise> exercises) {
        asked.add(exercises.stream()
                .map(it -> it.id().slug() + " " + it.rubric().checks().size())
                .toList()
                .toString());
        Feedback wrong = Samples.oneCause();
        return new Grader.Done(wrong.with(exercises.stream()
                .flatMap(it -> (it.id().equals(Samples.LOCKED_COUNTER.id()) ? wrong : Samples.full())
                        .exercises().stream()
                                .filter(each -> each.id().equals(it.id().slug())))
                .toList()));
    }

    private <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(30, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return java.util.Objects.requireNonNull(next);
    }

    @Test
    void what_changed_is_graded_again_and_first_what_was_to_be_mended_first() throws InterruptedException {
        watch(this::graded);
        assertThat(next(shown).exercises()).hasSize(2);
        assertThat(next(asked)).isEqualTo("[threadedsum 8, lockedcounter 7]");

        files.set(files("b", "a"));
        looks.put("again");

        assertThat(next(shown).exercises())
                .extracting(it -> it.id())
                .containsExactlyInAnyOrder("threadedsum", "lockedcounter");
        // compiles and counts; then all seven
        assertThat(next(asked)).isEqualTo("[lockedcounter 2]");
        assertThat(next(asked)).isEqualTo("[lockedcounter 7]");
        assertThat(asked).isEmpty();
    }

    @Test
    void what_is_told_at_once_has_no_control_in_it() throws InterruptedException {
        Feedback failing = failing("\u001b[31mred\n::error::x");
        watch(exercises -> new Grader.Done(failing));
        next(shown);
        files.set(files("b", "a"));
        looks.put("again");
        next(shown);

        assertThat(lines).isNotEmpty().allMatch(line -> line.chars().allMatch(c -> c >= ' '));
    }

    /** A submission of which each check that was asked fails with this text. */
    private static Feedback failing(String text) {
        Feedback hostile = Samples.hostile(text);
        return hostile.with(hostile.exercises().stream()
                .filter(exercise -> exercise.with(Outcome.FAILED).findAny().isPresent())
                .map(exercise -> exercise.with(exercise.with(Outcome.FAILED).toList(), List.of()))
                .toList());
    }

    @Test
    void nothing_of_a_hidden_check_is_told_at_once() throws InterruptedException {
        Feedback hidden = Samples.shown(failing("secret"), Visibility.HIDDEN, check -> true);
        watch(exercises -> new Grader.Done(hidden));
        next(shown);
        files.set(files("b", "a"));
        looks.put("again");
        next(shown);

        assertThat(lines).isEmpty();
    }

    @Test
    void a_fault_of_the_grader_is_told_and_the_next_change_is_graded() throws InterruptedException {
        AtomicReference<@Nullable RuntimeException> fault = new AtomicReference<>(new IllegalStateException("broken"));
        watch(exercises -> {
            RuntimeException broken = fault.getAndSet(null);
            if (broken != null) {
                throw broken;
            }
            return graded(exercises);
        });

        assertThat(next(lines)).contains("a bug of the grader", "broken");
        files.set(files("b", "a"));
        looks.put("again");
        assertThat(next(shown).exercises()).hasSize(2);
    }

    @Test
    void what_did_not_change_is_not_graded_again() throws InterruptedException {
        watch(this::graded);
        next(shown);
        next(asked);

        looks.put("again");
        looks.put("and again");

        assertThat(asked).isEmpty();
    }

    @Test
    void a_change_during_a_grading_gives_it_up_and_begins_again() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        watch(exercises -> {
            if (begun.getCount() > 0) {
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    throw new CancellationException("interrupted");
                }
            }
            return graded(exercises);
        });
        begun.await();

        files.set(files("b", "a"));
        looks.put("again");

        assertThat(next(shown).exercises()).hasSize(2);
        assertThat(next(asked)).isEqualTo("[threadedsum 8, lockedcounter 7]");
    }
}
