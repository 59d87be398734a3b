package lockstep.grader.author;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lockstep.grader.probe.PoolFault;
import lockstep.grader.probe.SubmissionFrames;
import lockstep.grader.probe.TaskLog;
import lockstep.grader.probe.TaskLog.What;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/** One pool in a case: what it is given to do, what is held, and who is there. */
final class PoolTrial {

    /** Who looks for something to do as often as this begins as soon as anybody can tell. */
    private static final Duration A_LOOK = Duration.ofMillis(20);

    final Stage stage;
    final int threads;
    final PoolHistory history;
    private final Set<Thread> strangers = new HashSet<>();
    private final List<Thread> closers = new CopyOnWriteArrayList<>();
    private CountDownLatch open = new CountDownLatch(1);
    /** How much had happened when it was looked last; a change that all can see. */
    private volatile int looks;
    /** Whether more threads have been seen than the pool was made for. */
    private boolean tooMany;

    /** @param asked what it fails by */
    PoolTrial(TaskPool contract, Stage stage, int threads, String text, Set<PoolFault> asked) {
        this.stage = stage;
        this.threads = threads;
        // Before the pool is made: its class may start a thread, too.
        strangers.addAll(stage.alive());
        strangers.add(Thread.currentThread());
        this.history = new PoolHistory(
                contract,
                threads,
                text,
                asked,
                () -> stage.line(closers),
                () -> SubmissionFrames.origin(stage, pool()));
    }

    TaskLog log() {
        return history.log;
    }

    /** Starts a thread that is none of the pool's. */
    Thread start(Runnable body) {
        Thread thread = stage.start(body);
        strangers.add(thread);
        return thread;
    }

    /** Submits these in a thread of its own, and lets all come to rest. */
    Thread submit(Collection<Job> jobs) {
        Thread submitter = start(() -> jobs.forEach(history::submit));
        settle();
        return submitter;
    }

    Thread submit(Job... jobs) {
        return submit(List.of(jobs));
    }

    /** Submits so many jobs of the simplest kind. */
    Thread submit(int count) {
        return submit(times(count, () -> Job.returning(count)));
    }

    /** Returns so many jobs. */
    static List<Job> times(int count, Supplier<Job> one) {
        return IntStream.range(0, count).mapToObj(i -> one.get()).toList();
    }

    /** Returns what waits until {@link #goOn}, interrupted or not. */
    Job.Step held() {
        return Made.held(new CountDownLatch(1), open)::run;
    }

    /** Submits so many jobs of which the tasks wait, or the callbacks do. */
    void hold(int count, Place place) {
        submit(times(count, () -> place.in(Job.returning(count), held())));
        tooMany |= pool().size() > threads;
    }

    /** Lets all go on that is held; what is held from now on is held anew. */
    void goOn() {
        open.countDown();
        open = new CountDownLatch(1);
        settle();
    }

    /** Returns how many tasks, or callbacks, are running. */
    long atWork(Place place) {
        return log().count(place.begins()) - log().count(place.ends());
    }

    /** A task or a callback. */
    enum Place {
        TASK("task", What.TASK_BEGINS, What.TASK_ENDS),
        CALLBACK("callback", What.CALLBACK_BEGINS, What.CALLBACK_ENDS),
        CALLBACK_OF_FAILURE("callback of a failed task", What.CALLBACK_BEGINS, What.CALLBACK_ENDS);

        final String text;
        private final What begins;
        private final What ends;

        Place(String text, What begins, What ends) {
            this.text = text;
            this.begins = begins;
            this.ends = ends;
        }

        /** Returns the words for several of them. */
        String texts() {
            return text.replaceFirst("\\w+", "$0s");
        }

        What begins() {
            return begins;
        }

        What ends() {
            return ends;
        }

        /** Returns the job that does this here. */
        Job in(Job job, Job.Step step) {
            return switch (this) {
                case TASK -> job.first(step);
                case CALLBACK -> job.then(step);
                case CALLBACK_OF_FAILURE ->
                    Job.throwing(new FunctionException("thrown on purpose")).then(step);
            };
        }
    }

    /**
     * Lets all come to rest. Whoever makes many calls in a row looks as if it were spinning; who spins looks again when
     * something has changed, and who looks every few milliseconds when they have passed.
     */
    void settle() {
        do {
            looks = log().size();
            stage.settle();
            if (log().size() == looks && couldGoOn()) {
                stage.pause(A_LOOK);
                stage.settle();
            }
        } while (log().size() > looks);
    }

    /** Returns whether a task waits though a thread should be free for it, or a callback is due. */
    private boolean couldGoOn() {
        return log().count(What.TASK_ENDS) > log().count(What.CALLBACK_BEGINS) || isTaskDue();
    }

    private boolean isTaskDue() {
        return log().count(What.TASK_BEGINS) < log().count(What.ACCEPTED)
                && log().count(What.TASK_BEGINS) - log().count(What.CALLBACK_ENDS) < threads;
    }

    /** Returns whether the pool does as many at a time as it has threads; what it cannot do at all is asked elsewhere. */
    boolean canBeBusy() {
        hold(threads, Place.TASK);
        boolean busy = atWork(Place.TASK) == threads;
        goOn();
        return busy;
    }

    /** Returns whether the last thread does something while the others are held; whether they may keep it is asked elsewhere. */
    boolean goesOnBeside(Place place) {
        hold(threads - 1, place);
        long before = log().count(What.CALLBACK_ENDS);
        submit(1);
        boolean done = log().count(What.CALLBACK_ENDS) > before;
        goOn();
        return done;
    }

    /** Fails if a task is not done, where each can go on that does not wait for something itself. */
    void expectDone() {
        long begun = log().count(What.TASK_BEGINS);
        if (isTaskDue() && history.asks(PoolFault.LOST)) {
            stage.pause(stage.longTime());
            stage.settle();
            if (log().count(What.TASK_BEGINS) > begun) {
                history.breach(
                        PoolFault.LOST,
                        stage.line(pool()),
                        "A task was called some time after a thread was free for it.",
                        "a task begins as soon as a thread is free",
                        "it began later");
            }
        }
        history.expectDone();
    }

    /** Fails if the pool does not do as many at a time as it has threads. */
    void expectBusy(Place place, PoolFault fault) {
        hold(2 * threads, place);
        expectAtWork(place, fault);
        expectFewThreads();
        goOn();
        expectDone();
    }

    /** Fails unless as many are at work as there are threads. */
    void expectAtWork(Place place, PoolFault fault) {
        history.expectRight();
        long most = atWork(place);
        if (most < threads) {
            history.breach(
                    fault,
                    null,
                    most + " " + (most == 1 ? place.text + " was" : place.texts() + " were")
                            + " running, and others waited.",
                    threads + " at a time",
                    most + " at a time");
        }
    }

    /** Fails if more threads are there than the pool was made for. */
    void expectFewThreads() {
        List<Thread> pool = pool();
        if (pool.size() > threads) {
            history.breach(
                    PoolFault.TOO_MANY,
                    stage.line(pool),
                    pool.size() + " threads were there.",
                    "at most " + threads,
                    pool.size() + " threads");
        }
    }

    /** Fails if threads have been replaced; for where no time has passed in which one could end for want of work. */
    void expectSameThreads() {
        int callers = log().callers().size();
        if (callers > threads && !tooMany) {
            history.breach(
                    PoolFault.THREAD_LOST,
                    log().thrownAt(),
                    callers + " threads have called tasks.",
                    "the same " + threads + ", whatever happens in them",
                    callers + " threads");
        }
    }

    /** Returns the threads that are there because of the pool. */
    List<Thread> pool() {
        return stage.alive().stream()
                .filter(thread -> !strangers.contains(thread))
                .toList();
    }

    boolean isAlive(Thread thread) {
        return stage.alive().contains(thread);
    }

    /** A call of close in a thread of its own. */
    final class Closing {
        private final Thread thread;
        private boolean interrupted;
        private @Nullable SourceLocation interruptTakenAt;

        /** @param interruptedBefore whether its thread has been interrupted */
        Closing(boolean interruptedBefore) {
            thread = start(() -> {
                if (interruptedBefore) {
                    Thread.currentThread().interrupt();
                }
                history.close();
                interruptTakenAt = SubmissionFrames.interruptTakenAt();
                interrupted = Thread.interrupted();
            });
            closers.add(thread);
            settle();
        }

        void interrupt() {
            thread.interrupt();
            settle();
        }

        /** Waits for its end, and fails if something is not done, or if somebody is left. */
        void expectEnd() {
            settle();
            if (isAlive(thread) && !history.asks(PoolFault.NEVER_CLOSED)) {
                stage.pause(stage.longTime().multipliedBy(4));
                history.expectRight();
                return;
            }
            stage.await(thread);
            settle();
            history.expectDone();
            List<Thread> left = pool();
            if (!left.isEmpty()) {
                history.breach(
                        PoolFault.THREAD_LEFT,
                        stage.line(left),
                        left.size() + (left.size() == 1 ? " thread was" : " threads were") + " left after close.",
                        "all threads of the pool have ended",
                        left.stream()
                                .map(each -> each.getName() + ", " + each.getState())
                                .limit(3)
                                .toList()
                                .toString());
            }
        }

        /** Fails if an interrupt has been lost. */
        void expectInterrupted() {
            if (!interrupted) {
                history.breach(
                        PoolFault.INTERRUPT,
                        interruptTakenAt,
                        "After close, the interrupt flag of its thread was not set.",
                        "the flag is still set",
                        "it was cleared");
            }
        }
    }

    /** Begins to close the pool. */
    Closing close() {
        return new Closing(false);
    }

    /** Closes the pool, to its end. */
    void end() {
        close().expectEnd();
    }

    /** Lets go on what is held while the pool is being closed, which has to wait for it. */
    void end(Closing... closings) {
        history.expectRight();
        goOn();
        Stream.of(closings).forEach(Closing::expectEnd);
    }

    /** Leaves nothing behind on real threads; under control there is nothing that stays. */
    void leave() {
        if (stage.isReal()) {
            goOn();
            stage.start(history::close);
            settle();
        }
    }
}
