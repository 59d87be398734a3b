package lockstep.engine.search;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import lockstep.engine.Schedule;

/** An order that is drawn, and noted so that it can be run again. */
abstract class RandomOrder implements Attempt {

    final SplittableRandom random;
    private Schedule schedule = Schedule.USUAL;

    RandomOrder(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Returns the number of the option to take. */
    abstract int draw(int[] threads);

    @Override
    public final int choose(int step, int[] threads, int[] costs, long state, Supplier<long[]> moves) {
        int drawn = isAboutThreads(threads) ? draw(threads) : random.nextInt(threads.length);
        if (drawn != 0) {
            schedule = schedule.then(step, drawn);
        }
        return drawn;
    }

    /** Where each option lets the same thread go on, it is not about who goes on. */
    private static boolean isAboutThreads(int[] threads) {
        return Arrays.stream(threads).anyMatch(thread -> thread != threads[0]);
    }

    @Override
    public final Schedule schedule() {
        return schedule;
    }
}
