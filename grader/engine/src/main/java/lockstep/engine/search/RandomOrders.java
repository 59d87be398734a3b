package lockstep.engine.search;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import lockstep.engine.control.ExecutionResult;

/** Draws orders, each with a seed of its own. */
final class RandomOrders {

    private final List<Portfolio.Kind> turns;
    private final SplittableRandom seeds;
    private final List<Integer> points = new ArrayList<>();
    private int drawn;

    /** @param turns which of them draw, by turns; those that do not draw are passed over */
    RandomOrders(List<Portfolio.Kind> turns, long seed) {
        this.turns =
                turns.stream().filter(kind -> kind != Portfolio.Kind.BOUNDED).toList();
        this.seeds = new SplittableRandom(seed);
    }

    /** Learns how long the threads are. */
    void learn(ExecutionResult result) {
        List<Integer> seen = result.schedulingPoints();
        for (int i = 0; i < seen.size(); i++) {
            if (i < points.size()) {
                points.set(i, Math.max(points.get(i), seen.get(i)));
            } else {
                points.add(seen.get(i));
            }
        }
    }

    /** Returns the next one. */
    RandomOrder next() {
        return turns.get(drawn++ % turns.size()).draw(seeds.nextLong(), points);
    }

    /** Returns whether there is a strategy that draws. */
    boolean canDraw() {
        return !turns.isEmpty();
    }

    /** Returns how many it has drawn. */
    int drawn() {
        return drawn;
    }
}
