package lockstep.grader.author;

import java.util.List;
import lockstep.engine.Actors;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.ThrownBySubmission;
import lockstep.grader.verdict.Evidence;

/** A call that has to wait until another one lets it go on. */
record Waiting<S, M>(Subject<S, M> subject, List<Op<S, M>> before, Op<S, M> call, Op<S, M> freedBy) {

    Case waits() {
        String text =
                call.text() + " after " + Sequence.text(subject, before) + ", until another thread's " + freedBy.text();
        return Case.of(text, actors -> play(actors, text)).inOrders(12);
    }

    private void play(Actors actors, String text) throws InterruptedException {
        History<S, M> history = new History<>(subject, true);
        Thread first = actors.start(() -> before.forEach(op -> history.now(op, 0)));
        actors.await(first);
        Thread waiting = subject.start(actors, history, Made.of(call, 1));
        actors.settle();
        if (!history.isExplained()) {
            throw failed(history, call.text() + " after " + Sequence.text(subject, before), "to wait");
        }
        actors.await(subject.start(actors, history, Made.of(freedBy, 2)));
        actors.await(waiting);
        history.observe();
        if (!history.isExplained()) {
            throw failed(history, text, history.permitted());
        }
    }

    private static <S, M> RuntimeException failed(History<S, M> history, String text, String expected) {
        ThrownBySubmission threw = history.unexpected();
        if (threw != null) {
            return threw;
        }
        String observed = history.observed();
        CheckFailedError error = CheckFailedError.because(
                text + ": expected " + expected + ", but it "
                        + (observed.isEmpty() ? "returned." : "gave " + observed + "."),
                new Evidence.Counterexample(text, expected, observed.isEmpty() ? "returned" : observed));
        throw error;
    }
}
