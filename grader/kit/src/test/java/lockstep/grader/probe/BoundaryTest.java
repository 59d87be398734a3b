package lockstep.grader.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import lockstep.fixture.Evil;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Finding;
import lockstep.grader.verdict.Outcome;
import lockstep.grader.verdict.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a submission throws, it is the submission's, and nothing of it runs in the kit's threads. */
class BoundaryTest {

    @ParameterizedTest
    @EnumSource(Evil.Way.class)
    void an_exception_whose_accessors_misbehave_counts_against_the_submission(Evil.Way way) {
        Verdict verdict = verdictOn(() -> Evil.fail(way));
        assertThat(((Verdict.Failed) verdict).finding().message()).contains("Evil");
    }

    @Test
    void an_accessor_that_never_returns_is_waited_for_once() {
        int unused = Evil.callsOfMessage();
        Thrown thrown = thrownBy(() -> Evil.fail(Evil.Way.MESSAGE_NEVER_COMES));
        assertThat(thrown.message()).isEmpty();
        assertThat(thrown.message()).isEmpty();
        assertThat(Evil.callsOfMessage()).isEqualTo(1);
    }

    @Test
    void what_the_platform_throws_without_any_frame_of_the_submission_is_the_submissions() {
        for (Callable<?> call : List.<Callable<?>>of(
                () -> "ab".repeat(Integer.MAX_VALUE), () -> List.of().get(3), () -> recurse(0), () -> {
                    throw new NoClassDefFoundError("lockstep/threadedsum/Missing");
                })) {
            assertThat(verdictOn(call).outcome()).isEqualTo(Outcome.FAILED);
        }
    }

    @Test
    void a_fault_of_the_probe_is_not_the_submissions() {
        assertThat(VerdictOf.thrown("title", new IllegalStateException("ours")).outcome())
                .isEqualTo(Outcome.ERRORED);
    }

    @Test
    void what_the_kit_throws_through_the_submission_crosses_as_it_is() {
        CheckFailedError failure = new CheckFailedError(
                new Finding("wrong", null, null, List.of(new Evidence.Counterexample("call", "1", "2"))));
        assertThatThrownBy(() -> Boundary.call(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }

    @Test
    void objects_are_told_by_identity_and_type_through_any_wrapper() {
        IllegalStateException inside = new IllegalStateException("inside");
        Thrown thrown = thrownBy(() -> {
            throw new ExecutionException(inside);
        });
        assertThat(thrown.isA(ExecutionException.class)).isTrue();
        assertThat(thrown.chain().anyMatch(each -> each.is(inside))).isTrue();
        assertThat(thrown.inWords()).isEqualTo("threw ExecutionException: " + inside);
    }

    @Test
    void what_crosses_two_boundaries_is_told_as_what_it_was() {
        Thrown thrown = thrownBy(() -> {
            throw new ExecutionException(crossing(() -> {
                throw new IllegalStateException("inside");
            }));
        });
        assertThat(thrown.cause()).isNotNull().extracting(Thrown::simpleName).isEqualTo("IllegalStateException");
    }

    @Test
    void code_that_runs_apart_cannot_interrupt_who_waits_for_it() throws Exception {
        Thread student = Boundary.apart(Thread::currentThread);
        assertThat(student).isNotSameAs(Thread.currentThread());
        assertThat(Boundary.apart(() -> {
                    Thread.currentThread().interrupt();
                    return Boundary.isOpenHere();
                }))
                .isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void threads_look_like_those_of_any_program() throws Exception {
        String name = Boundary.apart(() -> Thread.currentThread().getName());
        String group =
                Boundary.apart(() -> Thread.currentThread().getThreadGroup().getName());
        assertThat(name).matches("Thread-\\d+");
        assertThat(group).isEqualTo("main");
        assertThat(Boundary.apart(() -> Thread.currentThread().getClass())).isEqualTo(Thread.class);
    }

    @Test
    void functions_are_of_one_class_whatever_they_do() {
        assertThat(Handed.term(i -> i)).hasSameClassAs(Handed.task(i -> i));
        assertThat(Handed.term(i -> i + 1).applyAsLong(2)).isEqualTo(3);
        assertThat(Handed.task(text -> text + "!").apply("a")).isEqualTo("a!");
    }

    private static int recurse(int depth) {
        return depth < 0 ? depth : recurse(depth + 1) + 1;
    }

    private static Verdict verdictOn(Callable<?> call) {
        return VerdictOf.thrown("title", crossing(call));
    }

    private static Thrown thrownBy(Callable<?> call) {
        return crossing(call).thrown();
    }

    private static ThrownBySubmission crossing(Callable<?> call) {
        try {
            Boundary.call(call);
        } catch (ThrownBySubmission e) {
            return e;
        }
        throw new AssertionError("nothing was thrown");
    }
}
