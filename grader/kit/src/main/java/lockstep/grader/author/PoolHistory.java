package lockstep.grader.author;

import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import lockstep.engine.Calls;
import lockstep.grader.probe.Boundary;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.Expect;
import lockstep.grader.probe.PoolAudit;
import lockstep.grader.probe.PoolAudit.Breach;
import lockstep.grader.probe.PoolFault;
import lockstep.grader.probe.TaskLog;
import lockstep.grader.probe.TaskLog.What;
import lockstep.grader.probe.ThrownBySubmission;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/** One pool, the calls that are made of it, and what comes of them. Any thread may make them. */
final class PoolHistory {

    final TaskLog log = new TaskLog();
    private final TaskPool contract;
    private final int threads;
    private final String text;
    private final Set<PoolFault> asked;
    private final Supplier<@Nullable SourceLocation> closer;
    private final Supplier<@Nullable SourceLocation> makers;
    private final TaskPool.Instance pool;

    /**
     * Makes a pool.
     *
     * @param text what is done, as a student would write it
     * @param asked what it fails by
     * @param closer where somebody is who closes the pool
     * @param makers where the threads of the pool were made
     */
    PoolHistory(
            TaskPool contract,
            int threads,
            String text,
            Set<PoolFault> asked,
            Supplier<@Nullable SourceLocation> closer,
            Supplier<@Nullable SourceLocation> makers) {
        this.contract = contract;
        this.threads = threads;
        this.text = text;
        this.asked = asked;
        this.closer = closer;
        this.makers = makers;
        this.pool = Boundary.call(() -> contract.instance(threads));
    }

    void submit(Job job) {
        submit(job, 1);
    }

    /** Submits the same task with the same callback so many times. */
    void submit(Job job, int times) {
        int number = log.task(job.outcome);
        Job.Handed handed = job.handed(number, log);
        for (int i = 0; i < times; i++) {
            submit(number, handed);
        }
    }

    private void submit(int number, Job.Handed handed) {
        Thread me = Thread.currentThread();
        log.add(What.SUBMITS, number, me);
        Calls.begin();
        try {
            Boundary.<@Nullable Void>call(() -> {
                pool.submit().submit(handed.task(), handed.callback());
                return null;
            });
        } catch (ThrownBySubmission e) {
            if (e.thrown().isA(RejectedExecutionException.class)) {
                log.addRefusal(number, me, closer.get());
            } else {
                log.add(Expect.wrong(text + ": submit", "to return", e.thrown().inWords(), e));
            }
            return;
        } finally {
            Calls.end();
        }
        log.add(What.ACCEPTED, number, me);
    }

    void close() {
        Thread me = Thread.currentThread();
        log.add(What.CLOSES, -1, me);
        Calls.begin();
        try {
            Boundary.<@Nullable Void>call(() -> {
                pool.close().close();
                return null;
            });
        } catch (ThrownBySubmission e) {
            log.add(Expect.wrong(text + ": close", "to return", e.thrown().inWords(), e));
            return;
        } finally {
            Calls.end();
        }
        log.add(What.CLOSED, -1, me);
    }

    /** Fails if something has happened that no pool does and that is asked for. */
    void expectRight() {
        expectNone(false);
    }

    /** The same, and all that was accepted has to be done. */
    void expectDone() {
        expectNone(true);
    }

    private void expectNone(boolean isOver) {
        for (Breach breach : PoolAudit.of(log, threads, isOver)) {
            breach(breach.fault(), breach.line(), breach.what(), breach.expected(), breach.actual());
        }
        CheckFailedError problem = log.problem();
        if (problem != null) {
            throw problem;
        }
    }

    /** Returns whether it fails by this. */
    boolean asks(PoolFault fault) {
        return asked.contains(fault);
    }

    /** Fails, if that is asked for; else it is the question of another check. */
    void breach(PoolFault fault, @Nullable SourceLocation line, String what, String expected, String actual) {
        if (asks(fault)) {
            throw CheckFailedError.because(
                    text + ": " + what,
                    contract.advice(fault),
                    line == null && (fault == PoolFault.TOO_MANY || fault == PoolFault.TOO_FEW) ? makers.get() : line,
                    new Evidence.Counterexample(text, expected, actual));
        }
    }
}
