package lockstep.grader.check.speedup;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import lockstep.grader.check.speedup.FailedTurnException.Fault;
import lockstep.grader.probe.Boundary;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.CoreWait;
import lockstep.grader.probe.SubmissionFrames;
import lockstep.grader.probe.Thrown;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.SourceLocation;
import lockstep.grader.worker.ChildProcesses;
import org.jspecify.annotations.Nullable;

/** Lets baseline, submission and reference take their turns on one input, times them, and compares their answers. */
final class TurnTaker {

    /** How many times the reference's time the submission gets in a round, but never less than the patience below. */
    static final int HOPELESS = 20;

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** So long the threads of a slow submission are looked at. */
    private static final long PROFILE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** A thread that computes beside ours for longer than this is seen. */
    private static final long LOOK_BESIDE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final Path PROC = Path.of("/proc");

    /** From this part of the time on that its threads wanted a core and had none, a machine may be what makes it slow. */
    private static final double STARVED = 0.25;

    /** The system counts CPU time in hundredths of a second. */
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final Workload work;
    private final int threads;
    private final boolean alibi;
    private final Lap[] laps = new Lap[3];
    private final long[] answers = new long[3];
    private final Leftovers leftovers = new Leftovers();
    private final Bystanders besideBaseline = new Bystanders(true);
    private final Bystanders besideReference = new Bystanders(false);
    private final Profile profile = new Profile();
    private boolean profiling;
    private long referenceNanos;
    private long waitedNanos;
    private Turn.End end = Turn.End.ANSWERED;

    /**
     * Makes one for a number of threads.
     *
     * @param referenceNanos the reference's time as far as it is known already
     * @param alibi whether the reference takes the submission's turns as well, so that the submission is never called
     */
    TurnTaker(Workload work, int threads, long referenceNanos, boolean alibi) {
        this.work = work;
        this.threads = threads;
        this.alibi = alibi;
        this.referenceNanos = referenceNanos;
    }

    /** Whose turn it is. */
    enum Who {
        BASELINE,
        SUBMISSION,
        REFERENCE
    }

    /** Takes a round, in this order unless it is the first one. */
    Turn round(List<Who> order, long input) throws Exception {
        end = Turn.End.ANSWERED;
        waitedNanos = 0;
        // The others' times are needed before the submission's first turn, to know when to cut it off.
        for (Who who : referenceNanos > 0 ? order : List.of(Who.REFERENCE, Who.BASELINE, Who.SUBMISSION)) {
            switch (who) {
                case BASELINE -> ours(0, () -> baseline(input));
                case REFERENCE -> reference(input);
                case SUBMISSION -> {
                    end = theirs(input);
                    if (StrayProcesses.end() && end == Turn.End.ANSWERED) {
                        throw Leftovers.ofChildren(
                                "a child process that it had started was still alive a second later");
                    }
                }
            }
        }
        compare(0, 2, Fault.OF_KIT);
        if (end == Turn.End.ANSWERED) {
            compare(0, 1, Fault.WRONG_ANSWER);
            afterRound();
        }
        return new Turn(laps[0], laps[1], laps[2], end);
    }

    private void afterRound() {
        if (alibi) {
            return;
        }
        try {
            work.afterRound();
        } catch (OtherWayException e) {
            throw e.asFailure();
        }
    }

    /**
     * Lets the submission do its work once with a record of who does what, where it cannot foresee that: what was parallel
     * until its time was taken is told without a clock.
     */
    void record(long input) throws Exception {
        try {
            Boundary.apart(() -> work.shareOut(input, threads));
        } catch (CheckFailedError e) {
            throw new FailedTurnException(
                    Fault.OTHER_WAY,
                    "the work to be shared as it was before any time was taken",
                    "it worked in another way than before: "
                            + e.finding().message().replaceFirst("\\.$", ""),
                    e.finding().location());
        }
    }

    /** Lets the submission do its work for a while, and looks where its threads are. */
    void profile(LongSupplier inputs) throws InterruptedException {
        profiling = true;
        long start = System.nanoTime();
        Turn.End last = Turn.End.ANSWERED;
        while (last == Turn.End.ANSWERED && System.nanoTime() - start < PROFILE_NANOS) {
            last = theirs(inputs.getAsLong());
        }
        profiling = false;
    }

    /** Returns where the submission's time goes, once it was given up or looked at; empty if no line stands out. */
    Optional<Hotspot> hotspot() {
        return profile.hottest();
    }

    /** Expects that no thread goes on after the call, computing or not: there are other ways to slow others down. */
    void expectNobodyLeft() throws InterruptedException {
        try {
            leftovers.expectNone("the calls that were timed");
        } catch (CheckFailedError e) {
            throw Leftovers.ofThreads(e.finding().evidence().stream()
                    .filter(Evidence.Leak.class::isInstance)
                    .flatMap(leak -> ((Evidence.Leak) leak).names().stream())
                    .toList());
        }
    }

    /** Takes a round without the baseline, whose time does not depend on the number of threads; null if it was given up. */
    @Nullable
    Turn withoutBaseline(long input) throws Exception {
        reference(input);
        if (theirs(input) != Turn.End.ANSWERED) {
            return null;
        }
        compare(2, 1, Fault.WRONG_ANSWER);
        return new Turn(new Lap(0, 0), laps[1], laps[2], Turn.End.ANSWERED);
    }

    long referenceNanos() {
        return referenceNanos;
    }

    /** Returns how long the latest baseline's thread was ready to run and had no core; 0 where the system does not tell. */
    long waitedNanos() {
        return waitedNanos;
    }

    private long baseline(long input) throws Exception {
        besideBaseline.begin();
        long answer = work.baseline(input);
        besideBaseline.end();
        try {
            waitedNanos = CoreWait.waitedNanos(Path.of("/proc/thread-self"));
        } catch (IOException | RuntimeException e) {
            waitedNanos = 0;
        }
        return answer;
    }

    private void reference(long input) throws Exception {
        ours(2, () -> {
            besideReference.begin();
            long answer = work.reference(input, threads);
            besideReference.end();
            return answer;
        });
        referenceNanos = laps[2].nanos();
    }

    private void compare(int one, int other, Fault fault) {
        if (answers[one] != answers[other]) {
            throw new FailedTurnException(fault, Long.toString(answers[one]), Long.toString(answers[other]), null);
        }
    }

    /** All three are called in the same way: in a new thread. */
    private void ours(int who, Callable<Long> call) throws Exception {
        leftovers.watch();
        long children = ChildProcesses.started();
        Start start = Start.now();
        FutureTask<Long> task = leftovers.kit().start(call);
        while (!isDone(task, LOOK_BESIDE_NANOS)) {
            leftovers.look();
        }
        laps[who] = lap(start);
        answers[who] = task.get();
        // Who was given up has not come to the end of its call: its threads may well go on.
        if (end == Turn.End.ANSWERED) {
            expectNobodyBeside(ChildProcesses.started() - children - (who == 2 && !work.isInProcess() ? threads : 0));
        }
    }

    private void expectNobodyBeside(long strangers) throws InterruptedException {
        Leftovers.Busiest busiest = leftovers.disturbing().orElse(null);
        if (busiest != null) {
            throw busiest.asFailure();
        }
        if (strangers > 0) {
            throw Leftovers.ofChildren("something that it had started went on to start child processes");
        }
        if (work.isParallel() && besideBaseline.areBusy()) {
            throw besideBaseline.asFailure(Profile.ofNow());
        }
        if (work.isParallel() && besideReference.areBusy()) {
            throw besideReference.asFailure(Profile.ofNow());
        }
    }

    private Turn.End theirs(long input) throws InterruptedException {
        long patience = Math.max(PATIENCE_NANOS, HOPELESS * referenceNanos);
        Starvation starvation = new Starvation(PROC);
        Start start = Start.now();
        FutureTask<Long> task = startTheirs(input);
        try {
            if (profiling) {
                profile.watch(task::isDone, patience / 2);
            }
            if (!isDone(task, patience / 2)) {
                starvation.begin();
                // Its threads go on, so nothing that is measured from here on would be worth anything.
                for (long waited = 0; !isDone(task, LOOK_NANOS); waited += LOOK_NANOS) {
                    starvation.look();
                    profile.look();
                    if (waited > patience / 2) {
                        return givenUp(start, starvation.nanos() / (patience / 2.0));
                    }
                }
            }
            answers[1] = task.get();
            return Turn.End.ANSWERED;
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        } finally {
            laps[1] = lap(start);
        }
    }

    private FutureTask<Long> startTheirs(long input) {
        if (alibi) {
            return leftovers.kit().start(() -> work.reference(input, threads));
        }
        FutureTask<Long> task = new FutureTask<>(() -> work.submission(input, threads));
        Boundary.thread(task).start();
        return task;
    }

    private static boolean isDone(FutureTask<Long> task, long nanos) throws InterruptedException, ExecutionException {
        try {
            task.get(nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    /** Whoever used many times the reference's time in CPU time alone was not held up by the machine. */
    private Turn.End givenUp(Start start, double starved) {
        boolean busy = lap(start).cpuNanos() > HOPELESS / 2 * Math.max(referenceNanos, TICK_NANOS);
        return busy || (starved >= 0 && starved < STARVED) ? Turn.End.GIVEN_UP : Turn.End.STARVED;
    }

    /** The clocks when a turn began. */
    private record Start(long nanos, long cpuNanos, Optional<MachineLoad> load) {
        static Start now() {
            Optional<MachineLoad> load = MachineLoad.read(PROC);
            long cpu = SYSTEM.getProcessCpuTime();
            return new Start(System.nanoTime(), cpu, load);
        }
    }

    private Lap lap(Start start) {
        long nanos = System.nanoTime() - start.nanos();
        long cpu = work.isInProcess() ? Math.max(0, SYSTEM.getProcessCpuTime() - start.cpuNanos()) : 0;
        long taken = start.load()
                .flatMap(then -> MachineLoad.read(PROC).map(now -> now.takenNanosSince(then)))
                .orElse(0L);
        return new Lap(nanos, cpu, taken);
    }

    private static FailedTurnException failure(Throwable thrown) {
        SourceLocation line = SubmissionFrames.topmost(thrown).orElse(null);
        Thrown it = Thrown.of(thrown);
        StackTraceElement stub = SubmissionFrames.unwritten(it).orElse(null);
        return stub == null
                ? new FailedTurnException(Fault.WRONG_ANSWER, "an answer", it.inWords(), line)
                : new FailedTurnException(Fault.UNWRITTEN, "an answer", SubmissionFrames.methodName(stub), line);
    }
}
