package lockstep.grader.check.correctness;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lockstep.engine.canary.EngineCanaries;
import lockstep.grader.author.Seeds;
import lockstep.grader.check.UnderControl;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.probe.VerdictOf;
import lockstep.grader.verdict.Outcome;
import lockstep.grader.verdict.SourceLocation;
import lockstep.grader.verdict.Verdict;
import lockstep.grader.worker.WorkerJob;

/** Answers each check by its contract, or by a JUnit test on a fresh instance of its class. */
public final class CorrectnessJob implements WorkerJob {

    /** Correctness is the same whatever is drawn. */
    private static final long SEED = 1;

    @Override
    public void run(List<CheckSpec> checks, Map<String, String> options, Reporter reporter) throws Exception {
        TestRunner runner = new TestRunner();
        Verdict good = runner.run(Canaries.class.getName(), "passes", "canary");
        Verdict bad = runner.run(Canaries.class.getName(), "fails", "canary");
        if (good.outcome() != Outcome.PASSED || bad.outcome() != Outcome.FAILED) {
            reporter.canaryFailed("of a test that passes it was said that " + VerdictOf.inWords(good)
                    + "; of a test that fails, that " + VerdictOf.inWords(bad));
            return;
        }
        Optional<String> missed = hasContracts(checks) ? EngineCanaries.missed(SEED) : Optional.empty();
        if (missed.isPresent()) {
            reporter.canaryFailed(missed.get());
            return;
        }
        String classes = options.get(UnderControl.CLASSES);
        Seeds seeds = classes == null || !hasContracts(checks) ? Seeds.NONE : Literals.in(Path.of(classes));
        SourceLocation shared = seeds == Seeds.NONE
                ? null
                : StaticFields.oneIn(Path.of(classes)).orElse(null);
        try (ContractJudge contracts = new ContractJudge(CorrectnessJob.class.getClassLoader(), seeds, shared, SEED)) {
            for (CheckSpec check : checks) {
                if (reporter.started(check)) {
                    CheckSpec.Probe probe = check.probe();
                    if (isContract(probe)) {
                        Verdict verdict = contracts.judge(check);
                        reporter.finished(check.id(), verdict, contracts.coverage(classes));
                    } else {
                        reporter.finished(check.id(), runner.run(probe.className(), probe.member(), check.title()));
                    }
                }
            }
        }
    }

    private static boolean hasContracts(List<CheckSpec> checks) throws ClassNotFoundException {
        for (CheckSpec check : checks) {
            if (isContract(check.probe())) {
                return true;
            }
        }
        return false;
    }

    /** A contract is in a field, a test is a method. */
    static boolean isContract(CheckSpec.Probe probe) throws ClassNotFoundException {
        return Arrays.stream(Class.forName(probe.className()).getDeclaredFields())
                .anyMatch(field -> field.getName().equals(probe.member()));
    }
}
