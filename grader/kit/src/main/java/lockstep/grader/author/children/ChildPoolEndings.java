package lockstep.grader.author.children;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import lockstep.grader.author.Case;
import lockstep.grader.author.Probe;
import lockstep.grader.author.children.Cast.Part;
import lockstep.grader.author.children.ChildPoolTrial.Begun;
import lockstep.grader.author.children.ChildrenTrial.Outcome;
import lockstep.grader.probe.CheckFailedError;

/** How calls of a pool of children end by an interrupt, and how the pool itself does. */
final class ChildPoolEndings extends ChildPoolDerivation {

    /** What a child does for a while; on any clock, for it is compared with the time that children have. */
    private static Part taking(long millis, boolean goesOn) {
        return (child, children) -> {
            Thread.sleep(millis);
            return goesOn;
        };
    }

    private static final Part NEVER_ENDING = after(FOR_EVER, (child, children) -> true);

    ChildPoolEndings(ChildPool contract) {
        super(contract);
    }

    // ---- interrupts

    Probe interrupts() {
        List<Case> cases = new ArrayList<>();
        Cast busy = meetingIn(Cast.WELL.on(requests("a", 6), NEVER), "b", CHILDREN);
        cases.add(interrupted("while all children are at work", busy, 1, 6));
        cases.add(interrupted("twice", busy, 2, 6));
        cases.add(interrupted("while one child is at work", meetingIn(Cast.WELL.on("a0", NEVER), "b", CHILDREN), 1, 6));
        cases.add(interrupted(
                "while the last request is being answered", meetingIn(Cast.WELL.on("a5", NEVER), "b", CHILDREN), 1, 6));
        cases.add(interrupted(
                "in the middle of an answer",
                meetingIn(
                        Cast.WELL.on(
                                requests("a", 3),
                                first(
                                        (child, children) -> {
                                            child.print(PoolChildren.answerTo("a"));
                                            return true;
                                        },
                                        NEVER)),
                        "b",
                        CHILDREN),
                1,
                3));
        cases.add(interrupted(
                "while deaf children are at work",
                meetingIn(Cast.WELL.on(requests("a", 6), first(DEAF, NEVER)), "b", CHILDREN),
                1,
                6));
        cases.add(inTime(
                1,
                "a call that is interrupted while its long request is being written",
                Cast.WELL.atStart(0, after(FOR_EVER, WELL)),
                trial -> {
                    expectInterrupted(trial, trial.begin(List.of("x".repeat(10_000))), 1);
                    trial.expectAnswers("b", "c");
                }));
        cases.add(inTime(
                CHILDREN, "a call with the interrupt flag set", Cast.WELL.on(requests("a", 3), NEVER), trial -> {
                    trial.expectThrown(
                            trial.beginInterrupted(requests("a", 3)),
                            InterruptedException.class,
                            ChildPoolSign.INTERRUPT_SWALLOWED);
                    trial.expectAnswers(requests("b", 7));
                }));
        cases.add(at(CHILDREN, "a call with the interrupt flag set, and quick children", Cast.WELL, trial -> {
            expectNotLost(trial, trial.beginInterrupted(requests("a", 3)));
            expectNotLost(trial, trial.beginInterrupted(List.of()));
            trial.expectAnswers(requests("b", 7));
        }));
        cases.add(inTime(
                CHILDREN,
                "a call that is interrupted after a child has failed",
                meetingIn(
                        Cast.WELL.on("a0", dyingAfter("")).on(List.of("a1", "a2"), after(HOURS, WELL)), "b", CHILDREN),
                trial -> {
                    Begun begun = trial.begin(requests("a", 3));
                    trial.stage.settle();
                    boolean interrupted = !begun.call().hasEnded();
                    if (interrupted) {
                        begun.call().caller().interrupt();
                    }
                    Outcome<Integer> outcome = trial.end(begun);
                    if (!outcome.threw(IOException.class) && !outcome.threw(InterruptedException.class)) {
                        throw trial.wrong(begun.text(), outcome, "throws InterruptedException or IOException", null);
                    }
                    if (interrupted && outcome.threw(IOException.class)) {
                        expectNotLost(trial, begun);
                    }
                    expectAllAtWork(trial, "b", ChildPoolSign.NOT_REPLACED);
                    trial.expectThrift();
                }));
        cases.add(inTime(
                2,
                "a call that is interrupted while another one has all children",
                Cast.WELL.on(requests("a", 2), held("open")),
                trial -> {
                    trial.withSeveralCalls();
                    Begun other = trial.begin(requests("a", 2));
                    trial.stage.settle();
                    expectInterrupted(trial, trial.begin(requests("b", 3)), 1);
                    trial.children.open("open");
                    trial.expectAnswers(other, requests("a", 2), null);
                    trial.expectAnswers(requests("c", 5));
                    if (!trial.children.given().stream()
                            .allMatch(given -> !given.request().startsWith("b"))) {
                        throw trial.wrong(
                                "requests were handed out though their call had been interrupted.",
                                "none",
                                "handed out",
                                null);
                    }
                    trial.expectThrift();
                }));
        cases.add(inTime(
                2,
                "a call that is interrupted when a child that has answered it works for another one",
                Cast.WELL.on("a1", NEVER).on("b0", held("open")),
                trial -> {
                    trial.withSeveralCalls();
                    Begun begun = trial.begin(List.of("a0", "a1"));
                    trial.stage.settle();
                    Begun other = trial.begin(List.of("b0"));
                    trial.stage.settle();
                    expectInterrupted(trial, begun, 1);
                    trial.children.open("open");
                    trial.expectAnswers(other, List.of("b0"), null);
                    trial.expectAnswers(requests("c", 5));
                    trial.expectThrift();
                }));
        cases.add(inTime(
                2,
                "a call that is interrupted beside another one",
                Cast.WELL.on("a0", held("open")).on("b0", NEVER),
                trial -> {
                    trial.withSeveralCalls();
                    Begun other = trial.begin(List.of("a0", "a1"));
                    trial.stage.settle();
                    expectInterrupted(trial, trial.begin(List.of("b0")), 1);
                    trial.children.open("open");
                    trial.expectAnswers(other, List.of("a0", "a1"), null);
                    trial.expectAnswers(requests("c", 5));
                    trial.expectThrift();
                }));
        return new Probe(cases);
    }

    private Case interrupted(String when, Cast cast, int times, int count) {
        return inTime(CHILDREN, "a call that is interrupted " + when, cast, trial -> {
            expectInterrupted(trial, trial.begin(requests("a", count)), times);
            expectAllAtWork(trial, "b", ChildPoolSign.NOT_REPLACED);
            trial.expectAnswers(requests("c", 7));
            trial.expectThrift();
        });
    }

    private static void expectInterrupted(ChildPoolTrial trial, Begun begun, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            trial.stage.settle();
            begun.call().caller().interrupt();
        }
        trial.expectThrown(begun, InterruptedException.class, ChildPoolSign.INTERRUPT_SWALLOWED);
    }

    private static void expectNotLost(ChildPoolTrial trial, Begun begun) throws Exception {
        Outcome<Integer> outcome = trial.end(begun);
        if (!outcome.interrupted() && !outcome.threw(InterruptedException.class)) {
            throw trial.wrong(
                    begun.text(),
                    outcome,
                    "throws InterruptedException, or leaves the interrupt flag set",
                    ChildPoolSign.INTERRUPT_SWALLOWED);
        }
    }

    // ---- closing

    Probe closes() {
        List<Case> cases = new ArrayList<>();
        for (int size : new int[] {1, CHILDREN}) {
            cases.add(at(size, "close without a call", Cast.WELL, ChildPoolTrial::expectClosed));
            cases.add(inTime(size, "close after calls", Cast.WELL, trial -> {
                trial.expectAnswers(requests("a", 2 * size + 1));
                trial.pause(HOURS);
                trial.expectAnswers(requests("b", 1));
                trial.expectClosed();
            }));
            cases.add(inTime(size, "close after a failure", Cast.WELL.on("a0", dyingAfter("")), trial -> {
                trial.throwsOrAnswers(trial.begin(requests("a", size)), requests("a", size));
                trial.expectClosed();
            }));
            cases.add(inTime(
                    size,
                    "close after all its children have ended",
                    Cast.WELL.on(requests("a", size), first(meeting("a", size), dyingAfter(""))),
                    trial -> {
                        trial.expectAnswers(requests("a", size));
                        trial.pause(HOURS);
                        trial.expectClosed();
                    }));
            cases.add(inTime(size, "close after an interrupt", Cast.WELL.on(requests("a", size), NEVER), trial -> {
                expectInterrupted(trial, trial.begin(requests("a", size)), 1);
                trial.expectClosed();
            }));
            cases.add(inTime(
                    size,
                    "close, with children that end neither with their input nor by destroy()",
                    Cast.WELL.atEnd(first(DEAF, NEVER_ENDING)),
                    trial -> {
                        trial.expectAnswers(requests("a", 2 * size));
                        trial.expectClosed();
                    }));
        }
        for (int failing = 0; failing < CHILDREN; failing++) {
            for (boolean deaf : new boolean[] {false, true}) {
                Cast cast = Cast.WELL.notStarting(failing);
                for (int i = 0; deaf && i < failing; i++) {
                    cast = cast.atStart(i, DEAF);
                }
                cases.add(unmade(
                        CHILDREN,
                        "where child " + failing + " cannot be started" + (deaf ? ", and the others are deaf" : ""),
                        deaf ? cast.atEnd(NEVER_ENDING) : cast,
                        trial -> {
                            Outcome<Integer> outcome = trial.make(CHILDREN);
                            int alive = trial.children.alive().size();
                            if (!outcome.threw(IOException.class)) {
                                throw trial.wrong(trial.text, outcome, "throws IOException", null);
                            }
                            if (alive > 0) {
                                throw trial.wrong(
                                        alive + " of its children were alive when it had failed.",
                                        "none",
                                        String.valueOf(alive),
                                        ChildPoolSign.LEFT_ALONE);
                            }
                            trial.expectNoThreads(trial.text);
                        }));
            }
        }
        return new Probe(cases);
    }

    Probe grace() {
        List<Case> cases = new ArrayList<>();
        long grace = contract.graceMillis();
        for (long millis : new long[] {0, grace / 2, grace - 200}) {
            cases.add(inTime(
                    CHILDREN,
                    "close, with children that end " + millis + " ms after their input",
                    Cast.WELL.atEnd(taking(millis, true)),
                    trial -> {
                        trial.expectAnswers(requests("a", 4));
                        trial.expectClosed();
                        expectEndedThemselves(trial);
                    }));
        }
        cases.add(inTime(
                CHILDREN,
                "close, interrupted, with children that end " + grace / 2 + " ms after their input",
                Cast.WELL.atEnd(taking(grace / 2, true)),
                trial -> expectClosedInterrupted(trial, false)));
        cases.add(inTime(
                CHILDREN,
                "close in a thread that has been interrupted, with children that do not end",
                Cast.WELL.atEnd(first(DEAF, NEVER_ENDING)),
                trial -> expectClosedInterrupted(trial, true)));
        return new Probe(cases);
    }

    private static void expectClosedInterrupted(ChildPoolTrial trial, boolean before) throws Exception {
        trial.expectAnswers(requests("a", 4));
        Begun closing = trial.beginClosing(before);
        trial.stage.settle();
        if (!before && !closing.call().hasEnded()) {
            closing.call().caller().interrupt();
        } else if (!before) {
            throw trial.wrong("close() returned before its children had ended.", "waits", "returned", null);
        }
        Outcome<Integer> outcome = trial.expectClosed(closing);
        if (!outcome.interrupted()) {
            throw interruptLost(trial, outcome);
        }
    }

    private static CheckFailedError interruptLost(ChildPoolTrial trial, Outcome<Integer> outcome) {
        return trial.wrong(
                        "close() returned, and an interrupt was lost.",
                        "the interrupt flag is set",
                        "it is not",
                        ChildPoolSign.INTERRUPT_SWALLOWED)
                .at(outcome.interruptTakenAt());
    }

    private void expectEndedThemselves(ChildPoolTrial trial) {
        int killed = trial.children.started().size() - trial.children.endedThemselves();
        if (killed > 0) {
            throw killed(trial, killed);
        }
    }

    private CheckFailedError killed(ChildPoolTrial trial, int count) {
        return trial.wrong(
                        "close() ended " + count
                                + " children by force that would have ended by themselves: a child ends when it has read to"
                                + " the end of its input.",
                        "children have " + contract.graceMillis() + " ms to end when their input has been closed",
                        count + " ended by force",
                        ChildPoolSign.INPUT_OPEN)
                .at(trial.children.started().stream()
                        .map(ScriptedChild::orderedAt)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null));
    }

    Probe afterClose() {
        List<Case> cases = new ArrayList<>();
        cases.add(inTime(CHILDREN, "calls after close", Cast.WELL, trial -> {
            trial.expectAnswers(requests("a", 4));
            trial.expectClosed();
            for (List<String> requests : List.of(List.of("b"), requests("c", 5), List.<String>of())) {
                trial.expectThrown(trial.begin(requests), IllegalStateException.class, null);
            }
            trial.expectClosed();
            expectNothingStarted(trial);
        }));
        cases.add(inTime(
                CHILDREN,
                "close by two threads at once, with children that take their time to end",
                Cast.WELL.atEnd(taking(contract.graceMillis() / 2, true)),
                trial -> {
                    Begun one = trial.beginClosing(false);
                    trial.stage.settle();
                    Begun other = trial.beginClosing(false);
                    trial.expectClosed(other);
                    trial.expectClosed(one);
                    expectEndedThemselves(trial);
                }));
        cases.add(inTime(
                CHILDREN,
                "close by two threads at once, the second of which is interrupted, with children that take their time to end",
                Cast.WELL.atEnd(taking(contract.graceMillis() / 2, true)),
                trial -> {
                    Begun one = trial.beginClosing(false);
                    trial.stage.settle();
                    Begun other = trial.beginClosing(false);
                    trial.stage.settle();
                    boolean waited = !other.call().hasEnded();
                    other.call().caller().interrupt();
                    Outcome<Integer> outcome = trial.expectClosed(other);
                    if (!outcome.interrupted() && waited) {
                        throw interruptLost(trial, outcome);
                    }
                    trial.expectClosed(one);
                }));
        cases.add(inTime(
                CHILDREN,
                "close while one child is at work and the others take their time to end",
                Cast.WELL.on("a", NEVER).atEnd(taking(contract.graceMillis() / 2, true)),
                trial -> {
                    Begun begun = trial.begin(List.of("a"));
                    trial.stage.settle();
                    expectClosedBeside(trial, begun);
                    int ended = trial.children.endedThemselves();
                    if (ended < CHILDREN - 1) {
                        throw killed(trial, CHILDREN - 1 - ended);
                    }
                }));
        Part slow = after(HOURS, WELL);
        for (int size : new int[] {1, CHILDREN}) {
            cases.add(closingBeside(size, "children that take hours", slow, 2 * size));
            cases.add(closingBeside(size, "deaf children that take hours", first(DEAF, slow), 2 * size));
            cases.add(closingBeside(size, "one child that takes hours", slow, 1));
        }
        cases.add(inTime(
                2,
                "close while a child does not read its long request",
                Cast.WELL.atStart(0, NEVER_ENDING).atStart(1, NEVER_ENDING),
                trial -> {
                    Begun begun = trial.begin(List.of("x".repeat(10_000)));
                    trial.stage.settle();
                    expectClosedBeside(trial, begun);
                }));
        cases.add(inTime(
                2,
                "close while a call waits for a child that another one has",
                Cast.WELL.on(requests("a", 2), slow),
                trial -> {
                    Begun first = trial.begin(requests("a", 2));
                    trial.stage.settle();
                    Begun second = trial.begin(requests("b", 2));
                    trial.stage.settle();
                    expectClosedBeside(trial, first, second);
                }));
        return new Probe(cases);
    }

    private Case closingBeside(int size, String who, Part part, int count) {
        return inTime(size, "close while a call waits for " + who, Cast.WELL.on(requests("a", count), part), trial -> {
            Begun begun = trial.begin(requests("a", count));
            trial.stage.settle();
            expectClosedBeside(trial, begun);
        });
    }

    /** Closes the pool while these calls are under way; they have to end by an exception, with no child started again. */
    private static void expectClosedBeside(ChildPoolTrial trial, Begun... calls) throws Exception {
        trial.withSeveralCalls();
        trial.expectClosed();
        for (Begun call : calls) {
            Outcome<Integer> outcome = trial.end(call);
            if (!outcome.threw(IOException.class)) {
                throw trial.wrong(
                        call.text() + ", with the pool closed meanwhile", outcome, "throws IOException", null);
            }
        }
        expectNothingStarted(trial);
    }

    private static void expectNothingStarted(ChildPoolTrial trial) throws Exception {
        trial.pause(HOURS);
        int alive = trial.children.alive().size();
        if (alive > 0) {
            throw trial.wrong(
                    alive + " children were alive though the pool had been closed.",
                    "none",
                    String.valueOf(alive),
                    ChildPoolSign.LEFT_ALONE);
        }
    }
}
