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
import lockstep.grader.report.SubmissionTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassRunTest {

    static final ClassRun.Listener SILENT = new ClassRun.Listener() {
        @Override
        public void begun(int all, int refused, int known) {}

        @Override
        public void prepared(String student) {}

        @Override
        public void finished(ClassRun.Entry entry, boolean known) {}

        @Override
        public void retried(int round, ClassRun.Entry entry) {}
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
        public ClassRun.Prepared prepare(Found.Handed submission) {
            preparing.incrementAndGet();
            log.add("prepare " + submission.student());
            preparing.decrementAndGet();
            return new ClassRun.Prepared() {
                @Override
                public ClassRun.Entry finish() {
                    return Recording.this.finish(submission);
                }

                @Override
                public void close() {
                    log.add("close " + submission.student());
                }
            };
        }

        ClassRun.Entry finish(Found.Handed submission) {
            log.add("finish " + submission.student() + " beside " + preparing.get());
            return new ClassRun.GradedEntry(submission.student(), Samples.full());
        }

        @Override
        public boolean isOpen(ClassRun.Entry entry) {
            return entry instanceof ClassRun.GradedEntry graded
                    && graded.feedback()
                            .checks()
                            .anyMatch(check -> check.verdict().isPending());
        }

        @Override
        public ClassRun.Entry retry(Found.Handed submission) {
            log.add("retry " + submission.student() + " beside " + preparing.get());
            return new ClassRun.GradedEntry(submission.student(), Samples.full());
        }

        @Override
        public void keep(Found.Handed submission, ClassRun.Entry entry) {
            log.add("keep " + submission.student());
        }
    }

    @Test
    void nothing_is_measured_beside_anything_else() throws Exception {
        CountDownLatch together = new CountDownLatch(2);
        Recording grading = new Recording() {
            @Override
            public ClassRun.Prepared prepare(Found.Handed submission) {
                preparing.incrementAndGet();
                together.countDown();
                try {
                    assertThat(together.await(1, TimeUnit.MINUTES)).isTrue();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                preparing.decrementAndGet();
                return super.prepare(submission);
            }
        };
        List<ClassRun.Entry> entries = new ClassRun(grading, 2, SILENT).grade(handed("ada", "ben"));

        assertThat(together.getCount()).as("two were prepared side by side").isZero();
        assertThat(grading.log.subList(2, grading.log.size()))
                .as("after both were prepared")
                .containsExactly(
                        "finish ada beside 0", "close ada", "keep ada", "finish ben beside 0", "close ben", "keep ben");
        assertThat(entries).extracting(ClassRun.Entry::student).containsExactly("ada", "ben");
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                IllegalStateException.class,
                StackOverflowError.class,
                OutOfMemoryError.class,
                NoClassDefFoundError.class,
                AssertionError.class
            })
    void whatever_is_thrown_over_one_submission_costs_no_other_its_grade(Class<? extends Throwable> thrown)
            throws Exception {
        for (String step : List.of("earlier", "prepare", "finish", "retry", "keep")) {
            Recording grading = new Recording() {
                private void stumble(String here, String student) {
                    if (here.equals(step) && student.equals("ada")) {
                        sneak(thrown);
                    }
                }

                @Override
                public ClassRun.@Nullable Entry earlier(Found.Handed submission) {
                    stumble("earlier", submission.student());
                    return null;
                }

                @Override
                public ClassRun.Prepared prepare(Found.Handed submission) {
                    stumble("prepare", submission.student());
                    return super.prepare(submission);
                }

                @Override
                ClassRun.Entry finish(Found.Handed submission) {
                    stumble("finish", submission.student());
                    return new ClassRun.GradedEntry(submission.student(), Samples.pending());
                }

                @Override
                public ClassRun.Entry retry(Found.Handed submission) {
                    stumble("retry", submission.student());
                    return super.retry(submission);
                }

                @Override
                public void keep(Found.Handed submission, ClassRun.Entry entry) {
                    stumble("keep", submission.student());
                }
            };
            List<ClassRun.Entry> entries = new ClassRun(grading, 2, SILENT).grade(handed("ada", "ben"));

            assertThat(entries.get(0)).as(step).isInstanceOf(ClassRun.FaultEntry.class);
            assertThat(entries.get(1)).as(step).isEqualTo(new ClassRun.GradedEntry("ben", Samples.full()));
        }
    }

    @Test
    void what_broke_over_a_submission_is_prepared_once_more_alone() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        Recording grading = new Recording() {
            @Override
            public ClassRun.Prepared prepare(Found.Handed submission) {
                if (tries.incrementAndGet() == 1) {
                    throw new OutOfMemoryError("beside others");
                }
                return super.prepare(submission);
            }
        };
        assertThat(new ClassRun(grading, 2, SILENT).grade(handed("ada")))
                .containsExactly(new ClassRun.GradedEntry("ada", Samples.full()));
    }

    private static void sneak(Class<? extends Throwable> thrown) {
        try {
            Throwable instance = thrown.getDeclaredConstructor().newInstance();
            if (instance instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) instance;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    @Test
    void what_stays_undecided_is_judged_again_three_times_when_all_others_are_done() throws Exception {
        Recording grading = new Recording() {
            private int judged;

            @Override
            ClassRun.Entry finish(Found.Handed submission) {
                super.finish(submission);
                return new ClassRun.GradedEntry(
                        submission.student(), submission.student().equals("cyd") ? Samples.full() : Samples.pending());
            }

            @Override
            public ClassRun.Entry retry(Found.Handed submission) {
                ClassRun.Entry decided = super.retry(submission);
                boolean now = submission.student().equals("ben") && ++judged == 2;
                return now ? decided : new ClassRun.GradedEntry(submission.student(), Samples.pending());
            }
        };
        List<ClassRun.Entry> entries = new ClassRun(grading, 1, SILENT).grade(handed("ada", "ben", "cyd"));

        assertThat(grading.log.subList(3, grading.log.size()))
                .containsExactly(
                        "finish ada beside 0",
                        "close ada",
                        "finish ben beside 0",
                        "close ben",
                        "finish cyd beside 0",
                        "close cyd",
                        "keep cyd",
                        "retry ada beside 0",
                        "retry ben beside 0",
                        "retry ada beside 0",
                        "retry ben beside 0",
                        "keep ben",
                        "retry ada beside 0",
                        "keep ada");
        assertThat(entries)
                .containsExactly(
                        new ClassRun.GradedEntry("ada", Samples.pending()),
                        new ClassRun.GradedEntry("ben", Samples.full()),
                        new ClassRun.GradedEntry("cyd", Samples.full()));
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
        found.add(new Found.Broken("dan", new StackOverflowError()));
        List<ClassRun.Entry> entries = new ClassRun(grading, 1, SILENT).grade(found);

        assertThat(grading.log).containsExactly("prepare ben", "finish ben beside 0", "close ben", "keep ben");
        assertThat(entries.get(2)).isEqualTo(new ClassRun.UnusableEntry("cyd", "a bomb"));
        assertThat(entries.get(3)).isInstanceOf(ClassRun.FaultEntry.class);
    }

    private static List<Found> handed(String... students) {
        List<Found> found = new ArrayList<>();
        for (String student : students) {
            found.add(new Found.Handed(student, Path.of(student), SubmissionTime.UNKNOWN));
        }
        return found;
    }
}
