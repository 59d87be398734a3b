package lockstep.grader.author.children;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import lockstep.grader.author.Call;
import lockstep.grader.author.Case;
import lockstep.grader.author.Probe;
import lockstep.grader.author.children.ChildrenTrial.Outcome;
import org.jspecify.annotations.Nullable;

/** How a call with children ends: by a child that fails, by an interrupt, and with nobody left. */
final class ChildrenEndings<C, A> extends ChildrenDerivation<C, A> {

    private static final long SOME_TIME = 150;
    private static final long FOR_EVER = 12_000 * HOURS;

    private static final String DEAF = ", with children that take no notice of destroy()";

    ChildrenEndings(ChildrenCall<C, A> call) {
        super(call);
    }

    // ---- children that fail

    Probe badLines() {
        return new Probe(call.badLines().stream()
                .flatMap(line -> failing(
                        " when a child prints the line \"" + line + "\"", child -> printAmong(child, line), null))
                .toList());
    }

    /** Who reads a line as a whole may as well find the heap too small for it. */
    Probe hugeLine() {
        return new Probe(byOneOf(
                        " when a child prints a line that is larger than the heap",
                        this::flood,
                        trial -> trial.expectThrown(trial.outcome(plain), null, call.failure(), OutOfMemoryError.class))
                .toList());
    }

    private int printAmong(ScriptedChild<A> child, String line) throws InterruptedException {
        List<String> lines = call.lines(child, 2);
        child.print(lines.get(0));
        child.print(line);
        child.print(lines.get(1));
        return end(child);
    }

    private int flood(ScriptedChild<A> child) throws InterruptedException {
        child.printHugeLine();
        return end(child);
    }

    Probe missingEnd() {
        return new Probe(Stream.of(
                        failing(
                                " when a child exits with status 0 and no " + call.endMark(),
                                this::printWithoutEnd,
                                null),
                        failing(
                                " when a child exits with status 1 in the middle of its work",
                                child -> {
                                    child.print(call.lines(child, 2).get(0));
                                    return 1;
                                },
                                null),
                        failing(" when a child exits at once with status 1", child -> 1, null),
                        Stream.of(playing(
                                " when one child says " + call.endMark() + " twice and another one ends without",
                                child -> {
                                    // By then there are as many ends as children.
                                    child.pause(child.number() == 1 ? SOME_TIME : 0);
                                    print(child, 1);
                                    if (child.number() == 0) {
                                        int unused = end(child);
                                    }
                                    return child.number() == 1 ? 0 : end(child);
                                },
                                expectFailure(null))))
                .flatMap(cases -> cases)
                .toList());
    }

    private int printWithoutEnd(ScriptedChild<A> child) throws InterruptedException {
        print(child, 1);
        return 0;
    }

    Probe badStatus() {
        return new Probe(Stream.of(0L, SOME_TIME, HOURS)
                .flatMap(pause -> failing(
                        " when a child exits with status 3 "
                                + (pause == 0 ? "" : pause == SOME_TIME ? "some time " : "hours ") + "after "
                                + lastWords(),
                        child -> {
                            int unused = playWell(child);
                            child.pause(pause);
                            return 3;
                        },
                        ChildSign.STATUS_IGNORED))
                .toList());
    }

    Probe failing(String circumstances, Script<A> part) {
        return new Probe(failing(circumstances, part, null).toList());
    }

    Probe missingChild() {
        return new Probe(numbers()
                .mapToObj(one -> whenOneCannotStart(
                        one,
                        "",
                        this::playWell,
                        trial -> trial.expectThrown(trial.outcome(plain), null, call.failure())))
                .toList());
    }

    private Stream<Case> failing(String circumstances, Script<A> bad, @Nullable ChildSign ifReturned) {
        Script<A> marked = child -> {
            child.misbehave();
            return bad.play(child);
        };
        return byOneOf(circumstances, marked, expectFailure(ifReturned));
    }

    private Play<C, A> expectFailure(@Nullable ChildSign ifReturned) {
        return trial -> trial.expectThrown(trial.outcome(plain), ifReturned, call.failure());
    }

    // ---- interrupts

    Probe interrupts() {
        return Probe.of(
                interrupted("before a child has printed anything", this::sayNothing, 1),
                interrupted("while all its children are still computing", this::goOnForEver, 1),
                interrupted("while only its first child is still computing", onlyOf(0, this::goOnForEver), 1),
                interrupted("while only its last child is still computing", onlyOf(CHILDREN - 1, this::goOnForEver), 1),
                interrupted(
                        "when each child has printed " + lastWords() + " and has not ended",
                        child -> {
                            int status = playWell(child);
                            child.pause(FOR_EVER);
                            return status;
                        },
                        1),
                interrupted("twice", this::goOnForEver, 2),
                interruptedAfterFailure(),
                interruptedInCleanUp(),
                interruptedBefore());
    }

    private Case interrupted(String when, Script<A> script, int times) {
        return playing(
                " when its caller is interrupted " + when,
                script,
                trial -> trial.expectThrown(
                        interrupting(trial, times), ChildSign.INTERRUPT_SWALLOWED, InterruptedException.class));
    }

    private Outcome<A> interrupting(ChildrenTrial<C, A> trial, int times) throws Exception {
        Call<Outcome<A>> begun = trial.begin(plain);
        for (int i = 0; i < times; i++) {
            trial.stage().settle();
            begun.caller().interrupt();
        }
        return trial.outcome(trial.text(), begun);
    }

    /** A child that has ended its output, or was told to end, lives on for a moment, in which the call should wait for it. */
    private Case interruptedAfterFailure() {
        return playing(" when its caller is interrupted after a child has failed", onlyOf(0, child -> 1), trial -> {
            Call<Outcome<A>> begun = trial.begin(plain);
            trial.stage().settle();
            // Whether it should have ended by now is asked elsewhere.
            if (!begun.hasEnded()) {
                begun.caller().interrupt();
                expectNotLost(trial, trial.outcome(trial.text(), begun));
            }
        });
    }

    /** The others are told to end when one has failed, and interrupt whoever tells them. */
    private Case interruptedInCleanUp() {
        String text = plain + " when its caller is interrupted while it ends children, as one has failed";
        return Case.inVirtualTime(text, stage -> {
            AtomicReference<@Nullable Thread> caller = new AtomicReference<>();
            AtomicBoolean interrupted = new AtomicBoolean();
            Script<A> script = child -> {
                if (child.number() == 0) {
                    child.pause(SOME_TIME);
                    return 1;
                }
                try {
                    // Long enough to be told to end, and not so long that a parent that polls costs much.
                    child.pause(10 * SOME_TIME);
                    return playWell(child);
                } catch (InterruptedException e) {
                    Thread it = caller.get();
                    if (it != null && interrupted.compareAndSet(false, true)) {
                        it.interrupt();
                    }
                    throw e;
                }
            };
            play(stage, text, script, trial -> {
                Call<Outcome<A>> begun = trial.begin(plain);
                caller.set(begun.caller());
                Outcome<A> outcome = trial.outcome(text, begun);
                if (interrupted.get()) {
                    expectNotLost(trial, outcome);
                }
            });
        });
    }

    private Case interruptedBefore() {
        return playing(
                " when it is called with the interrupt flag set",
                this::stay,
                trial -> expectNotLost(trial, trial.outcome(trial.text(), trial.beginInterrupted(plain))));
    }

    private void expectNotLost(ChildrenTrial<C, A> trial, Outcome<A> outcome) {
        if (!outcome.interrupted() && !outcome.threw(InterruptedException.class)) {
            throw trial.wrong(
                    outcome,
                    "throws InterruptedException, or the interrupt flag is still set",
                    ChildSign.INTERRUPT_SWALLOWED);
        }
    }

    // ---- who is left

    Probe noneLeft() {
        Stream<Case> returns =
                Stream.of(leaving("returned, with children that go on for a while after " + lastWords(), "", child -> {
                    int status = playWell(child);
                    child.pause(HOURS);
                    return status;
                }));
        return new Probe(Stream.of(
                        returns,
                        leavingAfter("met a line that is no " + call.word(), child -> printAmong(child, bad())),
                        leavingAfter("met a child that ended without " + lastWords(), child -> 1),
                        leavingAfter("met a child that exited with status 3 after " + lastWords(), child -> {
                            int unused = playWell(child);
                            return 3;
                        }),
                        numbers().mapToObj(one -> leavingWhenOneCannotStart(one, "", this::stay)),
                        Stream.of(
                                leavingWhenOneCannotStart(1, DEAF, this::stayDeaf),
                                leavingWhenInterrupted("was interrupted", 1, this::goOnForEver),
                                leavingWhenInterrupted("was interrupted twice", 2, this::goOnForEver),
                                leavingWhenInterrupted("was interrupted" + DEAF, 1, this::goOnDeaf)))
                .flatMap(cases -> cases)
                .toList());
    }

    private String bad() {
        return call.badLines().get(0);
    }

    /** The second child plays the bad part; the others stay: once listening, once not. */
    private Stream<Case> leavingAfter(String way, Script<A> bad) {
        return Stream.of(
                leaving(way, "", child -> child.number() == 1 ? bad.play(child) : stay(child)),
                leaving(way, DEAF, child -> child.number() == 1 ? bad.play(child) : stayDeaf(child)),
                // Who has said that it is done may live on for long.
                leaving(way, " when the others have printed " + lastWords(), child -> {
                    if (child.number() == 1) {
                        child.pause(SOME_TIME);
                        return bad.play(child);
                    }
                    int status = playWell(child);
                    child.pause(HOURS);
                    return status;
                }));
    }

    private Case leaving(String way, String kind, Script<A> script) {
        return playing(", which " + way + kind, script, trial -> trial.expectNoneLeft(trial.outcome(plain)));
    }

    private Case leavingWhenInterrupted(String way, int times, Script<A> script) {
        return playing(", which " + way, script, trial -> trial.expectNoneLeft(interrupting(trial, times)));
    }

    private Case leavingWhenOneCannotStart(int one, String kind, Script<A> script) {
        return whenOneCannotStart(one, kind, script, trial -> trial.expectNoneLeft(trial.outcome(plain)));
    }

    private Case whenOneCannotStart(int one, String kind, Script<A> script, Play<C, A> play) {
        String text = plain + ", which could not start child " + one + kind;
        return Case.inVirtualTime(
                text,
                stage -> play(
                        stage, text, ScriptedChildren.failingToStart(stage, one, call.assignments(), script), play));
    }

    // ---- scripts

    private int sayNothing(ScriptedChild<A> child) throws InterruptedException {
        child.pause(FOR_EVER);
        return 0;
    }

    private int goOnForEver(ScriptedChild<A> child) throws InterruptedException {
        child.print(call.lines(child, 2).get(0));
        child.pause(FOR_EVER);
        return 0;
    }

    private int goOnDeaf(ScriptedChild<A> child) throws InterruptedException {
        child.turnDeaf();
        return goOnForEver(child);
    }

    /** A parent that throws only when all children have said that they are done is slow, not wrong: these say it in the end. */
    private int stay(ScriptedChild<A> child) throws InterruptedException {
        print(child, 1);
        child.pause(HOURS);
        return end(child);
    }

    private int stayDeaf(ScriptedChild<A> child) throws InterruptedException {
        child.turnDeaf();
        return stay(child);
    }
}
