package lockstep.engine.suite;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lockstep.engine.Budget;
import lockstep.engine.SearchResult;
import lockstep.engine.search.Portfolio;
import lockstep.engine.search.Portfolio.Kind;
import lockstep.engine.suite.Suite.Pair;

/**
 * Measures what each strategy finds alone, and what they find together: prints a table of how many of the hard programs were
 * found with each seed, and how many interleavings it took in the middle. A program is hard if the first 40 bounded orders
 * do not find its bug. Not run by the tests: it takes minutes.
 */
public final class StrategyStudy {

    private static final int SEEDS = 3;
    private static final Budget FEW = new Budget(40, 70_000, Duration.ofSeconds(8), 0, 100);

    private StrategyStudy() {}

    /**
     * Prints the table.
     *
     * @param arguments one regular expression for the names of the portfolios to measure; none for all
     */
    public static void main(String[] arguments) {
        PrintStream out = System.out;
        List<Pair> hard = hard();
        out.println(hard.size() + " hard of " + Suite.pairs().size() + ": " + hard);
        String wanted = arguments.length == 0 ? ".*" : arguments[0];
        portfolios().forEach((name, portfolio) -> {
            if (name.matches(wanted)) {
                out.println(row(name, portfolio, hard));
            }
        });
    }

    private static List<Pair> hard() {
        try (Suite suite = new Suite(1)) {
            Portfolio bounded = alone(Kind.BOUNDED);
            return Suite.pairs().stream()
                    .filter(pair -> suite.search(pair, false, FEW, bounded).failure() == null)
                    .toList();
        }
    }

    private static Portfolio alone(Kind kind) {
        return new Portfolio(1, List.of(kind));
    }

    private static Map<String, Portfolio> portfolios() {
        Map<String, Portfolio> all = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            all.put(kind + " alone", alone(kind));
        }
        all.put("two by turns", new Portfolio(20, List.of(Kind.UNIFORM, Kind.BOUNDED)));
        all.put("all by turns", new Portfolio(20, List.of(Kind.UNIFORM, Kind.PRIORITIES, Kind.BOUNDED)));
        all.put("standard", Portfolio.STANDARD);
        return all;
    }

    private static String row(String name, Portfolio portfolio, List<Pair> pairs) {
        StringBuilder row = new StringBuilder(String.format("%-20s", name));
        List<Integer> interleavings = new ArrayList<>();
        List<String> missed = new ArrayList<>();
        for (int seed = 1; seed <= SEEDS; seed++) {
            int found = 0;
            try (Suite suite = new Suite(seed)) {
                for (Pair pair : pairs) {
                    SearchResult result = suite.search(pair, false, Budget.STANDARD, portfolio);
                    if (pair.bug().value().isShownBy(result.failure())) {
                        found++;
                        interleavings.add(result.coverage().interleavings());
                    } else {
                        missed.add(pair.name() + "/" + seed);
                    }
                }
            }
            row.append(String.format("%4d", found));
        }
        Collections.sort(interleavings);
        int middle = interleavings.isEmpty() ? 0 : interleavings.get(interleavings.size() / 2);
        return row.append(String.format("%6d", middle))
                .append("  missed ")
                .append(missed)
                .toString();
    }
}
