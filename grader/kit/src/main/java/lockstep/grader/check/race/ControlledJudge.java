package lockstep.grader.check.race;

import lockstep.engine.Budget;
import lockstep.engine.Engine;
import lockstep.engine.Scenario;
import lockstep.engine.Schedule;
import lockstep.engine.SearchResult;
import lockstep.engine.control.ExecutionResult;
import lockstep.grader.check.UnderControl;
import lockstep.grader.check.race.explain.ExecutionVerdict;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.probe.VerdictOf;
import lockstep.grader.verdict.Verdict;

/** Judges the scenarios of checks by running them under control. */
public final class ControlledJudge implements AutoCloseable {

    private final Engine engine;
    private final long seed;

    /** @param classPath finds the submission and the scenarios */
    public ControlledJudge(ClassLoader classPath, long seed) {
        this.engine = new Engine(classPath, UnderControl.WEAVING, seed);
        this.seed = seed;
    }

    /** Searches for an order that makes the check's scenario fail. */
    public EngineOutcome judge(CheckSpec check, Budget budget) {
        return outcome(check, engine.search(scenario(check), budget));
    }

    /** Runs one order of a check's scenario again and explains what it shows. */
    public EngineOutcome replay(CheckSpec check, String schedule) {
        return outcome(check, engine.replay(scenario(check), Schedule.parse(schedule)));
    }

    private EngineOutcome outcome(CheckSpec check, SearchResult result) {
        String notControlled = result.notControlled();
        if (notControlled != null) {
            return new EngineOutcome.NotControlled(notControlled);
        }
        ExecutionResult failure = result.failure();
        if (failure == null) {
            return new EngineOutcome.NoFault(result.coverage());
        }
        return explain(check, failure, result.schedule(), result.coverage());
    }

    private EngineOutcome explain(
            CheckSpec check, ExecutionResult failure, Schedule schedule, SearchResult.Coverage coverage) {
        Verdict verdict = new ExecutionVerdict(check, failure, schedule.toString(), engine.sites()).verdict();
        if (verdict instanceof Verdict.Failed failed) {
            return new EngineOutcome.Fault(failed.finding(), schedule.toString(), coverage);
        }
        if (verdict instanceof Verdict.Inconclusive inconclusive) {
            return new EngineOutcome.NotControlled(inconclusive.reason());
        }
        return new EngineOutcome.Broken(VerdictOf.inWords(verdict));
    }

    private Scenario scenario(CheckSpec check) {
        String type = check.probe().className();
        Scenario scenario =
                Scenario.of(type, check.probe().member(), Race.class, actors -> new ControlledRace(actors, seed));
        return isPassive(type) ? scenario.trustingOneThread() : scenario;
    }

    private static boolean isPassive(String scenarios) {
        try {
            return Class.forName(scenarios).isAnnotationPresent(PassiveSubject.class);
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
