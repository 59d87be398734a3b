package lockstep.grader.author;

import java.util.List;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.ThrownBySubmission;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/** A call that has to wait until another one lets it go on. */
record Waiting<S, M>(Subject<S, M> subject, List<Op<S, M>> before, Op<S, M> call, Op<S, M> freedBy) {

    Case waits() {
        String text =
                call.text() + " after " + Sequence.text(subject, before) + ", until another thread's " + freedBy.text();
        return Case.of(text, stage -> play(stage, text)).inOrders(12);
    }

    private void play(Stage stage, String text) throws InterruptedException {
        History<S, M> history = begin(stage);
        Made<S, M> made = Made.of(call, 1);
        Thread waiting = subject.start(stage, history, made);
        stage.settle();
        stage.pause(stage.longTime());
        if (!history.isExplained()) {
            throw failed(history, call.text() + " after " + Sequence.text(subject, before), "to wait", made.answeredAt);
        }
        // Who only asks for the state waits for nobody.
        stage.await(stage.start(history::observe));
        stage.await(subject.start(stage, history, Made.of(freedBy, 2)));
        stage.await(waiting);
        history.observe();
        if (!history.isExplained()) {
            throw failed(history, text, history.permitted(), history.answeredAt());
        }
    }

    Probe ends() {
        return Probe.of(ends(false), ends(true), endsBesideAnother());
    }

    private Case ends(boolean beforehand) {
        String text = call.text() + " after " + Sequence.text(subject, before) + " in a thread that "
                + (beforehand ? "has been interrupted" : "is interrupted while it waits");
        return Case.of(text, stage -> interrupt(stage, beforehand, text)).inOrders(12);
    }

    private void interrupt(Stage stage, boolean beforehand, String text) throws InterruptedException {
        History<S, M> history = begin(stage);
        Made<S, M> ended = history.add(Made.of(call, 1));
        Thread thread = stage.start(() -> {
            if (beforehand) {
                Thread.currentThread().interrupt();
            }
            history.perform(ended);
        });
        stage.settle();
        thread.interrupt();
        stage.settle();
        expectInterrupted(ended, text, stage.line(List.of(thread)));
        Thread next = subject.start(stage, history, Made.of(call, 2));
        stage.settle();
        stage.await(subject.start(stage, history, Made.of(freedBy, 3)));
        stage.await(next);
        history.observe();
        if (!history.isExplainedWithout(ended, null)) {
            throw failed(
                    history,
                    text + ", and then another thread's " + call.text(),
                    "the first call to leave no trace",
                    null);
        }
    }

    /** Where another call has been waiting for longer. */
    private Case endsBesideAnother() {
        String text = call.text() + " after " + Sequence.text(subject, before)
                + " in a thread that is interrupted while it waits behind another one";
        return Case.of(text, stage -> {
                    History<S, M> history = begin(stage);
                    Thread longer = subject.start(stage, history, Made.of(call, 1));
                    stage.settle();
                    Made<S, M> ended = Made.of(call, 2);
                    Thread thread = subject.start(stage, history, ended);
                    stage.settle();
                    thread.interrupt();
                    stage.settle();
                    expectInterrupted(ended, text, stage.line(List.of(thread)));
                    stage.await(subject.start(stage, history, Made.of(freedBy, 3)));
                    stage.await(longer);
                    history.observe();
                    if (!history.isExplainedWithout(ended, null)) {
                        throw failed(history, text, "that call to leave no trace", null);
                    }
                })
                .inOrders(12);
    }

    /** @param waitsAt where its thread is, if it has not ended */
    private static <S, M> void expectInterrupted(Made<S, M> ended, String text, @Nullable SourceLocation waitsAt) {
        ThrownBySubmission threw = ended.threw;
        if (threw == null || !threw.thrown().isA(InterruptedException.class)) {
            String actual = !ended.isOver()
                    ? "it waited on"
                    : threw == null
                            ? "it returned " + ended.returned()
                            : "it " + threw.thrown().inWords();
            CheckFailedError wrong = CheckFailedError.because(
                    text + ": expected an InterruptedException, but " + actual + ".",
                    new Evidence.Counterexample(text, "an InterruptedException", actual));
            throw ended.isOver() ? wrong.answeredAt(ended.answeredAt) : wrong.at(waitsAt);
        }
    }

    private History<S, M> begin(Stage stage) throws InterruptedException {
        History<S, M> history = new History<>(subject, true);
        stage.await(stage.start(() -> before.forEach(op -> history.now(op, 0))));
        return history;
    }

    /** @param line that gave a wrong answer, or null */
    private static <S, M> CheckFailedError failed(
            History<S, M> history, String text, String expected, @Nullable SourceLocation line) {
        ThrownBySubmission threw = history.unexpected();
        if (threw != null) {
            throw threw;
        }
        String observed = history.observed();
        return CheckFailedError.because(
                        text + ": expected " + expected + ", but it "
                                + (observed.isEmpty() ? "returned." : "gave " + observed + "."),
                        new Evidence.Counterexample(text, expected, observed.isEmpty() ? "returned" : observed))
                .answeredAt(line);
    }
}
