package lockstep.engine.suite;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lockstep.engine.search.Budget;
import lockstep.engine.search.Portfolio;
import lockstep.engine.search.Portfolio.Kind;
import lockstep.engine.search.SearchResult;
import lockstep.engine.suite.Suite.Pair;

/**
 * Measures what each strategy finds alone, and what they find together: prints a table of how many of the hard programs were
 * found with each seed, and how many interleavings it took in the middle. A program is hard if the first 40 bounded orders
 * do not find its bug. Not run by the tests: it takes minutes. The argument, if there is one, is a regular expression for
 * the names of the portfolios to measure.
 */
public final class StrategyStudy {

    private static final int SEEDS = 3;
    private static final Budget FEW = new Budget(40, 70_000, Duration.ofSeconds(8), 0, 100);

    private StrategyStudy() {}

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
        return Suite.pairs().stream()
                .filter(pair ->
                        Suite.search(pair, false, 1, FEW, alone(Kind.BOUNDED)).failure() == null)
                .toList();
    }

    private static Portfolio alone(Kind kind) {
        return new Portfolio(1, List.of(kind));
    }

    private static Map<String, Portfolio> portfolios() {
        Map<String, Portfolio> all = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            all.put(kind.name(), alone(kind));
        }
        all.put("standard", Portfolio.STANDARD);
        for (int first : new int[] {1, 10, 20, 40}) {
            all.put(
                    "a: " + first,
                    new Portfolio(first, List.of(Kind.UNIFORM, Kind.BOUNDED, Kind.THREE_FALLS, Kind.BOUNDED)));
            all.put(
                    "b: " + first,
                    new Portfolio(first, List.of(Kind.UNIFORM, Kind.TWO_FALLS, Kind.WALK, Kind.BOUNDED)));
            all.put("c: " + first, new Portfolio(first, List.of(Kind.UNIFORM, Kind.BOUNDED)));
            all.put("d: " + first, new Portfolio(first, List.of(Kind.UNIFORM, Kind.THREE_FALLS, Kind.BOUNDED)));
            all.put(
                    "e: " + first,
                    new Portfolio(first, List.of(Kind.UNIFORM, Kind.THREE_FALLS, Kind.UNIFORM, Kind.BOUNDED)));
        }
        return all;
    }

    private static String row(String name, Portfolio portfolio, List<Pair> pairs) {
        StringBuilder row = new StringBuilder(String.format("%-28s", name));
        List<Integer> interleavings = new ArrayList<>();
        List<String> missed = new ArrayList<>();
        for (int seed = 1; seed <= SEEDS; seed++) {
            int found = 0;
            for (Pair pair : pairs) {
                SearchResult result = Suite.search(pair, false, seed, Budget.STANDARD, portfolio);
                if (pair.bug().value().isShownBy(result.failure())) {
                    found++;
                    interleavings.add(result.coverage().interleavings());
                } else {
                    interleavings.add(Integer.MAX_VALUE);
                    missed.add(pair.name().replaceAll(".*\\.", "") + "/" + seed);
                }
            }
            row.append(String.format("%4d", found));
        }
        Collections.sort(interleavings);
        int middle = interleavings.get(interleavings.size() / 2);
        return row.append(middle == Integer.MAX_VALUE ? "    none" : String.format("%8d", middle))
                .append("  missed ")
                .append(missed)
                .toString();
    }
}
