package lockstep.engine.control;

import java.util.function.Supplier;

/** Decides how an execution goes on where it can go on in several ways. */
public interface Strategy {

    /** Says that the rest of this execution has been seen before. */
    int STOP = -1;

    /**
     * Returns the number of the option to take, or {@link #STOP}.
     *
     * @param step how many steps were taken before
     * @param threads the thread that each option lets go on; the first option is the one without a switch
     * @param costs what each option costs
     * @param state a hash of the state: two executions with the same hash go on in the same ways
     * @param moves for each option, a hash of what kind of move it is: threads that were started at one place and have come
     *     the same way since make the same kind of move, and it does not matter how many of them there are
     */
    int choose(int step, int[] threads, int[] costs, long state, Supplier<long[]> moves);

    /** Returns whether it wants to be asked at each place, however often threads come there. */
    default boolean isAskedEverywhere() {
        return false;
    }

    /** Says which thread goes on from a place where it could have been asked. */
    default void goesOn(int thread) {}
}
