package lockstep.grader.check.race.engine.canary;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import lockstep.grader.check.race.engine.Engine;
import lockstep.grader.check.race.engine.control.ExecutionResult;
import lockstep.grader.check.race.engine.control.Fault;
import lockstep.grader.check.race.engine.search.Budget;
import lockstep.grader.check.race.engine.search.SearchResult;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.CheckId;
import lockstep.grader.verdict.CheckKind;
import org.jspecify.annotations.Nullable;

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
            String lostUpdate = missed(engine, "lostUpdate", found -> found.fault() instanceof Fault.Thrown);
            String deadlock = missed(engine, "deadlock", found -> found.fault() instanceof Fault.Stuck);
            String dataRace = missed(
                    engine,
                    "dataRace",
                    found -> found.fault() == null && !found.races().isEmpty());
            SearchResult correct = search(engine, "correct");
            boolean passed = correct.failure() == null && correct.coverage().exhausted();
            String alarm = passed ? null : "correct: expected no fault, found " + correct;
            return Stream.of(lostUpdate, deadlock, dataRace, alarm)
                    .filter(Objects::nonNull)
                    .findFirst();
        }
    }

    /** Returns null if the engine has found what is wrong with a specimen. */
    private static @Nullable String missed(Engine engine, String scenario, Predicate<ExecutionResult> isIt) {
        SearchResult result = search(engine, scenario);
        ExecutionResult failure = result.failure();
        return failure != null && isIt.test(failure) ? null : scenario + ": expected a fault, found " + result;
    }

    private static SearchResult search(Engine engine, String scenario) {
        CheckSpec check = new CheckSpec(
                new CheckId("canary", CheckKind.RACE, "specimen"),
                scenario,
                0,
                new Advice("A canary.", "None.", null),
                List.of(),
                new CheckSpec.Probe(CanaryScenarios.class.getName(), scenario));
        // Generous: a slow machine is no reason to call the engine unfit.
        return engine.search(check, new Budget(500, 100_000, Duration.ofSeconds(20), 0, 50));
    }
}
