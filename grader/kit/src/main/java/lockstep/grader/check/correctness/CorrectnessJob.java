package lockstep.grader.check.correctness;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lockstep.engine.canary.EngineCanaries;
import lockstep.grader.author.Seeds;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.probe.VerdictOf;
import lockstep.grader.verdict.Outcome;
import lockstep.grader.verdict.Verdict;
import lockstep.grader.worker.WorkerJob;

/** Answers each check by its contract, or by a JUnit test on a fresh instance of its class. */
public final class CorrectnessJob implements WorkerJob {

    /** Correctness is the same whatever is drawn. */
    private static final long SEED = 1;

    /** Name of the option that holds the folder of the submission's class files. */
    static final String CLASSES = "classes";

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
        Seeds seeds = hasContracts(checks) ? Literals.in(Path.of(options.get(CLASSES))) : Seeds.NONE;
        try (ContractJudge contracts = new ContractJudge(CorrectnessJob.class.getClassLoader(), seeds, SEED)) {
            for (CheckSpec check : checks) {
                if (reporter.started(check)) {
                    CheckSpec.Probe probe = check.probe();
                    Verdict verdict = isContract(probe)
                            ? contracts.judge(check)
                            : runner.run(probe.className(), probe.member(), check.title());
                    reporter.finished(check.id(), verdict);
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
    private static boolean isContract(CheckSpec.Probe probe) throws ClassNotFoundException {
        return Arrays.stream(Class.forName(probe.className()).getDeclaredFields())
                .anyMatch(field -> field.getName().equals(probe.member()));
    }
}
