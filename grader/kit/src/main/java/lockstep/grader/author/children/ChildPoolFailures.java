package lockstep.grader.author.children;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import lockstep.grader.author.Case;
import lockstep.grader.author.Probe;
import lockstep.grader.author.children.Cast.Part;
import lockstep.grader.author.children.ChildPoolTrial.Begun;
import lockstep.grader.author.children.ChildrenTrial.Outcome;

/** Children of a pool that fail, and what comes of it for their call, for others, and later. */
final class ChildPoolFailures extends ChildPoolDerivation {

    /** More children than anybody starts who does not start them in vain, again and again. */
    private static final int MANY = 50;

    private static final long A_SECOND = 1_000;

    ChildPoolFailures(ChildPool contract) {
        super(contract);
    }

    Probe failingChild() {
        List<Case> cases = new ArrayList<>();
        new TreeMap<>(failures()).forEach((way, part) -> {
            cases.add(failing(1, 1, 0, way, part));
            cases.add(failing(CHILDREN, CHILDREN, 1, way, part));
        });
        Part ends = dyingAfter("");
        for (int place : new int[] {0, 5, 9}) {
            cases.add(failing(CHILDREN, 10, place, "ends instead of answering", ends));
        }
        cases.add(failing(1, 3, 0, "ends instead of answering", ends));
        cases.add(failing(1, 3, 2, "ends instead of answering", ends));
        cases.add(inTime(
                CHILDREN,
                "a child fails while the others take hours",
                Cast.WELL.on(requests("a", 6), after(HOURS, WELL)).on("a1", ends),
                trial -> expectFailure(trial, 6)));
        cases.add(at(
                CHILDREN, "all children fail", Cast.WELL.on(requests("a", 6), ends), trial -> expectFailure(trial, 6)));
        cases.add(inTime(2, "all children end when they have just been started", endingAtOnce(), trial -> {
            trial.pause(HOURS);
            trial.expectThrown(trial.begin(requests("a", 2)), IOException.class, ChildPoolSign.NOT_REPLACED);
        }));
        return new Probe(cases);
    }

    private static Cast endingAtOnce() {
        Cast cast = Cast.WELL;
        for (int i = 0; i < MANY; i++) {
            cast = cast.atStart(i, (child, children) -> false);
        }
        return cast;
    }

    private Case failing(int size, int count, int place, String way, Part part) {
        return inTime(
                size,
                "a child that is given request " + place + " of " + count + " " + way,
                Cast.WELL.on("a" + place, part),
                trial -> expectFailure(trial, count));
    }

    private static void expectFailure(ChildPoolTrial trial, int count) throws Exception {
        trial.expectThrown(trial.begin(requests("a", count)), IOException.class, null);
    }

    Probe hugeAnswer() {
        return new Probe(sizes().mapToObj(size -> at(
                        size,
                        "a child whose answer is larger than the heap",
                        Cast.WELL.on("a0", (child, children) -> {
                            child.printHugeLine();
                            return children.done(child);
                        }),
                        trial -> {
                            Begun begun = trial.begin(requests("a", size));
                            Outcome<Integer> outcome = trial.end(begun);
                            // Who reads it piece by piece may have room for it here.
                            boolean read = outcome.value() instanceof List<?> answers
                                    && String.valueOf(answers.get(0)).startsWith("xxx");
                            if (!read && !outcome.threw(IOException.class) && !outcome.threw(OutOfMemoryError.class)) {
                                throw trial.wrong(
                                        begun.text(), outcome, "throws IOException or OutOfMemoryError", null);
                            }
                            trial.expectAnswers(requests("b", 2 * size));
                        }))
                .toList());
    }

    Probe goesOn() {
        List<Case> cases = new ArrayList<>();
        new TreeMap<>(failures()).forEach((way, part) -> {
            cases.add(goingOn(1, "a child " + way, Cast.WELL.on("a0", part), false));
            cases.add(goingOn(CHILDREN, "a child " + way, Cast.WELL.on("a1", part), false));
        });
        Part ends = dyingAfter("");
        cases.add(goingOn(CHILDREN, "all children fail", Cast.WELL.on(requests("a", 3), ends), false));
        cases.add(goingOn(
                CHILDREN,
                "a child fails while the others take hours",
                Cast.WELL.on(requests("a", 6), after(HOURS, WELL)).on("a1", ends),
                false));
        cases.add(goingOn(
                CHILDREN,
                "a child fails while others are in the middle of their answers",
                Cast.WELL
                        .on(List.of("a0", "a2"), (child, children) -> {
                            child.print(PoolChildren.answerTo("a"));
                            child.pause(HOURS);
                            return children.done(child);
                        })
                        .on("a1", ends),
                false));
        for (int size : new int[] {1, CHILDREN}) {
            cases.add(goingOn(
                    size,
                    "a child fails, and another one cannot be started at first",
                    Cast.WELL.on("a0", ends).notStarting(size),
                    true));
            cases.add(inTime(
                    size,
                    "a child ends while it has nothing to do, and another one cannot be started at first",
                    meetingIn(
                            Cast.WELL
                                    .on("a0", first(WELL, after(A_SECOND, dyingAfter(""))))
                                    .notStarting(size),
                            "b",
                            size),
                    trial -> {
                        trial.expectAnswers("a0");
                        trial.pause(HOURS);
                        boolean unused = trial.throwsOrAnswers(trial.begin(requests("c", size)), requests("c", size));
                        expectAllAtWork(trial, "b", ChildPoolSign.NOT_REPLACED);
                        trial.expectThrift();
                    }));
            cases.add(dyingIdle(size, 1));
            cases.add(dyingIdle(size, size));
            cases.add(inTime(
                    size,
                    "a child that ends right after its answer",
                    meetingIn(Cast.WELL.on("a0", first(WELL, dyingAfter(""))), "b", size),
                    trial -> {
                        trial.throwsOrAnswers(trial.begin(requests("a", 2 * size)), requests("a", 2 * size));
                        trial.pause(HOURS);
                        expectAllAtWork(trial, "b", ChildPoolSign.NOT_REPLACED);
                        trial.expectThrift();
                    }));
            cases.add(inTime(
                    size,
                    "a child that prints a line too much after " + contract.done(),
                    meetingIn(Cast.WELL.on("a0", first(WELL, babbling("hello\n"))), "c", size),
                    trial -> {
                        trial.throwsOrAnswers(trial.begin(List.of("a0")), List.of("a0"));
                        trial.pause(HOURS);
                        trial.throwsOrAnswers(trial.begin(requests("b", 2 * size)), requests("b", 2 * size));
                        expectAllAtWork(trial, "c", ChildPoolSign.STALE);
                    }));
        }
        cases.add(inTime(2, "failures in ten calls in a row", tenFailures(), trial -> {
            for (int i = 0; i < 10; i++) {
                trial.expectThrown(trial.begin(requests("f" + i + "-", 2)), IOException.class, null);
            }
            expectAllAtWork(trial, "b", ChildPoolSign.NOT_REPLACED);
            trial.expectThrift();
        }));
        return new Probe(cases);
    }

    private Cast tenFailures() {
        Cast cast = meetingIn(Cast.WELL, "b", 2);
        for (int i = 0; i < 10; i++) {
            cast = cast.on("f" + i + "-" + i % 2, dyingAfter(""));
        }
        return cast;
    }

    /** A call fails; the next one finds all children there, and gets its own answers. */
    private Case goingOn(int size, String what, Cast cast, boolean mayFailAgain) {
        return inTime(size, what + ", and another call", meetingIn(cast, "b", size), trial -> {
            trial.throwsOrAnswers(trial.begin(requests("a", size == 1 ? 1 : 6)), requests("a", size == 1 ? 1 : 6));
            if (mayFailAgain) {
                trial.ifStuck(ChildPoolSign.PLACE_LOST);
                // Whoever starts children when they are needed learns only now that one cannot be started.
                trial.throwsOrAnswers(trial.begin(requests("c", size)), requests("c", size));
            }
            expectAllAtWork(trial, "b", ChildPoolSign.NOT_REPLACED);
            trial.expectAnswers(requests("d", 2 * size + 1));
            trial.expectThrift();
        });
    }

    /** Children end while they have nothing to do, with nobody the worse for it. */
    private Case dyingIdle(int size, int many) {
        Cast cast = meetingIn(Cast.WELL, "b", size);
        for (int i = 0; i < many; i++) {
            cast = cast.on("a" + i, first(meeting("a", size), after(A_SECOND, dyingAfter(""))));
        }
        for (int i = many; i < size; i++) {
            cast = cast.on("a" + i, meeting("a", size));
        }
        return inTime(size, many + " of its children end while they have nothing to do", cast, trial -> {
            trial.expectAnswers(requests("a", size));
            trial.pause(HOURS);
            expectAllAtWork(trial, "b", ChildPoolSign.NOT_REPLACED);
            trial.expectAnswers(requests("d", 2 * size + 1));
            trial.expectThrift();
        });
    }

    Probe atOnce() {
        List<Case> cases = new ArrayList<>();
        for (int size : new int[] {1, 2, CHILDREN}) {
            cases.add(inTime(
                    size,
                    "two calls at once",
                    Cast.WELL.on(requests("a", 4), after(1_000, WELL)).on(requests("b", 4), after(1_500, WELL)),
                    trial -> {
                        Begun one = trial.begin(requests("a", 5));
                        Begun other = trial.begin(requests("b", 5));
                        trial.expectAnswers(one, requests("a", 5), null);
                        trial.expectAnswers(other, requests("b", 5), null);
                        trial.expectThrift();
                    }));
            cases.add(inTime(
                    size,
                    "a call beside one whose child fails",
                    Cast.WELL
                            .on(requests("a", 4), after(1_000, WELL))
                            .on("a2", after(1_000, dyingAfter("")))
                            .on(requests("b", 4), after(1_500, WELL)),
                    trial -> {
                        trial.withSeveralCalls();
                        Begun failing = trial.begin(requests("a", 4));
                        Begun beside = trial.begin(requests("b", 6));
                        trial.expectThrown(failing, IOException.class, null);
                        trial.expectAnswers(beside, requests("b", 6), null);
                        trial.expectAnswers(requests("c", 2 * size));
                        trial.expectThrift();
                    }));
        }
        cases.add(waitingForOneOfTwo("has failed", dyingAfter(""), true));
        cases.add(at(2, "two pools at once", Cast.WELL.on("a0", held("open")), trial -> {
                    Begun held = trial.begin(List.of("a0"));
                    trial.stage.settle();
                    trial.make(2);
                    trial.expectAnswers(requests("b", 5));
                    trial.end(trial.beginClosing(false));
                    int alive = trial.children.alive().size();
                    trial.children.open("open");
                    if (alive != 2) {
                        throw trial.wrong(
                                "when one of two pools had been closed, " + alive + " children were alive.",
                                "the 2 of the other one",
                                String.valueOf(alive),
                                null);
                    }
                    trial.expectAnswers(held, List.of("a0"), null);
                })
                .betweenTwoObjects());
        return new Probe(cases);
    }
}
