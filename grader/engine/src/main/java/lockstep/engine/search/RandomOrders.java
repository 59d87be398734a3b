package lockstep.engine.search;

import java.util.ArrayList;
import java.util.List;
import lockstep.engine.control.ExecutionResult;

/**
 * Draws orders in three ways by turns, as each finds what the others miss: one with random priorities falls on bugs of few
 * constraints however long the threads are, the walks on those that need many switches.
 */
final class RandomOrders {

    private final long seed;
    private final List<Integer> points = new ArrayList<>();
    private int drawn;

    RandomOrders(long seed) {
        this.seed = seed;
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
        int number = drawn++;
        return switch (number % 3) {
            case 0 ->
                new RandomPriorities(
                        seed + number,
                        1 + number / 3 % 3,
                        points.stream().mapToInt(each -> each).sum());
            case 1 -> new UniformWalk(seed + number, points);
            default -> new RandomWalk(seed + number);
        };
    }

    /** Returns how many it has drawn. */
    int drawn() {
        return drawn;
    }
}
