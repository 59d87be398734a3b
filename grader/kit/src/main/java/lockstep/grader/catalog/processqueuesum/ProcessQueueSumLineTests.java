package lockstep.grader.catalog.processqueuesum;

import java.util.List;
import lockstep.grader.exercise.Check;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.Expect;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.Evidence;
import lockstep.processqueuesum.ProcessQueueSum;
import lockstep.processqueuesum.Term;
import org.junit.jupiter.api.Test;

/**
 * Whether the parent copes with lines that come at any speed, in any order, and in any number. What it returns is
 * compared with what its children printed, so that a mistake in their shares is not counted twice.
 */
final class ProcessQueueSumLineTests {

    private static final SumCall CALL = new SumCall(0, 3000, Term.SQUARE, 3);

    private static final Advice ONE_BY_ONE = new Advice(
            "Children that are started one after the other's end take as long as a single process, or longer.",
            "Does your loop wait for anything before it starts the next child?",
            "Q9");

    private static final Advice FIRST_STOP = new Advice(
            "A STOP says that one child has put everything; the others may have hardly begun.",
            "How many STOP lines must have come before the sum is complete?",
            "Q4");

    /** More lines of 20 characters than two pipes hold. */
    private static final int MANY = 7_000;

    /** How long a child keeps its parent waiting that has a time-out in mind. */
    private static final long SLOW_MILLIS = 1_300;

    @Check(
            id = "all-at-once",
            title = "All children run at the same time",
            points = 2,
            why = "Children that are started one after the other's end take as long as a single process, or longer.",
            hint = "Does your loop wait for anything before it starts the next child?")
    @Test
    void allAtOnce() throws Exception {
        Meeting meeting = new Meeting(CALL.processes());
        expectSum("", child -> {
            meeting.visit();
            return child.playWell();
        });
        if (!meeting.tookPlace()) {
            throw CheckFailedError.because(
                    "The " + CALL.processes() + " children were never alive at the same time: "
                            + "a later one was only started when an earlier one had ended.",
                    ONE_BY_ONE,
                    null,
                    new Evidence.Counterexample(
                            CALL.toString(), "starts all children before it waits for the first", "waited in between"));
        }
    }

    @Check(
            id = "chatty",
            title = "Copes with children that print more than a pipe holds",
            points = 2,
            why =
                    "A pipe holds 64 KiB. A child that prints more waits until its parent reads, so a parent that does not "
                            + "read stops its child.",
            hint = "Start reading each child as soon as it is started, and do not stop before its output ends.")
    @Test
    void chatty() throws Exception {
        long big = 1_234_567_890_123_456_789L;
        expectSum(" with children that print " + MANY + " lines each", child -> {
            for (int i = 0; i < MANY; i++) {
                child.print(i % 2 == 0 ? big : -big);
            }
            return child.playWell();
        });
    }

    @Check(
            id = "every-stop",
            title = "Waits for the STOP of every child",
            points = 3,
            why = "A STOP says that one child has put everything; the others may have hardly begun.",
            hint = "How many STOP lines must have come before the sum is complete?")
    @Test
    void everyStop() throws Exception {
        for (int early = 0; early < CALL.processes(); early++) {
            int first = early;
            try (ScriptedChildren children = ScriptedChildren.playing(child -> {
                if (child.number() != first) {
                    child.pause(100);
                }
                return child.playWell();
            })) {
                String text = CALL + " when child " + first + " says STOP long before the others print their numbers";
                long answer = Expect.noThrow("a sum", text, () -> children.watch(text, CALL::make));
                long printed = printed(children);
                if (answer != printed) {
                    boolean partAlone =
                            answer == children.started().get(first).share().sum();
                    throw CheckFailedError.because(
                            text + ": the children printed " + printed + " in all, but it gave " + answer
                                    + (partAlone ? ", which is the part of that child alone." : "."),
                            partAlone ? FIRST_STOP : null,
                            null,
                            new Evidence.Counterexample(text, String.valueOf(printed), String.valueOf(answer)));
                }
            }
        }
    }

    /** Returns the sum of all that the children had to print. */
    private static long printed(ScriptedChildren children) {
        List<ScriptedChild> started = children.started();
        Expect.same(CALL.processes(), "how many children " + CALL + " started", started.size());
        return started.stream().mapToLong(child -> child.share().sum()).sum();
    }

    @Check(
            id = "uneven",
            title = "Copes with slow children and any number of lines",
            points = 3,
            why =
                    "A child prints when it has something to say: early or late, much or little, even half a line at a time.",
            hint =
                    "What does your parent do when nothing has come for a second? Nothing should end just because it is quiet.")
    @Test
    void uneven() throws Exception {
        expectSum(" with a child that prints half of a line and the rest later", child -> {
            String line = child.share().sum() + "\n" + ProcessQueueSum.STOP + "\n";
            for (int i = 0; i < line.length(); i++) {
                child.write(line.substring(i, i + 1));
                child.pause(i % 4 == 0 ? 5 : 0);
            }
            return 0;
        });
        expectSum(" with children that print 1, 50 and 99 partial sums", child -> {
            long rest = child.share().sum();
            for (int i = 0; i < 49 * child.number(); i++) {
                child.print(i * i);
                rest -= (long) i * i;
            }
            child.print(rest);
            return child.stop();
        });
        expectSum(" with a child that is quiet for " + SLOW_MILLIS + " ms", child -> {
            if (child.number() == 1) {
                child.pause(SLOW_MILLIS);
            }
            return child.playWell();
        });
    }

    @Check(
            id = "any-number",
            title = "Every number is a number",
            points = 2,
            why = "-1, 0 and the largest long are sums like any other; only the line STOP means that a child is done.",
            hint = "Does your queue carry a number that means something else than itself?")
    @Test
    void anyNumber() throws Exception {
        long[] odd = {0, -1, Long.MAX_VALUE, Long.MIN_VALUE, 1};
        for (long first : odd) {
            expectSum(" when each child's first partial sum is " + first, child -> {
                long rest = child.share().sum() - first;
                child.print(first);
                for (long each : odd) {
                    child.print(each);
                    rest -= each;
                }
                child.print(rest - first);
                child.print(first);
                return child.stop();
            });
        }
    }

    private static void expectSum(String circumstances, Script script) throws Exception {
        try (ScriptedChildren children = ScriptedChildren.playing(script)) {
            String text = CALL + circumstances;
            long answer = Expect.noThrow("a sum", text, () -> children.watch(text, CALL::make));
            Expect.same(printed(children), text + ", against what its children printed", answer);
        }
    }
}
