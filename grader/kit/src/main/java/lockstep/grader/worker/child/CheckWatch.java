package lockstep.grader.worker.child;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.exercise.Grounds;
import lockstep.grader.probe.CoreWait;
import lockstep.grader.probe.Stillness;
import lockstep.grader.probe.ThreadReport;
import lockstep.grader.verdict.CheckId;
import lockstep.grader.verdict.Coverage;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Finding;
import lockstep.grader.verdict.Outcome;
import lockstep.grader.verdict.Verdict;
import lockstep.grader.worker.WorkerJob;
import lockstep.grader.worker.protocol.Message;
import lockstep.grader.worker.protocol.Request;
import org.jspecify.annotations.Nullable;

/**
 * Passes a job's answers on, and answers for a check that does not end: at its deadline, or earlier when none of the
 * threads that could end it can ever go on. Then the worker ends itself.
 */
final class CheckWatch implements WorkerJob.Reporter {

    private static final long LOOK_MILLIS = 100;

    /** How long nobody must have moved before a check is called stuck ahead of its deadline. */
    private static final long STILL_MILLIS = 1_500;

    /** Where the work of a check has no measure that is known before. */
    static final long NO_CPU_LIMIT = Long.MAX_VALUE;

    private static final String STARVED =
            "The machine was too busy: for most of the time this check was ready to go on, and had no core.";

    private final Channel channel;
    private final Household household;
    private final Thread jobThread;
    private final Grounds grounds;
    private final long perCheckMillis;
    private final long cpuMillis;
    private @Nullable CheckId running;
    private @Nullable Ruins ruins;
    private long startedAt;
    private long cpuAtStart;

    /**
     * Made by the thread of the job.
     *
     * @param cpuMillis after which processor time of this JVM a check is called stuck
     */
    CheckWatch(Channel channel, Household household, Request request, long cpuMillis) {
        this.channel = channel;
        this.household = household;
        this.jobThread = Thread.currentThread();
        this.grounds = new Grounds(request.checks());
        this.perCheckMillis = request.perCheckMillis();
        this.cpuMillis = cpuMillis;
    }

    @Override
    public synchronized boolean started(CheckSpec check) {
        channel.send(new Message.Started(check.id()));
        running = check.id();
        Verdict missing = grounds.missing(check).orElse(null);
        if (missing != null) {
            answer(check.id(), missing, null);
            return false;
        }
        ruins = new Ruins(household);
        startedAt = System.nanoTime();
        cpuAtStart = cpuMillis == NO_CPU_LIMIT ? 0 : cpuNow();
        notifyAll();
        return true;
    }

    /** A JVM in which a check has left ruins asks nothing more: the parent starts another one. */
    @Override
    public void finished(CheckId check, Verdict verdict, @Nullable Coverage coverage) {
        Optional<Finding> left = ruinsLeft();
        boolean spared = verdict.outcome() != Outcome.FAILED && verdict.outcome() != Outcome.SKIPPED;
        answer(check, left.isPresent() && spared ? new Verdict.Failed(left.get()) : verdict, coverage);
        if (left.isPresent()) {
            Household.endJvm(0);
        }
    }

    private synchronized void answer(CheckId check, Verdict verdict, @Nullable Coverage coverage) {
        if (!check.equals(running)) {
            throw new IllegalStateException(check + " finished while " + running + " was running");
        }
        running = null;
        grounds.note(check, verdict);
        channel.send(new Message.Finished(check, verdict, coverage));
    }

    private Optional<Finding> ruinsLeft() {
        Ruins since = ruins;
        try {
            return since == null ? Optional.empty() : since.found();
        } catch (InterruptedException e) {
            // Nobody has a reason to interrupt the thread of the job.
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void canaryFailed(String what) {
        channel.send(new Message.CanaryFailed(what));
    }

    /** Looks at the running check now and then, for ever. */
    void watch() {
        @Nullable CheckId watched = null;
        Stillness stillness = new Stillness();
        @Nullable CoreWait coreWait = null;
        while (true) {
            CheckId now = awaitRunning();
            long time = System.nanoTime();
            long age = millisSince(time, startedAt());
            if (burnt() >= cpuMillis) {
                giveUp(now, stuck(false, age));
            } else if (age >= perCheckMillis) {
                boolean starved = coreWait != null && coreWait.isMostOfTheTime();
                giveUp(now, starved ? new Verdict.Inconclusive(STARVED, List.of()) : stuck(false, age));
            }
            // The first look costs tens of milliseconds of class loading, which quick checks need not pay.
            if (age >= STILL_MILLIS / 2) {
                if (!now.equals(watched)) {
                    stillness = new Stillness();
                    coreWait = CoreWait.fromNow();
                    watched = now;
                }
                if (stillness.look(threadsOfCheck(), time) >= STILL_MILLIS * 1_000_000) {
                    giveUp(now, stuck(true, age));
                }
            }
        }
    }

    /** Sleeps one look's time, and on while no check runs. */
    private synchronized CheckId awaitRunning() {
        try {
            wait(LOOK_MILLIS);
            while (running == null) {
                wait();
            }
        } catch (InterruptedException e) {
            // Nobody has a reason to interrupt this thread, so it goes on watching.
        }
        CheckId check = running;
        return check == null ? awaitRunning() : check;
    }

    private synchronized long startedAt() {
        return startedAt;
    }

    private synchronized long burnt() {
        return cpuMillis == NO_CPU_LIMIT ? 0 : cpuNow() - cpuAtStart;
    }

    private static long cpuNow() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toMillis)
                .orElse(0L);
    }

    private static long millisSince(long now, long then) {
        return (now - then) / 1_000_000;
    }

    private Collection<Thread> threadsOfCheck() {
        List<Thread> threads = new ArrayList<>(List.of(jobThread));
        threads.addAll(household.guests());
        return threads;
    }

    private Verdict stuck(boolean allWait, long ageMillis) {
        Collection<Thread> guests = household.guests();
        Evidence.StuckThreads report =
                ThreadReport.of("the check did not end", guests.isEmpty() ? List.of(jobThread) : guests);
        return new Verdict.Failed(ThreadReport.finding(report, allWait, Duration.ofMillis(ageMillis)));
    }

    private synchronized void giveUp(CheckId check, Verdict verdict) {
        if (!check.equals(running)) {
            return;
        }
        channel.send(new Message.Stuck(check, verdict));
        Household.endJvm(1);
    }
}
