package lockstep.engine.junit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the orders of a test have come to, counted. An {@link Interleaved} test takes it as a parameter and tells it the
 * outcome at its end. Orders that are cut short, as they lead to a state already visited, come to none; orders that are run
 * again to shorten and show a failure count again.
 */
public final class Outcomes {

    private final Map<String, Outcome> known;
    /** Only one thread at a time is under control, and the engine looks when all have ended. */
    private final Map<String, Integer> counts = new TreeMap<>();

    Outcomes(List<Outcome> known) {
        this.known = known.stream().collect(Collectors.toMap(Outcome::id, Function.identity()));
        known.forEach(outcome -> counts.put(outcome.id(), 0));
    }

    /**
     * Counts an outcome.
     *
     * @throws AssertionError if it is forbidden
     */
    public void saw(Object... parts) {
        String id = Arrays.stream(parts).map(String::valueOf).collect(Collectors.joining(", "));
        counts.merge(id, 1, Integer::sum);
        if (known.isEmpty()) {
            return;
        }
        Outcome outcome = known.get(id);
        if (outcome == null) {
            throw new AssertionError("outcome " + id + ": forbidden, as no outcome of this test is called so");
        }
        if (outcome.is() == Outcome.Expect.FORBIDDEN) {
            throw new AssertionError("outcome " + id + ": forbidden, " + outcome.because());
        }
    }

    /** Returns how often each outcome was seen, by its name; those that are expected and were not seen with 0. */
    public Map<String, Integer> counts() {
        return new TreeMap<>(counts);
    }

    /** Returns a table of the outcomes; empty if there are none. */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        counts.forEach((id, count) -> {
            Outcome outcome = known.get(id);
            lines.add(
                    outcome == null
                            ? String.format("%8d  %s", count, id)
                            : String.format("%8d  %-12s %-12s %s", count, id, outcome.is(), outcome.because()));
        });
        return String.join("\n", lines);
    }
}
