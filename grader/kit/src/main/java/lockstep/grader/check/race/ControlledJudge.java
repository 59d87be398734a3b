package lockstep.grader.check.race;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.function.Consumer;
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
            WovenOverlap overlap = new WovenOverlap(probe);
            return new Scenario(
                    (woven, actors) -> overlap.play(woven, new ControlledRace(actors, seed)), Scenario.Aim.EVERYTHING);
        }
        return Scenario.of(probe.className(), probe.member(), Race.class, actors -> new ControlledRace(actors, seed));
    }

    /** A contract in classes under control. It is looked up when these are new: each of its many executions begins here. */
    private static final class WovenOverlap {

        private final CheckSpec.Probe probe;
        private @Nullable ClassLoader loader;
        private Consumer<Race> contract = race -> {};

        WovenOverlap(CheckSpec.Probe probe) {
            this.probe = probe;
        }

        void play(ClassLoader woven, Race race) throws Throwable {
            if (loader != woven) {
                contract = in(woven);
                loader = woven;
            }
            contract.accept(race);
        }

        @SuppressWarnings("unchecked")
        private Consumer<Race> in(ClassLoader woven) throws Throwable {
            try {
                return (Consumer<Race>) Class.forName(Overlaps.class.getName(), true, woven)
                        .getMethod("in", String.class, String.class, boolean.class)
                        .invoke(null, probe.className(), probe.member(), true);
            } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
            }
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
