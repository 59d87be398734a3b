package lockstep.grader.check.correctness;

import lockstep.fixture.TaskRunner;
import lockstep.fixture.TaskRunner.Flaw;
import lockstep.grader.author.PoolChecks;
import lockstep.grader.author.Probe;
import lockstep.grader.author.TaskPool;
import lockstep.grader.exercise.Check;
import lockstep.grader.probe.PoolFault;
import lockstep.grader.verdict.Advice;

/** The same contract of pools with one flaw each: which sentence of it sees which flaw. */
final class TaskRunnerContract implements TaskPool {

    private final Flaw flaw;

    private TaskRunnerContract(Flaw flaw) {
        this.flaw = flaw;
    }

    @Override
    public Instance instance(int threads) {
        TaskRunner runner = new TaskRunner(threads, flaw);
        return new Instance(runner::submit, runner::close);
    }

    @Override
    public String text(int threads) {
        return "new TaskRunner(" + threads + ")";
    }

    @Override
    public Advice advice(PoolFault fault) {
        return new Advice("w", "h", fault.name());
    }

    private static PoolChecks with(Flaw flaw) {
        return new PoolChecks(new TaskRunnerContract(flaw));
    }

    private static final PoolChecks RIGHT = with(Flaw.NONE);

    @Check(id = "results", title = "t", points = 1, why = "w", hint = "h")
    static final Probe RESULTS = RIGHT.results();

    @Check(id = "failures", title = "t", points = 1, why = "w", hint = "h")
    static final Probe FAILURES = RIGHT.failures();

    @Check(id = "failing-callbacks", title = "t", points = 1, why = "w", hint = "h")
    static final Probe FAILING_CALLBACKS = RIGHT.failingCallbacks();

    @Check(id = "at-once", title = "t", points = 1, why = "w", hint = "h")
    static final Probe AT_ONCE = RIGHT.atOnce();

    @Check(id = "side-by-side", title = "t", points = 1, why = "w", hint = "h")
    static final Probe SIDE_BY_SIDE = RIGHT.sideBySide();

    @Check(id = "own-threads", title = "t", points = 1, why = "w", hint = "h")
    static final Probe OWN_THREADS = RIGHT.ownThreads();

    @Check(id = "unlocked", title = "t", points = 1, why = "w", hint = "h")
    static final Probe UNLOCKED = RIGHT.unlocked();

    @Check(id = "close-waits", title = "t", points = 1, why = "w", hint = "h")
    static final Probe CLOSE_WAITS = RIGHT.closeWaits();

    @Check(id = "close-ends", title = "t", points = 1, why = "w", hint = "h")
    static final Probe CLOSE_ENDS = RIGHT.closeEnds();

    @Check(id = "after-close", title = "t", points = 1, why = "w", hint = "h")
    static final Probe AFTER_CLOSE = RIGHT.afterClose();

    @Check(id = "interrupts", title = "t", points = 1, why = "w", hint = "h")
    static final Probe INTERRUPTS = RIGHT.interrupts();

    @Check(id = "independent", title = "t", points = 1, why = "w", hint = "h")
    static final Probe INDEPENDENT = RIGHT.independent().and(RIGHT.rejects());

    @Check(id = "caller-runs", title = "t", points = 1, why = "w", hint = "h")
    static final Probe CALLER_RUNS = with(Flaw.CALLER_RUNS).ownThreads();

    @Check(id = "caller-runs-and-tells", title = "t", points = 1, why = "w", hint = "h")
    static final Probe CALLER_RUNS_AND_TELLS = with(Flaw.CALLER_RUNS).results();

    @Check(id = "under-lock", title = "t", points = 1, why = "w", hint = "h")
    static final Probe UNDER_LOCK = with(Flaw.CALLS_BACK_UNDER_LOCK).unlocked();

    @Check(id = "loses-errors", title = "t", points = 1, why = "w", hint = "h")
    static final Probe LOSES_ERRORS = with(Flaw.LOSES_ERRORS).failures();

    @Check(id = "closes-early", title = "t", points = 1, why = "w", hint = "h")
    static final Probe CLOSES_EARLY = with(Flaw.CLOSES_EARLY).closeWaits();

    @Check(id = "leaves-threads", title = "t", points = 1, why = "w", hint = "h")
    static final Probe LEAVES_THREADS = with(Flaw.LEAVES_THREADS).closeEnds();

    @Check(id = "leaves-threads-and-waits", title = "t", points = 1, why = "w", hint = "h")
    static final Probe LEAVES_THREADS_AND_WAITS = with(Flaw.LEAVES_THREADS).closeWaits();

    @Check(id = "forgets-interrupts", title = "t", points = 1, why = "w", hint = "h")
    static final Probe FORGETS_INTERRUPTS = with(Flaw.FORGETS_INTERRUPTS).interrupts();

    @Check(id = "serial", title = "t", points = 1, why = "w", hint = "h")
    static final Probe SERIAL = with(Flaw.SERIAL).sideBySide();
}
