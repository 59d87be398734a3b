package lockstep.grader.check.race;

import java.util.List;
import java.util.Map;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.worker.WorkerJob;

/** Judges as where nothing can be controlled. */
public final class StressJob implements WorkerJob {

    static final Evidence.Exploration UNTRIED = new Evidence.Exploration(0, 0, false, "a test asks real threads alone");

    @Override
    public void run(List<CheckSpec> checks, Map<String, String> options, Reporter reporter) throws Exception {
        RaceSettings settings = RaceSettings.of(options, Runtime.getRuntime().availableProcessors());
        try (ControlledJudge engine = new ControlledJudge(StressJob.class.getClassLoader(), settings.seed())) {
            RaceJudge judge = new RaceJudge(engine, settings);
            for (CheckSpec check : checks) {
                if (!reporter.started(check)) {
                    continue;
                }
                RaceJudge.Answer answer = judge.byStressAlone(check, UNTRIED);
                reporter.finished(check.id(), answer.verdict());
                if (answer.leavesThreadsStuck()) {
                    return;
                }
            }
        }
    }
}
