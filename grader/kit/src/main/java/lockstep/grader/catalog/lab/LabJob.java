package lockstep.grader.catalog.lab;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.probe.Boundary;
import lockstep.grader.probe.VerdictOf;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Evidence.OutcomeTable;
import lockstep.grader.verdict.Verdict;
import lockstep.grader.worker.WorkerJob;

/**
 * Does experiments in a worker. A check's name is the experiment's word; its answer is a pass that carries a table: rows
 * {@code cold} and {@code warm} count microseconds, other rows are lines of text.
 */
public final class LabJob implements WorkerJob {

    public static final String SHRINK = "shrink";
    public static final String COLD = "cold";
    public static final String WARM = "warm";

    private static final int WARM_CALLS = 3;

    /** Made by the worker. */
    public LabJob() {}

    @Override
    public void run(List<CheckSpec> checks, Map<String, String> options, Reporter reporter) {
        LabWork work = new LabWork(Integer.parseInt(options.getOrDefault(SHRINK, "1")));
        for (CheckSpec check : checks) {
            if (reporter.started(check)) {
                reporter.finished(check.id(), answer(check, work));
            }
        }
    }

    private static Verdict answer(CheckSpec check, LabWork work) {
        Experiment experiment = Arrays.stream(Experiment.values())
                .filter(each -> each.word().equals(check.id().name()))
                .findFirst()
                .orElseThrow();
        try {
            List<OutcomeTable.Row> rows = Boundary.apart(
                    () -> Boundary.call(() -> experiment == Experiment.WHO ? who(work) : times(experiment, work)));
            List<Evidence> table = List.of(new OutcomeTable(experiment.title(), rows.size(), rows));
            return new Verdict.Passed(table);
        } catch (Exception | Error e) {
            return VerdictOf.thrown(check.title(), e);
        }
    }

    private static List<OutcomeTable.Row> who(LabWork work) throws Exception {
        return work.identities().stream()
                .map(line -> new OutcomeTable.Row(line, 1, true))
                .toList();
    }

    /** The first call is cold; the median of those after it is warm. Sleeping does not warm up. */
    private static List<OutcomeTable.Row> times(Experiment experiment, LabWork work) throws Exception {
        long cold = micros(experiment, work);
        if (experiment.group() == Experiment.Group.SLEEP) {
            return List.of(new OutcomeTable.Row(COLD, cold, true));
        }
        long[] warm = new long[WARM_CALLS];
        for (int i = 0; i < warm.length; i++) {
            warm[i] = micros(experiment, work);
        }
        Arrays.sort(warm);
        return List.of(new OutcomeTable.Row(COLD, cold, true), new OutcomeTable.Row(WARM, warm[WARM_CALLS / 2], true));
    }

    private static long micros(Experiment experiment, LabWork work) throws Exception {
        long start = System.nanoTime();
        work.once(experiment);
        return (System.nanoTime() - start) / 1_000;
    }
}
