package lockstep.grader.check.race;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lockstep.grader.check.race.engine.Engine;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.verdict.Verdict;
import lockstep.grader.worker.WorkerJob;

/** Runs one scenario per check under stress, after the engine has caught its canaries. */
public final class RaceJob implements WorkerJob {

    /** Name of the option that holds the run's seed. */
    static final String SEED = "seed";

    /** Name of the option that says how long a scenario may be tried. */
    static final String MILLIS = "millis";

    /** Name of the option that holds a schedule: the one order in which the checks are run, in place of a search. */
    static final String REPLAY = "replay";

    /** Why a check was not tried where not even the canaries could be. */
    static final String TOO_BUSY = "The machine was too busy to try the race checks.";

    @Override
    public void run(List<CheckSpec> checks, Map<String, String> options, Reporter reporter) throws Exception {
        long seed = Long.parseLong(Objects.requireNonNull(options.get(SEED)));
        Duration budget = Duration.ofMillis(Long.parseLong(Objects.requireNonNull(options.get(MILLIS))));
        String schedule = options.get(REPLAY);
        if (schedule != null) {
            replay(checks, schedule, seed, reporter);
            return;
        }
        int cores = Runtime.getRuntime().availableProcessors();
        Canaries.Report canaries = Canaries.report(seed, cores);
        if (canaries.fault() != null) {
            reporter.canaryFailed(canaries.fault());
            return;
        }
        if (!canaries.tried()) {
            for (CheckSpec check : checks) {
                reporter.started(check.id());
                reporter.finished(check.id(), new Verdict.Inconclusive(TOO_BUSY, List.of()));
            }
            return;
        }
        try (Stress stress = new Stress(StressSettings.judging(budget, cores))) {
            for (CheckSpec check : checks) {
                boolean unused = Thread.interrupted();
                reporter.started(check.id());
                Stress.Judgement judgement =
                        stress.judge(check.title(), seed ^ check.id().hashCode(), scenario(check.probe()));
                reporter.finished(check.id(), judgement.verdict());
                if (judgement.leavesThreadsStuck()) {
                    return;
                }
            }
        }
    }

    /** Runs one order again. It shows the same as before if the submission is the same. */
    private static void replay(List<CheckSpec> checks, String schedule, long seed, Reporter reporter) {
        try (Engine engine = Engine.forWorker(RaceJob.class.getClassLoader(), seed)) {
            for (CheckSpec check : checks) {
                reporter.started(check.id());
                reporter.finished(
                        check.id(),
                        engine.replay(check, schedule)
                                .<Verdict>fold(
                                        right -> new Verdict.Passed(List.of(right.exploration())),
                                        fault -> new Verdict.Failed(fault.finding()),
                                        unknown -> new Verdict.Inconclusive(
                                                unknown.reason(), List.of(unknown.exploration()))));
            }
        }
    }

    /** A scenario's class and method need not be public: the class path is one module to all of them. */
    private static Scenario scenario(CheckSpec.Probe probe) throws ReflectiveOperationException {
        Class<?> type = Class.forName(probe.className());
        Constructor<?> constructor = type.getDeclaredConstructor();
        Method method = type.getDeclaredMethod(probe.member(), Race.class);
        constructor.setAccessible(true);
        method.setAccessible(true);
        return race -> {
            try {
                method.invoke(constructor.newInstance(), race);
            } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
            }
        };
    }
}
