package lockstep.engine.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A selectively uniform random walk (SURW; Zhao et al., ASPLOS 2025): a thread is as likely to go on as it has scheduling
 * points left, which makes each order of these about as likely as the others. In a plain random walk, a thread with few
 * steps has nearly always ended before one with many comes to its last ones. Only places where threads meet are scheduling
 * points here, so the selection is made already; how many each thread has is known from the executions before.
 */
final class UniformWalk extends RandomOrder {

    /** In scheduling points, the least weight: a thread that has come further than ever before may still go on. */
    private static final double LEAST = 0.5;

    private final List<Integer> expected;
    private final Map<Integer, Integer> taken = new HashMap<>();

    /** @param expected how many scheduling points each thread has, by its number */
    UniformWalk(long seed, List<Integer> expected) {
        super(seed);
        this.expected = List.copyOf(expected);
    }

    @Override
    int draw(int[] threads) {
        double[] weights = new double[threads.length];
        double sum = 0;
        for (int i = 0; i < threads.length; i++) {
            int all = threads[i] < expected.size() ? expected.get(threads[i]) : 1;
            weights[i] = Math.max(LEAST, all - taken.getOrDefault(threads[i], 0));
            sum += weights[i];
        }
        double point = random.nextDouble() * sum;
        int drawn = 0;
        while (drawn < threads.length - 1 && point >= weights[drawn]) {
            point -= weights[drawn++];
        }
        taken.merge(threads[drawn], 1, Integer::sum);
        return drawn;
    }
}
