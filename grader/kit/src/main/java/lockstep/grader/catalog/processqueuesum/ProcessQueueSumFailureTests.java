package lockstep.grader.catalog.processqueuesum;

import java.io.IOException;
import java.util.List;
import lockstep.grader.exercise.Check;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.Expect;
import lockstep.grader.probe.OtherThread;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.Evidence;
import lockstep.processqueuesum.ProcessQueueSum;
import lockstep.processqueuesum.Term;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whether the parent tells when a child fails, obeys an interrupt, and leaves no child behind, whatever happens. */
final class ProcessQueueSumFailureTests {

    private static final SumCall CALL = new SumCall(0, 3000, Term.IDENTITY, 3);

    /**
     * How long a child that is expected to be destroyed goes on otherwise. A parent that only throws when all children
     * have said STOP is slow, not wrong, so these say it in the end.
     */
    private static final long PATIENT_MILLIS = 1_200;

    private static final Advice STATUS_IGNORED = new Advice(
            "A child that fails after its STOP has failed all the same, and says so by its exit status.",
            "The status is known when the process has ended, not when its output has.",
            "Q11");

    private static final Advice LEFT_ALONE = new Advice(
            "Processes that nobody waits for go on computing, and holding memory, after the answer has been given.",
            "There are several ways out of sum. Which Java block do all of them pass, and what must happen there to "
                    + "each child?",
            "Q12");

    private static final Advice NOT_AWAITED = new Advice(
            "destroy() and destroyForcibly() only ask a process to end; it takes a moment until it has.",
            "What tells you that a process has really ended?",
            "Q12");

    @Check(
            id = "garbage",
            title = "A line that is neither a number nor STOP is an error",
            points = 2,
            why = "A child that prints something else is broken, and a sum that leaves its line out is wrong.",
            hint = "Long.parseLong throws when a line is no number. In which thread, and who hears of it there?",
            ground = "correctness.adds-up")
    @Test
    void garbage() throws Exception {
        for (String line : List.of("hello", "12x", "", "STOPPED", "Sum: 7")) {
            expectIoException(null, " when a child prints the line \"" + line + "\"", child -> {
                child.print(1);
                child.print(line);
                child.print(child.share().sum() - 1);
                return child.stop();
            });
        }
    }

    @Check(
            id = "end-without-stop",
            title = "A child that ends without STOP is an error",
            points = 2,
            why = "Output that ends early looks like output that is complete: only STOP tells them apart.",
            hint = "readLine() returns null at the end of the output. What if no STOP came before?",
            ground = "correctness.adds-up")
    @Test
    void endWithoutStop() throws Exception {
        expectIoException(null, " when a child exits with status 0 and no STOP", child -> {
            child.print(child.share().sum());
            return 0;
        });
        expectIoException(null, " when a child exits with status 1 in the middle of its work", child -> {
            child.print(1);
            return 1;
        });
        expectIoException(null, " when a child exits at once with status 1", child -> 1);
    }

    @Check(
            id = "exit-status",
            title = "An exit status other than 0 is an error",
            points = 2,
            why = "A child that fails after its STOP has failed all the same, and says so by its exit status.",
            hint = "The status is known when the process has ended, not when its output has.",
            ground = "correctness.adds-up")
    @Test
    void exitStatus() throws Exception {
        expectIoException(STATUS_IGNORED, " when a child exits with status 3 after its STOP", child -> {
            int unused = child.playWell();
            return 3;
        });
        expectIoException(STATUS_IGNORED, " when a child exits with status 1 some time after its STOP", child -> {
            int unused = child.playWell();
            child.pause(150);
            return 1;
        });
    }

    /**
     * The first child and the last one play the bad part in turn; the others play well.
     *
     * @param ifReturned what to tell if a sum is returned; null takes the check's own advice
     */
    private static void expectIoException(@Nullable Advice ifReturned, String circumstances, Script bad)
            throws Exception {
        for (int which = 0; which < CALL.processes(); which += 2) {
            int badOne = which;
            String text = CALL + circumstances;
            try (ScriptedChildren children =
                    ScriptedChildren.playing(child -> child.number() == badOne ? bad.play(child) : child.playWell())) {
                Expect.failure(IOException.class, text, () -> {
                    long returned = children.watch(text, CALL::make);
                    throw CheckFailedError.because(
                            text + ": expected an IOException, but it returned " + returned + ".",
                            ifReturned,
                            null,
                            new Evidence.Counterexample(text, "throws IOException", "returned " + returned));
                });
            }
        }
    }

    @Check(
            id = "interrupt",
            title = "An interrupt ends the waiting",
            points = 2,
            why = "An interrupt is how a caller says that it no longer wants the answer; whoever swallows it cannot be "
                    + "stopped.",
            hint = "Which of the calls in which your parent waits react to an interrupt, and what do you do with the "
                    + "exception?",
            ground = "correctness.adds-up")
    @Test
    void interrupt() throws Exception {
        String text = CALL + " when its caller is interrupted while the children are still computing";
        try (ScriptedChildren children = ScriptedChildren.playing(ProcessQueueSumFailureTests::neverEnd)) {
            OtherThread<Long> caller = interruptedCall(text, children);
            Expect.failure(InterruptedException.class, text, () -> children.await(text, caller));
        }
    }

    private static OtherThread<Long> interruptedCall(String text, ScriptedChildren children)
            throws InterruptedException {
        OtherThread<Long> caller = children.begin(text, CALL::make);
        children.awaitStarted(CALL.processes());
        caller.awaitEndOrWait();
        caller.thread().interrupt();
        return caller;
    }

    private static int neverEnd(ScriptedChild child) throws InterruptedException {
        child.print(1);
        while (true) {
            child.pause(1000);
        }
    }

    @Check(
            id = "none-left",
            title = "No child is alive when sum returns or throws",
            points = 3,
            why =
                    "Processes that nobody waits for go on computing, and holding memory, after the answer has been given.",
            hint =
                    "There are several ways out of sum. Which Java block do all of them pass, and what must happen there to "
                            + "each child?",
            ground = "correctness.adds-up")
    @Test
    void noneLeft() throws Exception {
        expectNoneLeft("returned, with children that go on for a moment after STOP", child -> {
            int status = child.playWell();
            child.pause(120);
            return status;
        });
        expectNoneLeft("met a line that is no number", child -> {
            if (child.number() == 1) {
                child.print("hello");
            }
            return stay(child);
        });
        expectNoneLeft("met a child that ended without STOP", child -> child.number() == 1 ? 1 : stay(child));
        expectNoneLeft("met a child that exited with status 3 after STOP", child -> {
            if (child.number() == 1) {
                int unused = child.playWell();
                return 3;
            }
            return stay(child);
        });
        try (ScriptedChildren children = ScriptedChildren.failingToStart(2, ProcessQueueSumFailureTests::stay)) {
            expectNoneLeft("could not start its third child", children, children.begin(CALL.toString(), CALL::make));
        }
        try (ScriptedChildren children = ScriptedChildren.playing(ProcessQueueSumFailureTests::neverEnd)) {
            expectNoneLeft("was interrupted", children, interruptedCall(CALL.toString(), children));
        }
    }

    private static int stay(ScriptedChild child) throws InterruptedException {
        child.print(child.share().sum());
        child.pause(PATIENT_MILLIS);
        child.print(ProcessQueueSum.STOP);
        return 0;
    }

    private static void expectNoneLeft(String way, Script script) throws Exception {
        try (ScriptedChildren children = ScriptedChildren.playing(script)) {
            expectNoneLeft(way, children, children.begin(CALL.toString(), CALL::make));
        }
    }

    private static void expectNoneLeft(String way, ScriptedChildren children, OtherThread<Long> caller)
            throws Exception {
        try {
            long unused = children.await(CALL + ", which " + way + ",", caller);
        } catch (CheckFailedError e) {
            throw e;
        } catch (Exception expected) {
            // Whether it is the right exception is asked elsewhere.
        }
        List<ScriptedChild> left = children.leftByCall();
        if (!left.isEmpty()) {
            boolean allTold = left.stream().allMatch(ScriptedChild::isDestroyed);
            throw CheckFailedError.because(
                    left.size() + (left.size() == 1 ? " child was" : " children were") + " still alive after " + CALL
                            + " " + way + (allTold ? ": destroyed, but not awaited." : "."),
                    allTold ? NOT_AWAITED : LEFT_ALONE,
                    null,
                    new Evidence.Leak(
                            "processes",
                            left.stream().map(ScriptedChildren::describe).toList()));
        }
    }
}
