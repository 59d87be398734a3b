package lockstep.grader.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.verdict.CheckId;
import lockstep.grader.verdict.CheckResult;
import lockstep.grader.verdict.Coverage;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Finding;
import lockstep.grader.verdict.SourceLocation;
import lockstep.grader.verdict.Verdict;
import lockstep.grader.worker.protocol.Message;
import org.jspecify.annotations.Nullable;

/** What is said between the grader and one worker, and what follows from how it ends. */
final class Conversation {

    /** The worker itself answers at the deadline; only one that cannot is killed. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    /** After its last answer a worker only has to end itself. */
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private static final long LOOK_MILLIS = 250;

    /**
     * How it ended.
     *
     * @param hung whether a check did not end
     * @param verdictOnRest the verdict on all checks without a result, or null if they may be asked again
     * @param lastWords what is known about a worker that gave no answer
     */
    record Ending(
            List<CheckResult> results,
            boolean hung,
            @Nullable Verdict verdictOnRest,
            String lastWords) {
        Ending {
            results = List.copyOf(results);
        }
    }

    private final WorkerProcess worker;
    private final Map<CheckId, CheckSpec> open = new LinkedHashMap<>();
    private final WorkerLimits limits;
    private final Duration perCheck;
    private final LongSupplier nanoTime;
    private final WorkerListener listener;
    private final List<CheckResult> results = new ArrayList<>();
    private long startedAt;
    private @Nullable CheckSpec running;
    private @Nullable SourceLocation exitLine;
    private @Nullable Verdict verdictOnRest;
    private boolean ready;
    private boolean hung;
    private boolean over;
    private String lastWords = "";

    Conversation(
            WorkerProcess worker,
            List<CheckSpec> checks,
            WorkerLimits limits,
            Duration perCheck,
            LongSupplier nanoTime,
            WorkerListener listener) {
        this.worker = worker;
        this.limits = limits;
        this.perCheck = perCheck;
        this.nanoTime = nanoTime;
        this.listener = listener;
        this.startedAt = nanoTime.getAsLong();
        checks.forEach(check -> open.put(check.id(), check));
    }

    /** Listens until the worker is of no more use. */
    Ending hold() {
        try {
            while (!over) {
                WorkerProcess.Event event = worker.next(LOOK_MILLIS);
                worker.noteDescendants();
                if (event == null) {
                    lookAtClock();
                } else {
                    hear(event);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            verdictOnRest = new Verdict.Errored("the grader was interrupted");
        }
        return new Ending(results, hung, verdictOnRest, lastWords);
    }

    private void hear(WorkerProcess.Event event) throws InterruptedException {
        if (event instanceof WorkerProcess.Event.Said said) {
            if (!understand(said.message())) {
                ended("garbled", "The check wrote into the grader's own channel.", null);
            }
        } else if (event instanceof WorkerProcess.Event.Garbled) {
            ended("garbled", "The check wrote into the grader's own channel.", null);
        } else if (event instanceof WorkerProcess.Event.Flooded) {
            ended("output-flood", "The check printed more than " + limits.outputBytes() / 1024 + " KiB.", null);
        } else {
            closed();
        }
    }

    /** Returns whether the message makes sense now. */
    private boolean understand(Message message) {
        if (message instanceof Message.Ready) {
            boolean first = !ready;
            ready = true;
            startedAt = nanoTime.getAsLong();
            return first;
        } else if (message instanceof Message.Started started) {
            return start(started.check());
        } else if (message instanceof Message.Finished finished) {
            return finish(finished.check(), finished.verdict(), finished.coverage());
        } else if (message instanceof Message.Stuck stuck) {
            hung = true;
            over = true;
            return finish(stuck.check(), stuck.verdict(), null);
        } else if (message instanceof Message.Exiting exiting) {
            exitLine = exiting.location();
            return true;
        } else if (message instanceof Message.CanaryFailed failed) {
            verdictOnRest = new Verdict.Errored(failed.what(), Verdict.Fault.CANARY);
            over = true;
            return running == null;
        } else if (message instanceof Message.JobFailed failed) {
            // It broke over the check that was running; the others are asked again.
            lastWords = failed.what();
            over = true;
            return running == null || finish(running.id(), new Verdict.Errored(failed.what()), null);
        } else {
            lastWords = "the job returned without an answer";
            over = true;
            return running == null;
        }
    }

    private boolean start(CheckId id) {
        CheckSpec check = open.get(id);
        if (!ready || check == null || running != null) {
            return false;
        }
        running = check;
        startedAt = nanoTime.getAsLong();
        listener.started(check);
        return true;
    }

    private boolean finish(CheckId id, Verdict verdict, @Nullable Coverage coverage) {
        CheckSpec check = running;
        if (check == null || !check.id().equals(id)) {
            return false;
        }
        running = null;
        open.remove(id);
        Duration elapsed = Duration.ofNanos(nanoTime.getAsLong() - startedAt);
        startedAt = nanoTime.getAsLong();
        CheckResult result = new CheckResult(id, verdict, elapsed, coverage);
        results.add(result);
        listener.finished(check, result);
        return true;
    }

    private void lookAtClock() throws InterruptedException {
        Duration silent = Duration.ofNanos(nanoTime.getAsLong() - startedAt);
        if (running != null && silent.compareTo(perCheck.plus(GRACE)) > 0) {
            hung = true;
            ended("killed-at-limit", "Did not end within " + perCheck.toSeconds() + " s.", null);
        } else if (running == null && open.isEmpty() && silent.compareTo(FAREWELL) > 0) {
            over = true;
        } else if (running == null && silent.compareTo(limits.start()) > 0) {
            lastWords = "the worker JVM said nothing for " + limits.start().toSeconds() + " s";
            over = true;
        }
    }

    private void closed() throws InterruptedException {
        Integer status = worker.exitStatus();
        String output = worker.lastOutput();
        if (output.contains("Terminating due to java.lang.OutOfMemoryError")) {
            ended("out-of-memory", "Ran out of memory: the heap of " + limits.heapMegabytes() + " MB is full.", status);
        } else if (status == null) {
            ended("garbled", "The check closed the grader's own channel.", null);
        } else {
            ended("exit", "Ended the whole Java process with exit status " + status + ".", status);
        }
    }

    /** The worker is of no more use: the running check is answered by how it ended. */
    private void ended(String how, String what, @Nullable Integer status) throws InterruptedException {
        over = true;
        lastWords = "the worker JVM ended before it asked anything (" + how + ", exit status " + status + "): "
                + worker.lastOutput();
        CheckSpec check = running;
        if (check != null) {
            Evidence crash = new Evidence.Crash(how, what, status, worker.lastOutput());
            finish(check.id(), new Verdict.Failed(new Finding(what, null, exitLine, List.of(crash))), null);
        }
    }
}
