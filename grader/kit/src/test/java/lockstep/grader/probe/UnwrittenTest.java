package lockstep.grader.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import lockstep.fixture.Accounts;
import lockstep.grader.verdict.Finding;
import lockstep.grader.verdict.Verdict;
import org.junit.jupiter.api.Test;

/** A method that is still a stub is named, whichever way its exception takes. */
class UnwrittenTest {

    private static final String MESSAGE = "unwritten is not written yet.";

    private final Accounts accounts = new Accounts();

    @Test
    void thrown_directly_or_as_a_cause() {
        UnsupportedOperationException thrown = stubs();
        for (Throwable each : new Throwable[] {thrown, new ExecutionException(new IllegalStateException(thrown))}) {
            Finding finding = ((Verdict.Failed) VerdictOf.thrown("title", each)).finding();
            assertThat(finding.message()).isEqualTo(MESSAGE);
            assertThat(finding.location()).isNotNull();
            assertThat(finding.advice()).isNotNull();
        }
    }

    @Test
    void thrown_where_an_answer_or_an_exception_is_expected() {
        assertThatThrownBy(() -> Expect.noThrow("an answer", "call", this::call))
                .hasMessage(MESSAGE);
        assertThatThrownBy(() -> Expect.failure(RuntimeException.class, "call", this::call))
                .hasMessage(MESSAGE);
    }

    @Test
    void a_probe_that_waits_for_another_thread_hears_of_it() {
        OtherThread<Object> other = OtherThread.start(this::call);
        assertThatThrownBy(() -> other.awaitOpen(new CountDownLatch(1), "call", "nobody came"))
                .isSameAs(thrownBy(other));
        OtherThread<Object> quick = OtherThread.start(() -> 1);
        assertThatThrownBy(() -> quick.awaitOpen(new CountDownLatch(1), "call", "nobody came"))
                .hasMessage("call returned, though nobody came.");
    }

    @Test
    void of_our_own_is_no_stub() {
        assertThat(SubmissionFrames.unwritten(Thrown.of(new UnsupportedOperationException("not written yet"))))
                .isEmpty();
    }

    private Object call() {
        Boundary.run(accounts::unwritten);
        return accounts;
    }

    private UnsupportedOperationException stubs() {
        try {
            accounts.unwritten();
        } catch (UnsupportedOperationException e) {
            return e;
        }
        throw new AssertionError("the stub did not throw");
    }

    private static Throwable thrownBy(OtherThread<?> other) {
        try {
            other.answerWithin(OtherThread.PATIENCE);
        } catch (Exception e) {
            return e;
        }
        throw new AssertionError("the call did not throw");
    }
}
