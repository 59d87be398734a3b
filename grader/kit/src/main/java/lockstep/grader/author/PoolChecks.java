package lockstep.grader.author;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;
import lockstep.grader.author.PoolSituation.Group;
import lockstep.grader.author.PoolTrial.Closing;
import lockstep.grader.author.PoolTrial.Place;
import lockstep.grader.probe.Boundary;
import lockstep.grader.probe.Expect;
import lockstep.grader.probe.PoolFault;
import lockstep.grader.probe.TaskLog.What;

/**
 * The checks of a pool of tasks with callbacks, derived from its contract: each sentence with many numbers of threads and
 * tasks, throwables, durations and interrupts. A fault is charged to the check that asks for it, wherever it shows.
 */
public final class PoolChecks {

    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    /** What can happen anywhere and is asked of all situations by {@link #ownThreads} alone. */
    private static final Set<PoolFault> ANYWHERE = EnumSet.of(
            PoolFault.IN_THE_CALLER, PoolFault.CALLER_HELPS, PoolFault.CALLBACK_ELSEWHERE, PoolFault.TOO_MANY);

    private final TaskPool contract;

    public PoolChecks(TaskPool contract) {
        this.contract = contract;
    }

    /** Returns the check that fails by anything but what is asked elsewhere. */
    private Probe all(Group group, PoolFault... elsewhere) {
        Set<PoolFault> faults = EnumSet.complementOf(EnumSet.copyOf(ANYWHERE));
        Set.of(elsewhere).forEach(faults::remove);
        return group.asking(contract, faults);
    }

    /** Each callback is told once what its task returned, whatever that is, and however many tasks there are. */
    public Probe results() {
        return all(PoolUses.results());
    }

    /** Each callback is told the very object that its task threw, whatever it is; and the same threads go on. */
    public Probe failures() {
        return all(PoolUses.failures());
    }

    /** A callback that throws, whatever it is, is called once all the same, and the same threads go on. */
    public Probe failingCallbacks() {
        return all(PoolUses.failingCallbacks(), PoolFault.WRONG_FAILURE, PoolFault.FAILURE_LOST);
    }

    /** Submitting returns while all threads are busy, however many tasks wait. */
    public Probe atOnce() {
        return all(PoolUses.whileBusy(), PoolFault.FAILURE_LOST, PoolFault.WRONG_FAILURE);
    }

    /** As many tasks at a time as there are threads, as long as there are enough. */
    public Probe sideBySide() {
        return all(PoolUses.sideBySide());
    }

    /**
     * In all situations that any check asks for, tasks and callbacks are called by threads of the pool, each callback by the
     * thread of its task and right after it; and there are no more threads than the pool was made for.
     */
    public Probe ownThreads() {
        Group everything = Group.together(
                PoolUses.results(),
                PoolUses.failures(),
                PoolUses.failingCallbacks(),
                PoolUses.whileBusy(),
                PoolUses.sideBySide(),
                PoolUses.waiting(),
                PoolClosings.whileBusy(),
                PoolClosings.whenIdle(),
                PoolClosings.again(),
                PoolClosings.interrupts());
        return everything.asking(contract, ANYWHERE);
    }

    /** Nothing is locked while a task or a callback runs: others go on, submit, and can be waited for. */
    public Probe unlocked() {
        return all(PoolUses.waiting(), PoolFault.FAILURE_LOST, PoolFault.WRONG_FAILURE);
    }

    /** Closing waits for all, those included that are submitted meanwhile by tasks and callbacks, however long it takes. */
    public Probe closeWaits() {
        return all(PoolClosings.whileBusy(), PoolFault.THREAD_LEFT, PoolFault.FAILURE_LOST, PoolFault.WRONG_FAILURE);
    }

    /** Closing ends, and with it all threads: with nothing done, all done, something thrown, and after hours. */
    public Probe closeEnds() {
        return PoolClosings.whenIdle().asking(contract, EnumSet.of(PoolFault.THREAD_LEFT, PoolFault.NEVER_CLOSED));
    }

    /** After closing, submitting is refused; closing again does nothing, and waits like the first time. */
    public Probe afterClose() {
        return all(PoolClosings.again(), PoolFault.THREAD_LEFT, PoolFault.FAILURE_LOST, PoolFault.WRONG_FAILURE);
    }

    /** An interrupt neither ends closing or submitting, nor is it lost, nor does it come to a task; one that a task leaves does no harm. */
    public Probe interrupts() {
        return all(PoolClosings.interrupts(), PoolFault.THREAD_LEFT, PoolFault.FAILURE_LOST, PoolFault.WRONG_FAILURE);
    }

    /** Pools have threads, tasks and an end of their own. */
    public Probe independent() {
        return Probe.of(
                        Case.of(contract.text(2) + " beside another one", this::beside),
                        Case.of(
                                contract.text(2) + " beside another one that has nothing to do",
                                stage -> besideIdle(stage, true)),
                        Case.of(
                                contract.text(2) + " beside an older one that has nothing to do",
                                stage -> besideIdle(stage, false)),
                        Case.of(contract.text(2) + " after another one", this::after),
                        Case.of(
                                contract.text(2) + ", whose task submits to another one that is closed",
                                this::fromAnother))
                .betweenTwoObjects();
    }

    private PoolTrial another(Stage stage) {
        return another(stage, "");
    }

    /** @param how what is done with it, behind how it is made */
    private PoolTrial another(Stage stage, String how) {
        Set<PoolFault> faults = EnumSet.of(
                PoolFault.SHARED, PoolFault.LOST, PoolFault.CLOSED_EARLY, PoolFault.REFUSED, PoolFault.ACCEPTED);
        return new PoolTrial(contract, stage, 2, "Of two pools, " + contract.text(2) + how, faults);
    }

    private void beside(Stage stage) {
        PoolTrial busy = another(stage);
        busy.hold(4, Place.TASK);
        PoolTrial free = another(stage);
        free.submit(5);
        expectApart(free, free.log().isDone(), "did nothing while the other one was busy");
        Closing closing = free.close();
        // Who only looks now and then whether all is done has looked by then.
        stage.pause(stage.atMost(A_MOMENT));
        busy.settle();
        expectApart(free, free.log().count(What.CLOSED) > 0, "could not be closed while the other one was busy");
        busy.goOn();
        closing.expectEnd();
        busy.submit(2);
        expectApart(busy, busy.log().isDone(), "did nothing more when the other one was closed");
        busy.leave();
    }

    /** A thread that waits for something to do is not woken up in place of one of the other pool. */
    private void besideIdle(Stage stage, boolean older) {
        PoolTrial one = another(stage);
        one.submit(1);
        one.settle();
        PoolTrial other = another(stage);
        other.submit(1);
        other.settle();
        PoolTrial asked = older ? one : other;
        asked.submit(1);
        expectApart(asked, asked.log().isDone(), "did nothing while the other one was idle");
        one.leave();
        other.leave();
    }

    private void after(Stage stage) {
        PoolTrial other = another(stage);
        other.submit(2);
        other.close();
        PoolTrial trial = another(stage);
        trial.submit(4);
        expectApart(trial, trial.log().isDone(), "did nothing when the other one was closed");
        trial.leave();
    }

    private void fromAnother(Stage stage) {
        PoolTrial closed = another(stage, ", closed, to which a task of the other one submits");
        closed.submit(1);
        closed.end();
        closed.submit(1);
        if (closed.log().count(What.ACCEPTED) > 1) {
            // Who refuses nobody is asked elsewhere.
            return;
        }
        PoolTrial busy = another(stage);
        busy.submit(Job.returning("a").first(() -> closed.history.submit(Job.returning("late"))));
        closed.history.expectRight();
        busy.leave();
    }

    private static void expectApart(PoolTrial trial, boolean apart, String what) {
        if (!apart) {
            trial.history.breach(
                    PoolFault.SHARED,
                    null,
                    "one " + what + ".",
                    "pools have nothing to do with each other",
                    "it " + what);
        }
        trial.history.expectDone();
    }

    /** An {@link IllegalArgumentException} for a pool of no threads. */
    public Probe rejects() {
        return new Probe(IntStream.of(0, -1, Integer.MIN_VALUE)
                .mapToObj(threads -> Case.of(
                        contract.text(threads),
                        stage -> Expect.failure(
                                IllegalArgumentException.class,
                                contract.text(threads),
                                () -> Boundary.call(() -> contract.instance(threads)))))
                .toList());
    }
}
