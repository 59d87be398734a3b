package lockstep.grader.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.exercise.Grounds;
import lockstep.grader.verdict.CheckId;
import lockstep.grader.verdict.CheckResult;
import lockstep.grader.verdict.Verdict;
import lockstep.grader.worker.Conversation.Ending;
import lockstep.grader.worker.protocol.Request;
import lockstep.grader.worker.sandbox.Sandbox;

/**
 * Runs tasks in worker JVMs, one at a time. Whatever the submission does to its worker, each check gets an answer: a
 * worker that ends, hangs or talks garbage costs the running check, and the rest is asked in a new one.
 */
public final class Workers {

    /** A submission that hangs everywhere should not take the full time everywhere. */
    private static final int HANGS_BEFORE_HASTE = 2;

    private final LongSupplier nanoTime;
    private final Supplier<Sandbox> sandbox;
    private final SecureRandom nonces = new SecureRandom();

    /** Workers without a sandbox. */
    public Workers(LongSupplier nanoTime) {
        this(nanoTime, Sandbox::none);
    }

    /**
     * @param nanoTime the clock that deadlines are measured on, in nanoseconds
     * @param sandbox what each worker runs in; asked when a worker starts
     */
    public Workers(LongSupplier nanoTime, Supplier<Sandbox> sandbox) {
        this.nanoTime = nanoTime;
        this.sandbox = sandbox;
    }

    /**
     * Answers each check of the task.
     *
     * @return one result per check, in the task's order
     */
    public List<CheckResult> run(WorkerTask task, WorkerListener listener) {
        Map<CheckId, CheckResult> results = new LinkedHashMap<>();
        int hangs = 0;
        boolean secondTry = false;
        while (true) {
            // What a worker has answered is news to the next one.
            skipWithoutGround(task.checks(), results, listener);
            List<CheckSpec> rest = task.checks().stream()
                    .filter(check -> !results.containsKey(check.id()))
                    .toList();
            if (rest.isEmpty()) {
                break;
            }
            Ending ending = converse(task, rest, hangs >= HANGS_BEFORE_HASTE, listener);
            ending.results().forEach(result -> results.put(result.id(), result));
            hangs += ending.hung() ? 1 : 0;
            if (ending.verdictOnRest() != null) {
                fill(results, rest, ending.verdictOnRest(), listener);
            } else if (ending.results().isEmpty()) {
                if (secondTry) {
                    fill(results, rest, new Verdict.Errored(ending.lastWords()), listener);
                }
                secondTry = true;
            }
        }
        return task.checks().stream()
                .map(check -> Objects.requireNonNull(results.get(check.id())))
                .toList();
    }

    private Ending converse(WorkerTask task, List<CheckSpec> rest, boolean inHaste, WorkerListener listener) {
        Duration perCheck = task.limits().perCheck();
        if (inHaste) {
            perCheck = perCheck.dividedBy(4).plusSeconds(1);
        }
        Request request = new Request(task.job().getName(), rest, task.options(), perCheck.toMillis());
        long nonce = nonces.nextLong();
        try (WorkerProcess worker = WorkerProcess.start(task, request, nonce, sandbox.get())) {
            return new Conversation(worker, rest, task.limits(), perCheck, nanoTime, listener).hold();
        } catch (IOException | UncheckedIOException e) {
            return new Ending(List.of(), false, null, "a worker JVM could not be started: " + e.getMessage());
        }
    }

    private static void skipWithoutGround(
            List<CheckSpec> checks, Map<CheckId, CheckResult> results, WorkerListener listener) {
        Grounds grounds = new Grounds(checks);
        for (CheckSpec check : checks) {
            grounds.missing(check).ifPresent(verdict -> fill(results, List.of(check), verdict, listener));
            CheckResult result = results.get(check.id());
            if (result != null) {
                grounds.note(check.id(), result.verdict());
            }
        }
    }

    private static void fill(
            Map<CheckId, CheckResult> results, List<CheckSpec> rest, Verdict verdict, WorkerListener listener) {
        for (CheckSpec check : new ArrayList<>(rest)) {
            if (!results.containsKey(check.id())) {
                CheckResult result = new CheckResult(check.id(), verdict, Duration.ZERO);
                results.put(check.id(), result);
                listener.started(check);
                listener.finished(check, result);
            }
        }
    }
}
