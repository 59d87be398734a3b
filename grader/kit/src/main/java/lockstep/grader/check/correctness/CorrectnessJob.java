package lockstep.grader.check.correctness;

import java.util.List;
import java.util.Map;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.probe.VerdictOf;
import lockstep.grader.verdict.Outcome;
import lockstep.grader.verdict.Verdict;
import lockstep.grader.worker.WorkerJob;

/** Runs one JUnit test per check, in order, each on a fresh instance of its class. */
public final class CorrectnessJob implements WorkerJob {

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
        for (CheckSpec check : checks) {
            if (reporter.started(check)) {
                Verdict verdict =
                        runner.run(check.probe().className(), check.probe().member(), check.title());
                reporter.finished(check.id(), verdict);
            }
        }
    }
}
