package lockstep.grader.check.speedup;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import lockstep.grader.author.children.CurrentChildren;
import lockstep.grader.check.RunSettings.Budget;
import lockstep.grader.check.speedup.FailedTurnException.Fault;
import lockstep.grader.probe.Boundary;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.Expect;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Evidence.Noise;
import lockstep.grader.verdict.Finding;
import lockstep.grader.verdict.SourceLocation;
import lockstep.grader.verdict.Verdict;
import lockstep.grader.worker.ChildProcesses;
import org.jspecify.annotations.Nullable;

/**
 * Answers one check by timing, after what can be told without a clock: one fork, and up to two more where the first leaves
 * it open or speaks against the submission. After each that leaves it open, the kit's reference is measured in the
 * submission's place, in a fork in which nothing of the submission runs.
 */
final class MeasuredCheck {

    private static final int MOST_THREADS = 4;

    private static final int MOST_LOOKS = 3;

    /** A third look is taken while this is not used up. */
    private static final Duration TIME_FOR_LOOKS = Duration.ofSeconds(45);

    private static final long LOOK_MILLIS = 100;

    /** Starting a fork and reading what it says takes a few threads; so many more are a crowd that comes and goes. */
    private static final int CROWD = 100;

    private static final Path PROC = Path.of("/proc");

    private static final Advice LEFT_BEHIND = new Advice(
            "A call is over when all that it has started is over: what goes on takes time from whoever comes next.",
            "Which line starts it, and which line waits for its end before your method returns?",
            null);

    private static final Advice ANOTHER_WAY = new Advice(
            "A time counts only for what was asked for: the same answers, in the same way as in all other checks.",
            "This input is larger than others, and there are several such calls in a row. What does your code do"
                    + " differently then?",
            null);

    private final Workload workload;
    private final Budget budget;
    private final RandomGenerator random;
    private final int cores;
    private final int threads;
    private final MeasuredVerdict verdicts;
    private final Leftovers leftovers;
    private final List<Run> runs = new ArrayList<>();
    private final List<Run> alibis = new ArrayList<>();
    private final List<ForkedMeasurement.Lost> lost = new ArrayList<>();

    /**
     * Makes the question.
     *
     * @param random where inputs come from that the submission cannot foresee
     * @param cores how many cores this JVM may use
     * @param leftovers made before the submission was called for the first time
     */
    MeasuredCheck(Workload workload, Budget budget, RandomGenerator random, int cores, Leftovers leftovers) {
        this.workload = workload;
        this.budget = budget;
        this.random = random;
        this.cores = cores;
        this.threads = Math.max(2, Math.min(cores, MOST_THREADS));
        this.verdicts = new MeasuredVerdict(workload, new TimingRule(workload, cores, threads), cores, threads);
        this.leftovers = leftovers;
    }

    /** A fork's rounds, and what went on beside them. */
    record Run(
            ForkedMeasurement.Measured measured, @Nullable Noise noise) {
        List<Turn> turns() {
            return measured.turns();
        }
    }

    Verdict judge() throws Exception {
        Evidence.WorkShare shares;
        try {
            shares = Boundary.apart(() -> workload.shareOut(random.nextLong(), threads));
        } catch (CheckFailedError serial) {
            return new Verdict.Failed(serial.finding());
        }
        if (workload.isParallel() && cores < 2) {
            return new Verdict.Inconclusive(
                    "This machine gives the grader a single core, on which nothing can run faster than one thread.",
                    shares == null ? List.of() : List.of(shares));
        }
        try {
            look();
        } catch (FailedTurnException failure) {
            return broken(failure);
        }
        return lost.size() > 1 ? lostTwice() : verdicts.of(runs, alibis, shares);
    }

    /** Looks until it is clear, or until the reference in the submission's place is not clear either. */
    private void look() throws Exception {
        long start = System.nanoTime();
        while (lost.size() < 2 && runs.size() < MOST_LOOKS) {
            boolean used = System.nanoTime() - start > TIME_FOR_LOOKS.toNanos();
            if (used && runs.size() == MOST_LOOKS - 1) {
                return;
            }
            if (!(fork(false) instanceof ForkedMeasurement.Measured)) {
                continue;
            }
            MeasuredVerdict.Standing standing = verdicts.standing(runs);
            boolean open = standing == MeasuredVerdict.Standing.OPEN;
            boolean torn = standing == MeasuredVerdict.Standing.TORN;
            if (!torn && !(open && hasNoAlibi())) {
                return;
            }
        }
    }

    /** Returns whether the reference in the submission's place was decided, just now. */
    private boolean hasNoAlibi() throws Exception {
        return fork(true) instanceof ForkedMeasurement.Measured && verdicts.isMet(alibis.get(alibis.size() - 1));
    }

    /** Starts a fork, sees to it that nobody disturbs it from here, and keeps what comes of it. */
    private ForkedMeasurement.Outcome fork(boolean alibi) throws Exception {
        if (StrayProcesses.end()) {
            throw Leftovers.ofChildren("a child process that it had started was still alive a second later");
        }
        leftovers.watch();
        long children = childrenAskedFor();
        long starts = threadsStarted();
        Optional<MachineLoad> load = MachineLoad.read(PROC);
        ForkedMeasurement measurement = new ForkedMeasurement(workload, order(alibi));
        FutureTask<ForkedMeasurement.Outcome> task = leftovers.kit().start(measurement::run);
        while (!isDone(task)) {
            leftovers.look();
        }
        ForkedMeasurement.Outcome outcome = task.get();
        Leftovers.Busiest busiest = leftovers.disturbing().orElse(null);
        if (busiest != null) {
            throw busiest.asFailure();
        }
        if (childrenAskedFor() > children) {
            throw Leftovers.ofChildren("something that it had started went on to start child processes");
        }
        if (threadsStarted() - starts > CROWD) {
            throw Leftovers.ofCrowd(threadsStarted() - starts, Profile.ofNow());
        }
        if (outcome instanceof ForkedMeasurement.Broken broken && !alibi) {
            throw broken.failure();
        } else if (outcome instanceof ForkedMeasurement.Lost early && !alibi) {
            lost.add(early);
        } else if (outcome instanceof ForkedMeasurement.Measured measured) {
            (alibi ? alibis : runs).add(withNoise(measured, load));
        }
        return outcome;
    }

    private static boolean isDone(FutureTask<?> task) throws InterruptedException, ExecutionException {
        try {
            task.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    /** Those that nobody could start count, too: whoever asks for them beside a call means to burn the cores. */
    private static long childrenAskedFor() {
        return ChildProcesses.started() + CurrentChildren.refused();
    }

    private static long threadsStarted() {
        return ManagementFactory.getThreadMXBean().getTotalStartedThreadCount();
    }

    private static Run withNoise(ForkedMeasurement.Measured measured, Optional<MachineLoad> before) {
        Noise noise = before.flatMap(
                        then -> MachineLoad.read(PROC).map(now -> now.since(then, measured.waitedPercent())))
                .orElse(null);
        return new Run(measured, noise);
    }

    private ForkedMeasurement.Order order(boolean alibi) {
        int rounds =
                switch (budget) {
                    case QUICK -> workload.fewestRounds();
                    case STANDARD -> workload.mostRounds();
                    case THOROUGH -> 2 * workload.mostRounds();
                };
        long millis =
                switch (budget) {
                    case QUICK -> 1_500;
                    case STANDARD -> 4_500;
                    case THOROUGH -> 20_000;
                };
        return new ForkedMeasurement.Order(cores, threads, rounds, millis, alibi);
    }

    private Verdict lostTwice() throws Exception {
        List<Evidence> crashes = new ArrayList<>();
        lost.forEach(each -> crashes.add(new Evidence.Crash("exit", each.how(), null, each.lastOutput())));
        if (lost.stream().anyMatch(ForkedMeasurement.Lost::begun)) {
            return new Verdict.Failed(
                    new Finding("The process in which its time was taken ended early, twice.", null, null, crashes));
        }
        // A crowd of threads that the submission left behind may take all that a new JVM needs.
        leftovers.expectNone("the calls before any time was taken");
        return withAlibi(
                "the JVM in which time is taken did not start, twice: "
                        + lost.get(0).how(),
                crashes.get(0));
    }

    /** What goes wrong beside the submission and does not without it counts against the submission. */
    private Verdict withAlibi(String what, Evidence evidence) throws Exception {
        return fork(true) instanceof ForkedMeasurement.Measured
                ? new Verdict.Failed(new Finding(
                        "Its time could not be taken, though that of the kit's own reference in its place could: "
                                + what + ".",
                        null,
                        null,
                        List.of(evidence)))
                : new Verdict.Errored(what);
    }

    private Verdict broken(FailedTurnException failure) throws Exception {
        if (failure.fault() == Fault.OF_KIT) {
            return withAlibi(
                    "the kit's reference gave another answer than its baseline: " + failure.getMessage(),
                    new Evidence.Counterexample(workload.describe(), failure.expected(), failure.actual()));
        }
        SourceLocation line = failure.line();
        if (failure.fault() == Fault.UNWRITTEN) {
            return new Verdict.Failed(Expect.unwritten(failure.actual(), line).finding());
        }
        String message =
                switch (failure.fault()) {
                    case LEFT_BEHIND ->
                        "After its call had returned, " + failure.actual()
                                + ". Whatever comes next has to share the cores with what is left behind.";
                    case OTHER_WAY -> "While its time was taken, " + failure.actual() + ".";
                    default ->
                        "While its time was taken, it gave no right answer: expected " + failure.expected()
                                + ", but it "
                                + (line == null && !failure.actual().startsWith("threw") ? "gave " : "")
                                + failure.actual() + ".";
                };
        return new Verdict.Failed(new Finding(
                message,
                failure.fault() == Fault.LEFT_BEHIND ? LEFT_BEHIND : ANOTHER_WAY,
                line,
                List.of(new Evidence.Counterexample(workload.describe(), failure.expected(), failure.actual()))));
    }
}
