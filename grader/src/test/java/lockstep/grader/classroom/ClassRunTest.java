package lockstep.grader.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import lockstep.grader.report.Samples;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClassRunTest {

    private static final ClassRun.Listener SILENT = new ClassRun.Listener() {
        @Override
        public void begun(int all, int refused, int known) {}

        @Override
        public void prepared(String student) {}

        @Override
        public void finished(ClassRun.Entry entry, boolean known) {}
    };

    /** Records who is inside which step. */
    private static class Recording implements ClassRun.Grading {
        final List<String> log = Collections.synchronizedList(new ArrayList<>());
        final AtomicInteger preparing = new AtomicInteger();

        @Override
        public ClassRun.@Nullable Entry earlier(Found.Handed submission) {
            return null;
        }

        @Override
        public void prepare(Found.Handed submission) {
            preparing.incrementAndGet();
            log.add("prepare " + submission.student());
            preparing.decrementAndGet();
        }

        @Override
        public ClassRun.Entry finish(Found.Handed submission) {
            log.add("finish " + submission.student() + " beside " + preparing.get());
            return new ClassRun.GradedEntry(submission.student(), Samples.full());
        }
    }

    @Test
    void nothing_is_measured_beside_anything_else() throws Exception {
        CountDownLatch together = new CountDownLatch(2);
        Recording grading = new Recording() {
            @Override
            public void prepare(Found.Handed submission) {
                preparing.incrementAndGet();
                together.countDown();
                try {
                    assertThat(together.await(1, TimeUnit.MINUTES)).isTrue();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                preparing.decrementAndGet();
            }
        };
        List<ClassRun.Entry> entries = new ClassRun(grading, 2, SILENT).grade(handed("ada", "ben"));

        assertThat(together.getCount()).as("two were prepared side by side").isZero();
        assertThat(grading.log).containsExactly("finish ada beside 0", "finish ben beside 0");
        assertThat(entries).extracting(ClassRun.Entry::student).containsExactly("ada", "ben");
    }

    @Test
    void a_bug_over_one_submission_costs_no_other_its_grade() throws Exception {
        Recording grading = new Recording() {
            @Override
            public void prepare(Found.Handed submission) {
                if (submission.student().equals("ada")) {
                    throw new IllegalStateException("stumbled");
                }
            }

            @Override
            public ClassRun.Entry finish(Found.Handed submission) {
                if (submission.student().equals("ada")) {
                    throw new IllegalStateException("stumbled");
                }
                return super.finish(submission);
            }
        };
        List<ClassRun.Entry> entries = new ClassRun(grading, 2, SILENT).grade(handed("ada", "ben"));

        assertThat(entries.get(0)).isInstanceOf(ClassRun.UnusableEntry.class);
        assertThat(entries.get(1)).isInstanceOf(ClassRun.GradedEntry.class);
    }

    @Test
    void what_is_known_is_not_graded_again_and_what_is_refused_is_told() throws Exception {
        Recording grading = new Recording() {
            @Override
            public ClassRun.@Nullable Entry earlier(Found.Handed submission) {
                return submission.student().equals("ada") ? new ClassRun.GradedEntry("ada", Samples.full()) : null;
            }
        };
        List<Found> found = new ArrayList<>(handed("ada", "ben"));
        found.add(new Found.Refused("cyd", "a bomb"));
        List<ClassRun.Entry> entries = new ClassRun(grading, 1, SILENT).grade(found);

        assertThat(grading.log).containsExactly("prepare ben", "finish ben beside 0");
        assertThat(entries.get(2)).isEqualTo(new ClassRun.UnusableEntry("cyd", "a bomb"));
    }

    private static List<Found> handed(String... students) {
        List<Found> found = new ArrayList<>();
        for (String student : students) {
            found.add(new Found.Handed(student, Path.of(student), null));
        }
        return found;
    }
}
