package lockstep.grader.catalog.processqueuesum;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import lockstep.engine.explain.BugPattern;
import lockstep.grader.author.children.Script;
import lockstep.grader.author.children.ScriptedChildren;
import lockstep.grader.check.race.Answer;
import lockstep.grader.check.race.Race;
import lockstep.grader.exercise.Check;
import lockstep.grader.exercise.NamesMistake;
import lockstep.grader.probe.Expect;
import lockstep.grader.probe.SpinMeeting;
import lockstep.grader.probe.ThrownBySubmission;
import lockstep.grader.verdict.Advice;
import lockstep.processqueuesum.Term;

/** The parent against children whose lines come at the same time and in all sorts of orders. */
@NamesMistake(pattern = BugPattern.UNLOCKED_UPDATES, mistake = "S6")
@NamesMistake(pattern = BugPattern.UNLOCKED_UPDATE, mistake = "S7")
public final class ProcessQueueSumScenarios {

    private static final String ONE_ADDS =
            "Who adds to the sum? One thread that takes lines off the queue needs no lock; "
                    + "several that add to one variable do.";

    private static final Advice LINE_LOST = new Advice(
            "Each line that a child prints has to reach the one who adds, its STOP included, however many come at once.",
            "Which calls take a line from its reader to the one who adds? Can one of them give up, or drop the line, when"
                    + " many come at once?",
            null);

    @Check(
            id = "lines-at-once",
            title = "All children print at the same time",
            points = 8,
            why = "When several readers add to one sum without a lock, two of them read the same old value, and one "
                    + "number is lost.",
            hint = ONE_ADDS,
            ground = {"correctness.adds-up", "correctness.uneven"})
    void linesAtOnce(Race race) {
        int lines = race.size(1, 500);
        SumCall call = new SumCall(0, 4000, Term.IDENTITY, race.size(2, 4));
        SpinMeeting begin = race.meeting(call.processes());
        expectSum(
                race,
                call,
                "with " + call.processes() + " children that print " + lines + (lines == 1 ? " number" : " numbers")
                        + " and the rest of their sum at the same time",
                child -> {
                    begin.visit();
                    for (int i = 0; i < lines; i++) {
                        child.print(i + 1);
                    }
                    child.print(child.assignment().sum() - (long) lines * (lines + 1) / 2);
                    return Parts.stop(child);
                });
    }

    @Check(
            id = "any-order",
            title = "The children end in any order",
            points = 6,
            why = "Which child is the first to finish is up to the machine; the sum must not depend on it.",
            hint =
                    "Follow one child's last number and its STOP on their way to the sum: can they overtake each other, or "
                            + "another child's?",
            ground = {"correctness.adds-up", "correctness.uneven"})
    void anyOrder(Race race) {
        SumCall call = new SumCall(0, 4000, Term.SQUARE, race.size(2, 4));
        List<Runnable> pauses =
                Stream.generate(race::pause).limit(call.processes()).toList();
        expectSum(race, call, "with " + call.processes() + " children that end in any order", child -> {
            pauses.get(child.number()).run();
            return Parts.playWell(child);
        });
    }

    @Check(
            id = "two-calls",
            title = "Two calls at the same time",
            points = 6,
            why = "Each call has its own children, its own queue and its own sum; what they share, they can spoil.",
            hint = "Look for fields, static ones above all: which of them do two calls use at the same time?",
            ground = {"correctness.adds-up", "correctness.uneven"})
    void twoCalls(Race race) {
        SubmittedQueueSum sum = new SubmittedQueueSum();
        int processes = race.size(1, 2);
        SumCall one = new SumCall(0, 1000, Term.IDENTITY, processes);
        SumCall other = new SumCall(5000, 6000, Term.SQUARE, processes);
        Answer first = new Answer();
        Answer second = new Answer();
        // The children of both calls wait for each other, so the calls overlap even where two threads hardly ever do.
        SpinMeeting meeting = race.meeting(one.processes() + other.processes());
        try (ScriptedChildren<Share> children = ScriptedChildren.playing(Share.ASSIGNMENTS, child -> {
            child.print(3);
            meeting.visit();
            child.print(child.assignment().sum() - 3);
            return Parts.stop(child);
        })) {
            race.together(() -> first.is(sum.sum(one)), () -> second.is(sum.sum(other)));
        }
        first.expect(race, one + ", with " + other + " at the same time", one.expected());
        second.expect(race, other + ", with " + one + " at the same time", other.expected());
    }

    private static void expectSum(Race race, SumCall call, String circumstances, Script<Share> script) {
        Answer answer = new Answer();
        try (ScriptedChildren<Share> children = ScriptedChildren.playing(Share.ASSIGNMENTS, script)) {
            race.together(() -> {
                try {
                    answer.is(call.make());
                } catch (ThrownBySubmission e) {
                    if (e.thrown().isA(IOException.class)) {
                        throw Expect.wrong(
                                        call + " " + circumstances,
                                        String.valueOf(call.expected()),
                                        e.thrown().inWords(),
                                        e)
                                .advising(LINE_LOST);
                    }
                    throw e;
                }
            });
        }
        answer.expect(race, call + " " + circumstances, call.expected());
    }
}
