package lockstep.grader.author;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import lockstep.engine.Actors;
import lockstep.engine.explain.BugPattern;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.ThrownBySubmission;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.Evidence;

/** What other threads can do while one is inside the function of a call. */
record OneStep<S, M>(Subject<S, M> subject, Op<S, M> taking, List<Op<S, M>> others) {

    /** Threads come one by one; what is left open is who goes first when the one inside has left. */
    private static final int SOME = 12;

    private static final Advice GAVE_UP = new Advice(
            "A change that finds the lock taken has to wait: its caller believes that it was made.",
            "What does the method do when the lock is taken?",
            null);

    private static final Advice READ_TOO_LATE = new Advice(
            "What a call returns is its own result. As soon as the lock is given back, a field may hold what another thread"
                    + " has made of it.",
            "In the line that returns: do you read the field, and is the lock still held there? A local variable belongs"
                    + " to its thread alone.",
            null);

    private static final Advice TIME_LIMIT = new Advice(
            "However long another thread is inside, nobody else may come in: a time limit only says when to give up.",
            "What does your method do when its time is up and the lock is still taken?",
            null);

    Probe probe() {
        List<Case> pairs = others.stream()
                .flatMap(one ->
                        subject.observers().stream().flatMap(look -> Stream.of(List.of(one, look), List.of(look, one))))
                .map(two -> Case.of(
                                two.get(0).text() + " and " + two.get(1).text() + " while the function of "
                                        + taking.text() + " runs",
                                actors -> expectExplained(during(actors, two, Duration.ZERO, false)))
                        .inOrders(SOME))
                .toList();
        return new Probe(Stream.concat(
                        Stream.of(
                                eachAlone(),
                                Case.inVirtualTime(text() + ", for long", stage -> checkEach(stage, stage.longTime()))
                                        .inOrders(SOME)),
                        pairs.stream())
                .toList());
    }

    /** Asks only what one call of another thread can do. */
    Probe oneByOne() {
        return Probe.of(eachAlone());
    }

    private Case eachAlone() {
        return Case.of(text(), actors -> checkEach(actors, Duration.ZERO)).inOrders(SOME);
    }

    private String text() {
        return "calls of other threads while the function of " + taking.text() + " runs";
    }

    private static <S, M> void expectExplained(History<S, M> history) {
        ThrownBySubmission threw = history.unexpected();
        if (!history.isExplained()) {
            if (threw != null) {
                throw threw;
            }
            throw unexplained(history);
        }
    }

    private static CheckFailedError unexplained(History<?, ?> history) {
        return CheckFailedError.because(
                history.text() + ": expected " + history.permitted() + ", but it gave " + history.observed() + ".",
                new Evidence.Counterexample(history.text(), history.permitted(), history.observed()));
    }

    private void checkEach(Actors actors, Duration time) throws InterruptedException {
        List<Op<S, M>> lost = new ArrayList<>();
        List<Evidence> evidence = new ArrayList<>();
        for (Op<S, M> other : others) {
            History<S, M> history = during(actors, List.of(other), time, false);
            if (!history.isExplained()) {
                ThrownBySubmission threw = history.unexpected();
                if (threw != null) {
                    throw threw;
                }
                if (history.isExplainedButForTheFirst()) {
                    throw readTooLate(history, other);
                }
                if (history.isExplainedByAnswers()) {
                    throw calledAgain(history, other);
                }
                if (subject.observers().contains(other)) {
                    // It changes nothing that could be lost.
                    throw unexplained(history);
                }
                lost.add(other);
                evidence.add(new Evidence.Counterexample(
                        other.text() + " of another thread while the function of " + taking.text() + " is running, on "
                                + subject.construction(),
                        history.permitted(),
                        history.observed()));
            }
        }
        if (!lost.isEmpty()) {
            throw lost(actors, lost, evidence, time);
        }
    }

    private CheckFailedError lost(Actors actors, List<Op<S, M>> lost, List<Evidence> evidence, Duration time)
            throws InterruptedException {
        // A call that fails overwrites nothing: what came between is then still there.
        boolean cameBetween = during(actors, List.of(lost.get(0)), time, true).isExplained();
        // If some changes wait for the running call and others do not, the lock works and some do not ask.
        // What happens each time does not come from being woken for no reason.
        Advice unguarded = lost.size() < others.size() && areLostAgain(actors, lost, time) ? unguarded() : null;
        List<String> names = lost.stream().map(Op::text).toList();
        return CheckFailedError.because(
                String.join(" and ", names) + " of another thread "
                        + (cameBetween
                                ? "came between the reading and the writing of a running " + taking.method()
                                        + "(...), and a change was lost."
                                : "returned during a running " + taking.method()
                                        + "(...) without having changed anything, then or later."),
                cameBetween ? time.isZero() ? unguarded : TIME_LIMIT : GAVE_UP,
                null,
                evidence.toArray(Evidence[]::new));
    }

    private Advice unguarded() {
        return subject.advice(
                BugPattern.UNLOCKED_WRITE,
                "A lock keeps out only those who ask for the same lock: a single method that does not undoes the work of all "
                        + "others.",
                "Write down for each method which lock it takes before it touches the state. The list should have one"
                        + " entry.");
    }

    private boolean areLostAgain(Actors actors, List<Op<S, M>> lost, Duration time) throws InterruptedException {
        for (Op<S, M> other : lost) {
            if (during(actors, List.of(other), time, false).isExplained()) {
                return false;
            }
        }
        return true;
    }

    private CheckFailedError calledAgain(History<S, M> history, Op<S, M> other) {
        Made<S, M> again = history.calledMostOften();
        String text = "the values that " + again.op.text()
                + " called its function with, while another thread made the call "
                + (again.op == other ? taking : other).text();
        String expected = "one value, the one that it replaced";
        String given = again.given.toString();
        return CheckFailedError.because(
                text + ": expected " + expected + ", but it gave " + given + ".",
                new Evidence.Counterexample(text, expected, given));
    }

    private CheckFailedError readTooLate(History<S, M> history, Op<S, M> other) {
        return CheckFailedError.because(
                taking.text() + " returned the value as another thread's " + other.text()
                        + " left it, and not its own: " + "expected " + history.permitted() + ", but it gave "
                        + history.observed() + ".",
                READ_TOO_LATE,
                null,
                new Evidence.Counterexample(history.text(), history.permitted(), history.observed()));
    }

    /** Makes calls, each by a thread of its own, while another one is inside for so long. */
    private History<S, M> during(Actors actors, List<Op<S, M>> calls, Duration time, boolean failing)
            throws InterruptedException {
        History<S, M> history = new History<>(subject, true);
        CountDownLatch open = new CountDownLatch(1);
        Made.Function held = Made.held(new CountDownLatch(1), open);
        Thread holder = subject.start(
                actors,
                history,
                failing
                        ? Made.throwing(taking, 0, held, () -> ThrowableKind.UNCHECKED.make("thrown inside"))
                        : Made.doing(taking, 0, held));
        actors.settle();
        List<Thread> threads = new ArrayList<>();
        for (Op<S, M> call : calls) {
            threads.add(subject.start(actors, history, Made.of(call, threads.size() + 1)));
            actors.settle();
        }
        if (!time.isZero()) {
            Thread.sleep(time.toMillis());
            actors.settle();
        }
        open.countDown();
        actors.await(holder);
        for (int i = 0; i < calls.size(); i++) {
            actors.await(threads.get(i));
        }
        history.observe();
        return history;
    }
}
