package lockstep.engine.search;

import java.util.HashMap;
import java.util.Map;

/**
 * Probabilistic concurrency testing (PCT; Burckhardt et al., ASPLOS 2010): each thread has a random priority, the highest
 * goes on, and at a few random places the one that runs falls to the lowest. Finds a bug of depth d with a known
 * probability.
 */
final class RandomPriorities extends RandomOrder {

    /** How many times the running thread falls back, on average: the depth of the bugs that are found best is one more. */
    private static final double FALLS = 3;

    private final Map<Integer, Double> priorities = new HashMap<>();
    private final double fallChance;
    private double lowest;

    /** @param decisions how often it is asked who goes on, about */
    RandomPriorities(long seed, int decisions) {
        super(seed);
        this.fallChance = FALLS / Math.max(1, decisions);
    }

    @Override
    int draw(int[] threads) {
        int best = best(threads);
        if (random.nextDouble() < fallChance) {
            priorities.put(threads[best], lowest -= 1);
            best = best(threads);
        }
        return best;
    }

    private int best(int[] threads) {
        int best = 0;
        for (int i = 0; i < threads.length; i++) {
            double mine = priorities.computeIfAbsent(threads[i], thread -> random.nextDouble());
            if (mine > priorities.getOrDefault(threads[best], 0.0)) {
                best = i;
            }
        }
        return best;
    }
}
