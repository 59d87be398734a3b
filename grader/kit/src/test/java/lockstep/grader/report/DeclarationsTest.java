package lockstep.grader.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import lockstep.grader.submission.SourceFile;
import lockstep.grader.submission.Submission;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeclarationsTest {

    private static final String FILE = "lockstep/lockedcounter/LockedCounter.java";

    private static final String SOURCE = """
            package lockstep.lockedcounter;
            // class LockedCounter { void increment() { } }
            /* public long update(LongUnaryOperator operation) {
             */
            public final class LockedCounter {
                private final String s = "void decrement() {";
                private long value = get();

                @Override
                public synchronized void increment() {
                    value++; increment(1);
                }

                public <T extends Comparable<T>> List<T>
                        update(LongUnaryOperator operation, int[]... more)
                        throws Exception {
                    return helper(operation);
                }

                public long get() {
                    return new Inner().decrement(2);
                }

                public void decrement(int by) {
                }
            }
            """;

    private static @Nullable SourceLocation nearest(String source, String message) {
        return declarations(source).nearest(message);
    }

    private static Declarations declarations(String source) {
        Submission submission = new Submission(
                "alice",
                "0".repeat(64),
                Map.of(Samples.LOCKED_COUNTER.id(), new Submission.Sources(List.of(new SourceFile(FILE, source)))),
                Map.of(),
                List.of(),
                List.of());
        return Declarations.of(submission, Samples.LOCKED_COUNTER);
    }

    private static int line(String message) {
        SourceLocation location = nearest(SOURCE, message);
        return location == null ? 0 : location.line();
    }

    @Test
    void the_method_that_a_message_calls_is_found_where_it_is_declared() {
        assertThat(line("increment() came too late")).isEqualTo(10);
        assertThat(line("new LockedCounter(3).update(v -> v + 1): expected 4")).isEqualTo(15);
        assertThat(line("get() after 2 decrement(): expected 0")).isEqualTo(24);
        assertThat(line("get() after new LockedCounter(1)")).isEqualTo(20);
    }

    @Test
    void without_a_method_it_is_the_class_and_without_a_class_nothing() {
        assertThat(line("LockedCounter: nothing in it takes a lock")).isEqualTo(5);
        assertThat(line("helper(1) is not there")).isEqualTo(5);
        assertThat(nearest("class Other {}", "increment()")).isNull();
        assertThat(nearest("", "increment()")).isNull();
    }

    @Test
    void text_that_does_not_end_does_no_harm() {
        for (String source :
                List.of("/* class LockedCounter", "\"\"\" class LockedCounter", "'\\", "increment(", "\"")) {
            assertThat(nearest(source, "increment()")).isNull();
        }
    }

    @Test
    void a_method_of_the_exercise_is_found_by_its_name_alone() {
        assertThat(line("new LockedCounter(1), decrement while another thread waits"))
                .isEqualTo(24);
        assertThat(line("new LockedCounter(1), helper while another thread waits"))
                .isEqualTo(5);
    }

    @Test
    void a_carriage_return_alone_ends_a_line_and_a_comment() {
        SourceLocation found = nearest(SOURCE.replace('\n', '\r'), "decrement()");

        assertThat(found).isEqualTo(new SourceLocation(FILE, 24));
    }
}
