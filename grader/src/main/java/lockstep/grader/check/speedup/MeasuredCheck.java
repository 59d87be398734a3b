package lockstep.grader.check.speedup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import lockstep.grader.check.RunSettings.Budget;
import lockstep.grader.check.speedup.FailedTurnException.Fault;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.Expect;
import lockstep.grader.probe.ThreadCensus;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Evidence.Noise;
import lockstep.grader.verdict.Finding;
import lockstep.grader.verdict.SourceLocation;
import lockstep.grader.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Answers one check by timing, after what can be told without a clock: one fork, and a second one where the first speaks
 * against the submission.
 */
final class MeasuredCheck {

    private static final int MOST_THREADS = 4;

    private final Workload workload;
    private final Budget budget;
    private final RandomGenerator random;
    private final int cores;
    private final int threads;
    private final TimingRule rule;
    private final ThreadCensus before;
    private final Leftovers leftovers;

    /**
     * Makes the question.
     *
     * @param random where inputs come from that the submission cannot foresee
     * @param cores how many cores this JVM may use
     * @param before the threads that lived before the submission was called for the first time
     */
    MeasuredCheck(Workload workload, Budget budget, RandomGenerator random, int cores, ThreadCensus before) {
        this.workload = workload;
        this.budget = budget;
        this.random = random;
        this.cores = cores;
        this.threads = Math.max(2, Math.min(cores, MOST_THREADS));
        this.rule = new TimingRule(workload, cores, threads);
        this.before = before;
        this.leftovers = new Leftovers(before);
    }

    /** A fork's rounds, and what went on beside them. */
    record Run(
            ForkedMeasurement.Measured measured, @Nullable Noise noise) {}

    Verdict judge() throws Exception {
        Evidence.WorkShare shares;
        try {
            shares = workload.shareOut(random.nextLong(), threads);
        } catch (CheckFailedError serial) {
            return new Verdict.Failed(serial.finding());
        }
        if (workload.isParallel() && cores < 2) {
            return new Verdict.Inconclusive(
                    "This machine gives the grader a single core, on which nothing can run faster than one thread.",
                    shares == null ? List.of() : List.of(shares));
        }
        List<Run> runs = new ArrayList<>();
        List<Evidence> crashes = new ArrayList<>();
        for (int fork = 0; fork < 2; fork++) {
            leftovers.watch();
            Optional<MachineLoad> load = MachineLoad.read(Path.of("/proc"));
            ForkedMeasurement.Outcome outcome = fork();
            Leftovers.Busiest busiest = leftovers.disturbing().orElse(null);
            if (busiest != null) {
                return broken(busiest.asFailure());
            }
            if (outcome instanceof ForkedMeasurement.Broken broken) {
                return broken(broken.failure());
            } else if (outcome instanceof ForkedMeasurement.Lost lost && !lost.begun()) {
                // A crowd of threads that the submission left behind may take all that a new JVM needs.
                before.expectNobodyLeft("the calls before any time was taken");
                return new Verdict.Errored(
                        "the JVM in which time is taken did not start: " + lost.how() + ": " + lost.lastOutput());
            } else if (outcome instanceof ForkedMeasurement.Lost lost) {
                crashes.add(new Evidence.Crash("exit", lost.how(), null, lost.lastOutput()));
            } else {
                runs.add(withNoise((ForkedMeasurement.Measured) outcome, load));
            }
            if (!isWorthASecondFork(runs)) {
                break;
            }
        }
        return runs.isEmpty()
                ? new Verdict.Failed(
                        new Finding("The process in which its time was taken ended early, twice.", null, null, crashes))
                : new MeasuredVerdict(workload, rule, cores, threads).of(runs, shares);
    }

    private static Run withNoise(ForkedMeasurement.Measured measured, Optional<MachineLoad> before) {
        Noise noise = before.flatMap(then ->
                        MachineLoad.read(Path.of("/proc")).map(now -> now.since(then, measured.waitedPercent())))
                .orElse(null);
        return new Run(measured, noise);
    }

    private ForkedMeasurement.Outcome fork() {
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
        return new ForkedMeasurement(workload, new ForkedMeasurement.Order(cores, threads, rounds, millis)).run();
    }

    /** A verdict against the submission must be seen twice; a machine that is busy now is so a second later. */
    private boolean isWorthASecondFork(List<Run> runs) {
        return runs.isEmpty() || rule.read(runs.get(0).measured().turns()).meaning() == TimingRule.Meaning.MISSED;
    }

    private Verdict broken(FailedTurnException failure) {
        if (failure.fault() == Fault.OF_KIT) {
            return new Verdict.Errored(
                    "the kit's reference gave another answer than its baseline: " + failure.getMessage());
        }
        String file = failure.file();
        SourceLocation line = file == null ? null : new SourceLocation(file, failure.line());
        if (failure.fault() == Fault.UNWRITTEN) {
            return new Verdict.Failed(Expect.unwritten(failure.actual(), line).finding());
        }
        if (failure.fault() == Fault.LEFT_BEHIND) {
            return new Verdict.Failed(new Finding(
                    "After its call had returned, " + failure.actual()
                            + ". Whatever comes next has to share the cores with what is left behind.",
                    null,
                    line,
                    List.of(new Evidence.Counterexample(workload.describe(), failure.expected(), failure.actual()))));
        }
        if (failure.fault() == Fault.OTHER_WAY) {
            return new Verdict.Failed(new Finding(
                    "While its time was taken, " + failure.actual() + ".",
                    null,
                    null,
                    List.of(new Evidence.Counterexample(workload.describe(), failure.expected(), failure.actual()))));
        }
        return new Verdict.Failed(new Finding(
                "While its time was taken, it gave no right answer: expected " + failure.expected() + ", but it "
                        + (line == null && !failure.actual().startsWith("threw") ? "gave " : "") + failure.actual()
                        + ".",
                null,
                line,
                List.of(new Evidence.Counterexample(workload.describe(), failure.expected(), failure.actual()))));
    }
}
