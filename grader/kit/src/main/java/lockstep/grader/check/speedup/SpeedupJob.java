package lockstep.grader.check.speedup;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import lockstep.grader.check.RunSettings.Budget;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.probe.Boundary;
import lockstep.grader.probe.VerdictOf;
import lockstep.grader.verdict.Verdict;
import lockstep.grader.worker.WorkerJob;

/** Answers speedup checks inside a worker: a workload's methods by calling them, the workload itself by timing it. */
public final class SpeedupJob implements WorkerJob {

    static final String BUDGET = "budget";
    static final String CORES = "cores";

    /** Made by the worker. */
    public SpeedupJob() {}

    @Override
    public void run(List<CheckSpec> checks, Map<String, String> options, Reporter reporter) throws Exception {
        var fault = SpeedupCanary.fault();
        if (fault.isPresent()) {
            reporter.canaryFailed(fault.get());
            return;
        }
        Leftovers leftovers = new Leftovers();
        for (CheckSpec check : checks) {
            if (reporter.started(check)) {
                reporter.finished(check.id(), answer(check, options, leftovers));
            }
        }
    }

    private static Verdict answer(CheckSpec check, Map<String, String> options, Leftovers leftovers) throws Exception {
        Object workload = Class.forName(check.probe().className())
                .getDeclaredConstructor()
                .newInstance();
        try {
            if (check.probe().member().isEmpty()) {
                return new MeasuredCheck(
                                (Workload) workload,
                                Budget.valueOf(options.getOrDefault(BUDGET, Budget.STANDARD.name())),
                                new SecureRandom(),
                                cores(options),
                                leftovers)
                        .judge();
            }
            Method question = workload.getClass().getMethod(check.probe().member());
            Boundary.apart(() -> question.invoke(workload));
            return Verdict.pass();
        } catch (InvocationTargetException e) {
            return VerdictOf.thrown(check.title(), e.getCause() == null ? e : e.getCause());
        } catch (Exception | Error e) {
            return VerdictOf.thrown(check.title(), e);
        }
    }

    /** The grader's own flags may allow fewer cores than the system does. */
    private static int cores(Map<String, String> options) {
        int allowed = Integer.parseInt(options.getOrDefault(CORES, Integer.toString(Integer.MAX_VALUE)));
        return Math.min(allowed, Runtime.getRuntime().availableProcessors());
    }
}
