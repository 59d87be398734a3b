package lockstep.grader.check.race.engine.search;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import lockstep.grader.check.race.engine.control.Strategy;

/**
 * Probabilistic concurrency testing (Burckhardt et al. 2010): each thread has a random priority, the highest goes on, and
 * at a few random places the one that runs falls to the lowest. Finds a bug of depth d with a known probability.
 */
final class RandomPriorities implements Strategy {

    private final SplittableRandom random;
    private final Map<Integer, Double> priorities = new HashMap<>();
    private final double fallChance;
    private Schedule schedule = Schedule.USUAL;
    private double lowest;

    /** @param falls how many times the running thread falls back, on average */
    RandomPriorities(long seed, double falls, int decisions) {
        this.random = new SplittableRandom(seed);
        this.fallChance = falls / Math.max(1, decisions);
    }

    /** Returns the order that was taken. */
    Schedule schedule() {
        return schedule;
    }

    @Override
    public int choose(int step, int[] threads, int[] costs, long state) {
        int best = isFreeChoice(threads) ? random.nextInt(threads.length) : best(threads);
        if (random.nextDouble() < fallChance) {
            priorities.put(threads[best], lowest -= 1);
            best = best(threads);
        }
        if (best != 0) {
            schedule = schedule.then(step, best);
        }
        return best;
    }

    /** Each option lets the same thread go on: it is not about who goes on. */
    private static boolean isFreeChoice(int[] threads) {
        return Arrays.stream(threads).allMatch(thread -> thread == threads[0]);
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
