package lockstep.engine.suite;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import lockstep.engine.Engine;
import lockstep.engine.Scenario;
import lockstep.engine.Weaving;
import lockstep.engine.search.Budget;
import lockstep.engine.search.Portfolio;
import lockstep.engine.search.SearchResult;

/** The pairs of programs, and what it takes to search one of them. */
final class Suite {

    private static final String ROOM = "lockstep.engine.suite.programs.";
    private static final List<String> FILES =
            List.of("SctBench", "MutualExclusion", "CalFuzzer", "JavaExamples", "JdkUses");

    private Suite() {}

    /**
     * Two programs.
     *
     * @param type the class that plays both
     */
    record Pair(Class<?> type, Bug bug) {

        String name() {
            return type.getName().substring(ROOM.length()).replace('$', '.');
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
                    .map(type -> new Pair(type, Objects.requireNonNull(type.getAnnotation(Bug.class))));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Searches one of the two as is usual. */
    static SearchResult search(Pair pair, boolean right, long seed) {
        return search(pair, right, seed, Budget.STANDARD, Portfolio.STANDARD);
    }

    /** Searches one of the two, by an engine of its own: what other programs use is nothing to this one. */
    static SearchResult search(Pair pair, boolean right, long seed, Budget budget, Portfolio portfolio) {
        Weaving weaving = new Weaving(name -> name.startsWith(ROOM), name -> false);
        try (Engine engine = new Engine(Suite.class.getClassLoader(), weaving, seed)) {
            return engine.search(scenario(pair, right), budget, portfolio);
        }
    }

    private static Scenario scenario(Pair pair, boolean right) {
        return new Scenario(
                (woven, actors) -> {
                    var constructor =
                            Class.forName(pair.type().getName(), true, woven).getDeclaredConstructor();
                    constructor.setAccessible(true);
                    ((Twins) constructor.newInstance()).play(actors, right);
                },
                false);
    }
}
