package lockstep.grader.check.race;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import lockstep.engine.Budget;
import lockstep.grader.check.RunSettings;

/**
 * How far race checks go.
 *
 * @param seed what all random choices come from
 * @param budget how many interleavings are tried under control
 * @param stress how long real threads try where they alone decide
 * @param corroboration how long real threads try where the engine has found nothing
 * @param cores how many threads can run at the same time
 */
record RaceSettings(long seed, Budget budget, Duration stress, Duration corroboration, int cores) {

    private static final String SEED = "seed";

    private static final String BUDGET = "budget";

    /** Returns the settings as options of a worker's job. */
    static Map<String, String> options(RunSettings settings) {
        return Map.of(
                SEED, Long.toString(settings.seed()), BUDGET, settings.budget().name());
    }

    /** Reads what {@link #options} wrote, inside the worker. */
    static RaceSettings of(Map<String, String> options, int cores) {
        long seed = Long.parseLong(Objects.requireNonNull(options.get(SEED)));
        return switch (RunSettings.Budget.valueOf(Objects.requireNonNull(options.get(BUDGET)))) {
            case QUICK ->
                new RaceSettings(
                        seed, Budget.STANDARD.times(0.5), Duration.ofMillis(300), Duration.ofMillis(15), cores);
            case STANDARD ->
                new RaceSettings(seed, Budget.STANDARD, Duration.ofMillis(800), Duration.ofMillis(30), cores);
            case THOROUGH ->
                new RaceSettings(
                        seed, Budget.STANDARD.times(12), Duration.ofMillis(3000), Duration.ofMillis(400), cores);
        };
    }
}
