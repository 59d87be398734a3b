package lockstep.grader.author;

import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import lockstep.engine.control.Sneaky;
import lockstep.grader.probe.TaskLog;
import lockstep.grader.probe.TaskLog.Outcome;
import lockstep.grader.probe.TaskLog.What;
import org.jspecify.annotations.Nullable;

/** A task with its callback: what they do, and what has to come of them. All of them look alike to a submission. */
final class Job {

    /** What a task or a callback does before it ends. */
    @FunctionalInterface
    interface Step {
        void run() throws Throwable;
    }

    final Outcome outcome;
    private final Step inTask;
    private final Step inCallback;

    private Job(Outcome outcome, Step inTask, Step inCallback) {
        this.outcome = outcome;
        this.inTask = inTask;
        this.inCallback = inCallback;
    }

    /** Returns a job whose task returns this. */
    static Job returning(@Nullable Object result) {
        return new Job(new Outcome(result, null), () -> {}, () -> {});
    }

    /** Returns a job whose task throws this. */
    static Job throwing(Throwable failure) {
        return new Job(new Outcome(null, failure), () -> {}, () -> {});
    }

    /** Returns the same job, whose task does this first. */
    Job first(Step step) {
        return new Job(outcome, step, inCallback);
    }

    /** Returns the same job, whose callback does this. */
    Job then(Step step) {
        return new Job(outcome, inTask, step);
    }

    /** What is handed over, as often as it is. */
    record Handed(Callable<@Nullable Object> task, BiConsumer<@Nullable Object, @Nullable Throwable> callback) {}

    Handed handed(int number, TaskLog log) {
        return new Handed(() -> call(number, log), (given, thrown) -> accept(number, log, given, thrown));
    }

    private @Nullable Object call(int number, TaskLog log) {
        Thread me = Thread.currentThread();
        log.add(What.TASK_BEGINS, number, me);
        try {
            inTask.run();
            Throwable failure = outcome.failure();
            if (failure != null) {
                throw failure;
            }
            return outcome.result();
        } catch (Throwable thrown) {
            log.addThrown();
            throw Sneaky.<RuntimeException>rethrow(thrown);
        } finally {
            log.add(What.TASK_ENDS, number, me);
        }
    }

    private void accept(int number, TaskLog log, @Nullable Object given, @Nullable Throwable thrown) {
        Thread me = Thread.currentThread();
        log.addCallback(number, me, new Outcome(given, thrown));
        try {
            inCallback.run();
        } catch (Throwable itsOwn) {
            log.addThrown();
            throw Sneaky.<RuntimeException>rethrow(itsOwn);
        } finally {
            log.add(What.CALLBACK_ENDS, number, me);
        }
    }
}
