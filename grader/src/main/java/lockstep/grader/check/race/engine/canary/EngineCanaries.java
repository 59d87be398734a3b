package lockstep.grader.check.race.engine.canary;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import lockstep.grader.check.race.engine.Engine;
import lockstep.grader.check.race.engine.EngineOutcome;
import lockstep.grader.check.race.engine.search.Budget;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.CheckId;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.Evidence;

/** Shows the engine what it must find and what it must let pass, on this JVM, before it may judge. */
public final class EngineCanaries {

    private static final String PACKAGE = "lockstep/grader/check/race/engine/canary/";

    private EngineCanaries() {}

    /** Returns what the engine got wrong: which specimen, what was expected, what it said; empty if it is fit to judge. */
    public static Optional<String> missed(long seed) {
        try (Engine engine = new Engine(
                EngineCanaries.class.getClassLoader(),
                name -> name.startsWith(PACKAGE + "CanaryScenarios"),
                name -> name.startsWith(PACKAGE + "Specimens"),
                seed)) {
            return failed(engine, "lostUpdate", Evidence.Counterexample.class)
                    .or(() -> failed(engine, "deadlock", Evidence.StuckThreads.class))
                    .or(() -> failed(engine, "dataRace", Evidence.DataRace.class))
                    .or(() -> passed(engine, "correct"));
        }
    }

    private static Optional<String> failed(Engine engine, String scenario, Class<? extends Evidence> evidence) {
        EngineOutcome outcome = judge(engine, scenario);
        boolean found = outcome instanceof EngineOutcome.Fault fault
                && fault.finding().evidence().stream().anyMatch(evidence::isInstance);
        return found
                ? Optional.empty()
                : Optional.of(scenario + ": expected " + evidence.getSimpleName() + ", found " + outcome);
    }

    private static Optional<String> passed(Engine engine, String scenario) {
        EngineOutcome outcome = judge(engine, scenario);
        boolean right = outcome instanceof EngineOutcome.NoFault noFault
                && noFault.coverage().exhausted();
        return right ? Optional.empty() : Optional.of(scenario + ": expected no fault, found " + outcome);
    }

    private static EngineOutcome judge(Engine engine, String scenario) {
        CheckSpec check = new CheckSpec(
                new CheckId("canary", CheckKind.RACE, "specimen"),
                scenario,
                0,
                new Advice("A canary.", "None.", null),
                List.of(),
                new CheckSpec.Probe(CanaryScenarios.class.getName(), scenario));
        // Generous: a slow machine is no reason to call the engine unfit.
        return engine.judge(check, new Budget(500, 100_000, Duration.ofSeconds(20), 3, 0, 50));
    }
}
