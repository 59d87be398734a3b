package lockstep.grader.check.race;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import lockstep.engine.Budget;
import lockstep.engine.Engine;
import lockstep.engine.Scenario;
import lockstep.engine.Schedule;
import lockstep.engine.SearchResult;
import lockstep.engine.control.ExecutionResult;
import lockstep.grader.author.Overlap;
import lockstep.grader.check.UnderControl;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.explain.ExecutionVerdict;
import lockstep.grader.probe.VerdictOf;
import lockstep.grader.verdict.Coverage;
import lockstep.grader.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/** Judges the scenarios of checks by running them under control. */
public final class ControlledJudge implements AutoCloseable {

    private final Engine engine;
    private final long seed;

    /** @param classPath finds the submission and the scenarios */
    public ControlledJudge(ClassLoader classPath, long seed) {
        this.engine = new Engine(classPath, UnderControl.WEAVING, seed);
        this.seed = seed;
    }

    /**
     * Searches for an order that makes the check's scenario fail. Of several encounters in one contract, each order tries
     * one, so that many of them get more, up to twice as much.
     */
    public EngineOutcome judge(CheckSpec check, Budget budget) {
        int encounters = isOverlap(check.probe())
                ? Overlap.in(check.probe().className(), check.probe().member())
                        .encounters()
                        .size()
                : 1;
        return outcome(check, engine.search(scenario(check), budget.times(Math.min(2, Math.max(1, encounters / 2.0)))));
    }

    /** Runs one order of a check's scenario again and explains what it shows. */
    public EngineOutcome replay(CheckSpec check, String schedule) {
        return outcome(check, engine.replay(scenario(check), Schedule.parse(schedule)));
    }

    /** Returns the lines that have run by now. */
    @Nullable
    Coverage coverage(@Nullable String classes) throws IOException {
        return UnderControl.coverage(engine, classes);
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
        CheckSpec.Probe probe = check.probe();
        if (isOverlap(probe)) {
            return new Scenario(
                    (woven, actors) -> overlap(woven, probe, new ControlledRace(actors, seed)),
                    Scenario.Aim.EVERYTHING);
        }
        return Scenario.of(probe.className(), probe.member(), Race.class, actors -> new ControlledRace(actors, seed));
    }

    private static void overlap(ClassLoader woven, CheckSpec.Probe probe, Race race) throws Throwable {
        try {
            Class.forName(Overlaps.class.getName(), true, woven)
                    .getMethod("play", String.class, String.class, Race.class, boolean.class)
                    .invoke(null, probe.className(), probe.member(), race, true);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** A contract is in a field, a scenario is a method. All threads of a contract are its own. */
    static boolean isOverlap(CheckSpec.Probe probe) {
        try {
            return Arrays.stream(Class.forName(probe.className()).getDeclaredFields())
                    .anyMatch(field -> field.getName().equals(probe.member()));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("no probe " + probe, e);
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
