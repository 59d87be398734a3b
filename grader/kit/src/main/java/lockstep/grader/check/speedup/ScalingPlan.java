package lockstep.grader.check.speedup;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** With which numbers of threads a submission is timed beside the one that its verdict rests on, for the picture. */
final class ScalingPlan {

    /** A median of three is not turned by one disturbance. */
    private static final int TIMES_EACH = 3;

    /** With more cores than this, every number of threads would take too long. */
    private static final int ALL_UP_TO = 4;

    private ScalingPlan() {}

    /** Returns the numbers of threads, one for each round. */
    static List<Integer> of(Workload workload, int cores, int threads) {
        if (!workload.isParallel() || !workload.isInProcess()) {
            return List.of();
        }
        List<Integer> rounds = new ArrayList<>();
        for (int i = 0; i < TIMES_EACH; i++) {
            counts(cores).stream().filter(count -> count != threads).forEach(rounds::add);
        }
        return rounds;
    }

    /** Returns 1, 2, ... cores, or 1, 2, 4, ... cores if these are many. */
    static List<Integer> counts(int cores) {
        if (cores <= ALL_UP_TO) {
            return IntStream.rangeClosed(1, cores).boxed().toList();
        }
        List<Integer> counts = new ArrayList<>();
        for (int count = 1; count < cores; count *= 2) {
            counts.add(count);
        }
        counts.add(cores);
        return counts;
    }
}
