package lockstep.engine.canary;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import lockstep.engine.Budget;
import lockstep.engine.Engine;
import lockstep.engine.Scenario;
import lockstep.engine.SearchResult;
import lockstep.engine.Weaving;
import lockstep.engine.control.ExecutionResult;
import lockstep.engine.control.Fault;
import org.jspecify.annotations.Nullable;

/** Shows the engine what it must find and what it must let pass, on this JVM, before it may judge. */
public final class EngineCanaries {

    private static final Weaving WEAVING = new Weaving(
            name -> name.startsWith(Specimens.class.getName()),
            name -> name.startsWith(CanaryScenarios.class.getName()));

    private EngineCanaries() {}

    /** Returns what the engine got wrong: which specimen, what was expected, what it said; empty if it is fit to judge. */
    public static Optional<String> missed(long seed) {
        try (Engine engine = new Engine(EngineCanaries.class.getClassLoader(), WEAVING, seed)) {
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
    private static @Nullable String missed(Engine engine, String specimen, Predicate<ExecutionResult> isIt) {
        SearchResult result = search(engine, specimen);
        ExecutionResult failure = result.failure();
        return failure != null && isIt.test(failure) ? null : specimen + ": expected a fault, found " + result;
    }

    private static SearchResult search(Engine engine, String specimen) {
        // Generous: a slow machine is no reason to call the engine unfit.
        return engine.search(
                Scenario.of(CanaryScenarios.class.getName(), specimen),
                new Budget(500, 100_000, Duration.ofSeconds(20), 0, 50));
    }
}
