package lockstep.grader.check.speedup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lockstep.grader.check.RunSettings.Budget;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.Expect;
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
    private final long seed;
    private final int cores;
    private final int threads;
    private final TimingRule rule;
    private final Bystanders bystanders;

    /**
     * Makes the question.
     *
     * @param cores how many cores this JVM may use
     * @param bystanders of all calls that this JVM has made
     */
    MeasuredCheck(Workload workload, Budget budget, long seed, int cores, Bystanders bystanders) {
        this.bystanders = bystanders;
        this.workload = workload;
        this.budget = budget;
        this.seed = seed;
        this.cores = cores;
        this.threads = Math.max(2, Math.min(cores, MOST_THREADS));
        this.rule = new TimingRule(workload, cores, threads);
    }

    /** A fork's rounds, and what went on beside them. */
    record Run(
            ForkedMeasurement.Measured measured, @Nullable Noise noise) {}

    Verdict judge() throws Exception {
        Evidence.WorkShare shares;
        try {
            shares = workload.shareOut(threads);
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
            Optional<MachineLoad> before = MachineLoad.read(Path.of("/proc"));
            bystanders.look();
            long start = System.nanoTime();
            ForkedMeasurement.Outcome outcome = fork(fork == 0 ? seed : ~seed);
            List<String> disturbing = bystanders.atWork(System.nanoTime() - start);
            if (!disturbing.isEmpty()) {
                return disturbed(disturbing);
            } else if (outcome instanceof ForkedMeasurement.Broken broken) {
                return broken(broken.failure());
            } else if (outcome instanceof ForkedMeasurement.Lost lost && !lost.begun()) {
                return new Verdict.Errored(
                        "the JVM in which time is taken did not start: " + lost.how() + ": " + lost.lastOutput());
            } else if (outcome instanceof ForkedMeasurement.Lost lost) {
                crashes.add(new Evidence.Crash("exit", lost.how(), null, lost.lastOutput()));
            } else {
                runs.add(withNoise((ForkedMeasurement.Measured) outcome, before));
            }
            if (!isWorthASecondFork(runs)) {
                break;
            }
        }
        return runs.isEmpty()
                ? new Verdict.Failed(
                        new Finding("The process in which its time was taken ended early, twice.", null, null, crashes))
                : new MeasuredVerdict(workload, rule, cores, threads).of(runs, shares, workload.startUpMillis(threads));
    }

    private static Verdict disturbed(List<String> who) {
        return new Verdict.Failed(new Finding(
                "Calls that had returned left someone at work, who disturbed the timing: " + who.get(0) + ".",
                null,
                null,
                List.of(new Evidence.Leak("threads or processes", who))));
    }

    private static Run withNoise(ForkedMeasurement.Measured measured, Optional<MachineLoad> before) {
        Noise noise = before.flatMap(then ->
                        MachineLoad.read(Path.of("/proc")).map(now -> now.since(then, measured.waitedPercent())))
                .orElse(null);
        return new Run(measured, noise);
    }

    private ForkedMeasurement.Outcome fork(long forkSeed) {
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
        return new ForkedMeasurement(workload, new ForkedMeasurement.Order(cores, threads, rounds, forkSeed, millis))
                .run();
    }

    /** A verdict against the submission must be seen twice; a machine that is busy now is so a second later. */
    private boolean isWorthASecondFork(List<Run> runs) {
        return runs.isEmpty() || rule.read(runs.get(0).measured().turns()).meaning() == TimingRule.Meaning.MISSED;
    }

    private Verdict broken(FailedTurnException failure) {
        if (!failure.isOfSubmission()) {
            return new Verdict.Errored(
                    "the kit's reference gave another answer than its baseline: " + failure.getMessage());
        }
        String file = failure.file();
        SourceLocation line = file == null ? null : new SourceLocation(file, failure.line());
        if (failure.isUnwritten()) {
            return new Verdict.Failed(Expect.unwritten(failure.actual(), line).finding());
        }
        return new Verdict.Failed(new Finding(
                "While time was taken, something went wrong: expected " + failure.expected() + ", but it "
                        + failure.actual() + ".",
                null,
                line,
                List.of(new Evidence.Counterexample(workload.describe(), failure.expected(), failure.actual()))));
    }
}
