package lockstep.engine.suite;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import lockstep.engine.Budget;
import lockstep.engine.Engine;
import lockstep.engine.Scenario;
import lockstep.engine.SearchResult;
import lockstep.engine.Weaving;
import lockstep.engine.search.Portfolio;

/** The pairs of programs, and engines that search them with one seed: one for each file, as programs share what is woven. */
final class Suite implements AutoCloseable {

    private static final String ROOM = "lockstep.engine.suite.programs.";
    private static final List<String> FILES =
            List.of("SctBench", "MutualExclusion", "CalFuzzer", "JavaExamples", "JdkUses", "Tasks");

    private final long seed;
    private final Map<String, Engine> engines = new HashMap<>();

    Suite(long seed) {
        this.seed = seed;
    }

    /**
     * Two programs.
     *
     * @param type the class that plays both
     */
    record Pair(String file, Class<?> type, Bug bug) {

        String name() {
            return file + "." + type.getSimpleName();
        }

        @Override
        public String toString() {
            return name();
        }
    }

    static List<Pair> pairs() {
        return FILES.stream().flatMap(Suite::pairs).toList();
    }

    private static Stream<Pair> pairs(String file) {
        try {
            return Arrays.stream(Class.forName(ROOM + file).getDeclaredClasses())
                    .filter(type -> type.isAnnotationPresent(Bug.class))
                    .sorted(Comparator.comparing(Class::getName))
                    .map(type -> new Pair(file, type, Objects.requireNonNull(type.getAnnotation(Bug.class))));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    SearchResult search(Pair pair, boolean right) {
        return search(pair, right, Budget.STANDARD, Portfolio.STANDARD);
    }

    SearchResult search(Pair pair, boolean right, Budget budget, Portfolio portfolio) {
        Engine engine = engines.computeIfAbsent(
                pair.file(),
                file -> new Engine(
                        Suite.class.getClassLoader(), new Weaving(name -> name.startsWith(ROOM), name -> false), seed));
        return engine.search(scenario(pair, right), budget, portfolio);
    }

    private static Scenario scenario(Pair pair, boolean right) {
        return new Scenario(
                (woven, actors) -> {
                    var constructor =
                            Class.forName(pair.type().getName(), true, woven).getDeclaredConstructor();
                    constructor.setAccessible(true);
                    ((Twins) constructor.newInstance()).play(actors, right);
                },
                Scenario.Aim.EVERYTHING);
    }

    @Override
    public void close() {
        engines.values().forEach(Engine::close);
    }
}
