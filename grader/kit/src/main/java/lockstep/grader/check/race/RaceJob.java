package lockstep.grader.check.race;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import lockstep.engine.canary.EngineCanaries;
import lockstep.grader.check.UnderControl;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.verdict.Verdict;
import lockstep.grader.worker.WorkerJob;

/** Runs one scenario per check under many interleavings, after the engine has caught its canaries. */
public final class RaceJob implements WorkerJob {

    /** Name of the option that holds a schedule: the one order in which the checks are run, in place of a search. */
    static final String REPLAY = "replay";

    /**
     * What begins the names of options that say, by a check's id, why the engine cannot decide it: then real threads do,
     * in a worker that has not run the submission before.
     */
    static final String UNCONTROLLED = "uncontrolled.";

    @Override
    public void run(List<CheckSpec> checks, Map<String, String> options, Reporter reporter) throws Exception {
        RaceSettings settings = RaceSettings.of(options, Runtime.getRuntime().availableProcessors());
        muteSubmission();
        if (options.keySet().stream().anyMatch(option -> option.startsWith(UNCONTROLLED))) {
            judgeByStress(checks, options, settings, reporter);
            return;
        }
        Optional<String> missed = EngineCanaries.missed(settings.seed());
        if (missed.isPresent()) {
            reporter.canaryFailed(missed.get());
            return;
        }
        try (ControlledJudge engine = new ControlledJudge(RaceJob.class.getClassLoader(), settings.seed())) {
            String schedule = options.get(REPLAY);
            if (schedule != null) {
                replay(engine, checks, schedule, reporter);
            } else {
                RaceJudge judge = new RaceJudge(engine, settings);
                judge(judge, judge::judge, checks, options, reporter);
            }
        }
    }

    /** A line per call is little, but a scenario makes a hundred thousand calls. */
    private static void muteSubmission() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        System.setOut(nowhere);
        System.setErr(nowhere);
    }

    private static void judge(
            RaceJudge race, Judge judge, List<CheckSpec> checks, Map<String, String> options, Reporter reporter)
            throws Exception {
        for (CheckSpec check : checks) {
            if (!reporter.started(check)) {
                continue;
            }
            RaceJudge.Answer answer = judge.answer(check);
            reporter.finished(check.id(), answer.verdict(), race.coverage(options.get(UnderControl.CLASSES)));
            if (answer.leavesThreadsStuck()) {
                return;
            }
        }
    }

    private static void judgeByStress(
            List<CheckSpec> checks, Map<String, String> options, RaceSettings settings, Reporter reporter)
            throws Exception {
        try (ControlledJudge engine = new ControlledJudge(RaceJob.class.getClassLoader(), settings.seed())) {
            RaceJudge judge = new RaceJudge(engine, settings);
            judge.lookAtCanaries();
            judge(
                    judge,
                    check -> {
                        String reason = Objects.requireNonNull(options.get(UNCONTROLLED + check.id()));
                        return judge.byStressAlone(check, new EngineOutcome.NotControlled(reason).exploration());
                    },
                    checks,
                    options,
                    reporter);
        }
    }

    /** A way to answer a check. */
    @FunctionalInterface
    private interface Judge {
        RaceJudge.Answer answer(CheckSpec check) throws Exception;
    }

    /** Runs one order again. It shows the same as before if the submission is the same. */
    private static void replay(ControlledJudge engine, List<CheckSpec> checks, String schedule, Reporter reporter) {
        for (CheckSpec check : checks) {
            if (reporter.started(check)) {
                reporter.finished(
                        check.id(),
                        engine.replay(check, schedule)
                                .<Verdict>fold(
                                        right -> new Verdict.Passed(List.of(right.exploration())),
                                        fault -> new Verdict.Failed(fault.finding()),
                                        unknown -> new Verdict.Inconclusive(
                                                unknown.reason(), List.of(unknown.exploration())),
                                        broken -> new Verdict.Errored(broken.reason())));
            }
        }
    }
}
