package lockstep.grader.check.race;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.Coverage;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Finding;
import lockstep.grader.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Answers race checks. The engine decides wherever it controls the scenario. Real threads have the last word on what it
 * let pass, because they reorder and it does not, and the only word where it has no control.
 */
final class RaceJudge {

    /** Why a check was not tried where not even the canaries could be. */
    static final String TOO_BUSY = "The machine was too busy to try the race checks.";

    private static final Advice BEYOND_CONTROL = new Advice(
            "The grader runs each operation in many orders. What starts many threads, uses the common pool of threads or"
                    + " takes hundreds of thousands of steps is beyond that, and the operations here need none of it.",
            "Take what is named above out of the operations, or do it in the thread that calls.",
            null);

    private final ControlledJudge engine;
    private final RaceSettings settings;
    private Canaries.@Nullable Report canaries;
    private boolean outOfControl;

    RaceJudge(ControlledJudge engine, RaceSettings settings) {
        this.engine = engine;
        this.settings = settings;
    }

    /** A verdict, and whether threads are left that will never end. */
    record Answer(Verdict verdict, boolean leavesThreadsStuck) {}

    /** Where the engine has no control, the answer is INCONCLUSIVE and says why; real threads decide in a new worker. */
    Answer judge(CheckSpec check) throws Exception {
        EngineOutcome outcome = engine.judge(check, settings.budget());
        if (outcome instanceof EngineOutcome.Fault fault) {
            return new Answer(new Verdict.Failed(with(fault.finding(), fault.exploration())), false);
        }
        if (outcome instanceof EngineOutcome.NoFault right) {
            return corroborated(check, right.exploration());
        }
        if (outcome instanceof EngineOutcome.Broken broken) {
            return new Answer(new Verdict.Errored(broken.reason()), false);
        }
        outOfControl = true;
        EngineOutcome.NotControlled unknown = (EngineOutcome.NotControlled) outcome;
        if (ControlledJudge.isOverlap(check.probe())) {
            return new Answer(new Verdict.Failed(outOfControl(unknown)), false);
        }
        return new Answer(new Verdict.Inconclusive(unknown.reason(), List.of(unknown.exploration())), false);
    }

    /** Returns the lines that have run under control; null if a check so far could not be decided like that. */
    @Nullable
    Coverage coverage(@Nullable String classes) throws IOException {
        return outOfControl ? null : engine.coverage(classes);
    }

    /** Real threads would find less, and on a busy machine nothing: it would pay to be out of control. */
    private static Finding outOfControl(EngineOutcome.NotControlled unknown) {
        return new Finding(
                "An operation cannot be tried in every order of the threads' steps: " + unknown.reason() + ".",
                BEYOND_CONTROL,
                null,
                List.of(unknown.exploration()));
    }

    private Answer corroborated(CheckSpec check, Evidence.Exploration tried) throws Exception {
        Stress.Judgement judgement =
                stress(check, StressSettings.corroborating(settings.corroboration(), settings.cores()));
        Verdict verdict = judgement.verdict();
        boolean fit = !(verdict instanceof Verdict.Failed) || Canaries.spares(settings.seed(), settings.cores());
        return new Answer(
                fit ? decided(verdict, tried) : new Verdict.Passed(List.of(tried)), judgement.leavesThreadsStuck());
    }

    private static Verdict decided(Verdict stress, Evidence.Exploration tried) {
        // That threads did not meet on a busy machine leaves the engine's answer as it is.
        return stress instanceof Verdict.Inconclusive few
                ? new Verdict.Passed(
                        Stream.concat(Stream.of(tried), few.evidence().stream()).toList())
                : with(stress, tried);
    }

    /** @param untried why the engine has not answered */
    Answer byStressAlone(CheckSpec check, Evidence.Exploration untried) throws Exception {
        outOfControl = true;
        Canaries.Report report = lookAtCanaries();
        if (report.fault() != null) {
            return new Answer(new Verdict.Errored(report.fault(), Verdict.Fault.CANARY), false);
        }
        if (!report.tried()) {
            return new Answer(new Verdict.Inconclusive(TOO_BUSY, List.of(untried)), false);
        }
        Stress.Judgement judgement = stress(check, StressSettings.judging(settings.stress(), settings.cores()));
        return new Answer(with(judgement.verdict(), untried), judgement.leavesThreadsStuck());
    }

    private Stress.Judgement stress(CheckSpec check, StressSettings how) throws Exception {
        boolean unused = Thread.interrupted();
        try (Stress stress = new Stress(how)) {
            return stress.judge(check.title(), settings.seed() ^ check.id().hashCode(), scenario(check.probe()));
        }
    }

    /** Looks at the canaries once: where stress alone decides, before any code of the submission has run. */
    Canaries.Report lookAtCanaries() throws Exception {
        Canaries.Report report = canaries;
        if (report == null) {
            report = Canaries.report(settings.seed(), settings.cores());
            canaries = report;
        }
        return report;
    }

    private static Verdict with(Verdict verdict, Evidence.Exploration more) {
        if (verdict instanceof Verdict.Passed passed) {
            return new Verdict.Passed(
                    Stream.concat(Stream.of(more), passed.evidence().stream()).toList());
        }
        if (verdict instanceof Verdict.Failed failed) {
            return new Verdict.Failed(with(failed.finding(), more));
        }
        if (verdict instanceof Verdict.Inconclusive undecided) {
            return new Verdict.Inconclusive(
                    undecided.reason(),
                    Stream.concat(Stream.of(more), undecided.evidence().stream())
                            .toList());
        }
        return verdict;
    }

    private static Finding with(Finding finding, Evidence.Exploration more) {
        return new Finding(
                finding.message(),
                finding.advice(),
                finding.location(),
                Stream.concat(finding.evidence().stream(), Stream.of(more)).toList());
    }

    /** A scenario's class and method need not be public: the class path is one module to all of them. */
    private static Scenario scenario(CheckSpec.Probe probe) throws ReflectiveOperationException {
        if (ControlledJudge.isOverlap(probe)) {
            return Overlaps.in(probe.className(), probe.member(), false)::accept;
        }
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
