package lockstep.grader.check.speedup;

import java.util.ArrayList;
import java.util.List;
import lockstep.grader.check.RunSettings.Budget;
import lockstep.grader.probe.Expect;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Evidence.Machine;
import lockstep.grader.verdict.Finding;
import lockstep.grader.verdict.SourceLocation;
import lockstep.grader.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/** Answers one check by timing: one fork, and a second one where the first is no sufficient ground for a verdict. */
final class MeasuredCheck {

    /** A measurement with fewer rounds has no interval worth the name. */
    private static final int FEWEST = 3;

    private static final int MOST_THREADS = 4;

    private final Workload workload;
    private final Budget budget;
    private final long seed;
    private final Machine machine;
    private final TimingRule rule;

    /**
     * Makes the question.
     *
     * @param cores how many cores this JVM may use
     */
    MeasuredCheck(Workload workload, Budget budget, long seed, int cores) {
        this.workload = workload;
        this.budget = budget;
        this.seed = seed;
        this.machine = new Machine(cores, Math.max(2, Math.min(cores, MOST_THREADS)));
        this.rule = new TimingRule(workload, machine);
    }

    Verdict judge() {
        if (workload.isParallel() && machine.cores() < 2) {
            return new Verdict.Inconclusive(
                    "This machine gives the grader a single core, on which nothing can run faster than one thread.",
                    List.of());
        }
        ForkedMeasurement.Outcome first = fork(seed);
        if (first instanceof ForkedMeasurement.Broken broken) {
            return broken(broken.failure());
        }
        ForkedMeasurement.Outcome second = null;
        if (isWorthASecondFork(first)) {
            second = fork(~seed);
            if (second instanceof ForkedMeasurement.Broken broken) {
                return broken(broken.failure());
            }
        }
        return verdict(first, second);
    }

    private ForkedMeasurement.Outcome fork(long forkSeed) {
        int rounds =
                switch (budget) {
                    case QUICK -> Math.max(FEWEST, workload.rounds() / 2);
                    case STANDARD -> workload.rounds();
                    case THOROUGH -> 2 * workload.rounds();
                };
        long millis =
                switch (budget) {
                    case QUICK -> 3_000;
                    case STANDARD -> 6_000;
                    case THOROUGH -> 20_000;
                };
        return new ForkedMeasurement(workload, new ForkedMeasurement.Order(machine.threads(), rounds, forkSeed, millis))
                .run();
    }

    /** A verdict against the submission must be seen twice; a machine that is busy now is so a second later. */
    private boolean isWorthASecondFork(ForkedMeasurement.Outcome outcome) {
        if (outcome instanceof ForkedMeasurement.Measured measured) {
            return switch (rule.read(measured.turns()).meaning()) {
                case MET, BUSY -> false;
                case MISSED -> true;
                case UNSTEADY -> budget != Budget.QUICK;
            };
        }
        return true;
    }

    /** Two forks that say different things are one measurement on a machine that changed in between. */
    private Verdict verdict(ForkedMeasurement.Outcome first, ForkedMeasurement.@Nullable Outcome second) {
        if (first instanceof ForkedMeasurement.Lost lost && second instanceof ForkedMeasurement.Lost again) {
            return lost(lost, again);
        }
        List<Turn> turns = new ArrayList<>();
        boolean bothMissed = true;
        for (ForkedMeasurement.Outcome outcome : second == null ? List.of(first) : List.of(first, second)) {
            if (outcome instanceof ForkedMeasurement.Measured measured) {
                bothMissed &= rule.read(measured.turns()).meaning() == TimingRule.Meaning.MISSED;
                turns.addAll(measured.turns());
            } else {
                bothMissed = false;
            }
        }
        TimingRule.Reading reading = rule.read(turns);
        return switch (reading.meaning()) {
            case MET -> new Verdict.Passed(List.of(reading.timing()));
            case MISSED ->
                bothMissed
                        ? new Verdict.Failed(new Finding(reading.sentence(), null, null, List.of(reading.timing())))
                        : new Verdict.Inconclusive(
                                "Two measurements did not agree. " + reading.sentence(), List.of(reading.timing()));
            case BUSY, UNSTEADY -> new Verdict.Inconclusive(reading.sentence(), List.of(reading.timing()));
        };
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
                "While its time was taken, it gave no right answer: expected " + failure.expected() + ", but it "
                        + (line == null && !failure.actual().startsWith("threw") ? "gave " : "") + failure.actual()
                        + ".",
                null,
                line,
                List.of(new Evidence.Counterexample(workload.describe(), failure.expected(), failure.actual()))));
    }

    private Verdict lost(ForkedMeasurement.Lost lost, ForkedMeasurement.Lost again) {
        return new Verdict.Failed(new Finding(
                "The process in which its time was taken ended early, twice.",
                null,
                null,
                List.of(
                        new Evidence.Crash("exit", lost.how(), null, lost.lastOutput()),
                        new Evidence.Crash("exit", again.how(), null, again.lastOutput()))));
    }
}
