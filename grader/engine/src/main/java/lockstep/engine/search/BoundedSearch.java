package lockstep.engine.search;

import java.util.HashSet;
import java.util.Set;
import lockstep.engine.Schedule;

/**
 * Iterative preemption bounding (Musuvathi and Qadeer, PLDI 2007): orders without a preemption, then those with one, and so
 * on, leaving out those that lead to a state already visited. Ends when there are no others.
 *
 * <p>An order that makes a move of a kind which no order has made before goes first, most of the time: of a hundred threads
 * that do the same, it is enough to let one go on instead of each, to begin with.
 */
final class BoundedSearch {

    /** One in so many orders at least makes a move of a kind that has been made before. */
    private static final int REPEATS = 8;

    /** Where never more can go on than these, each of them is let go on. */
    private static final int FEW = 3;

    /** Up to so many preemptions, those that make new moves go first. */
    private static final int AHEAD = 1;

    private final PendingOrders fresh = new PendingOrders();
    private final PendingOrders repeated = new PendingOrders();
    private final Set<Long> moves = new HashSet<>();
    private int taken;
    private int most;
    private VisitedStates visited = VisitedStates.remembering();
    private boolean strays;

    BoundedSearch() {
        restart();
    }

    /** Begins anew: when threads meet at more places than was known, the orders tried so far had left them out. */
    void restart() {
        fresh.clear();
        repeated.clear();
        moves.clear();
        fresh.add(Schedule.USUAL, 0, 0);
        most = 0;
        visited = VisitedStates.remembering();
    }

    /** Returns whether there are no orders left. */
    boolean isDone() {
        return fresh.isEmpty() && repeated.isEmpty();
    }

    /** Returns the next order; there must be one. */
    BoundedOrder next() {
        if (isDone()) {
            throw new IllegalStateException("no orders left");
        }
        PendingOrders pending = isForRepeats() ? repeated : fresh;
        most = Math.max(most, pending.preemptions());
        return new BoundedOrder(pending.remove(), visited);
    }

    private boolean isForRepeats() {
        return fresh.isEmpty()
                || !repeated.isEmpty()
                        && (++taken % REPEATS == 0 || fresh.preemptions() > Math.max(AHEAD, repeated.preemptions()));
    }

    /**
     * Notes the orders that branch off from one that has been tried.
     *
     * @param remaining how many orders will be tried at most: a long order of many threads has far more branches
     */
    void branch(BoundedOrder tried, int remaining) {
        strays |= !tried.followed();
        boolean few = tried.decisions().stream().allMatch(decision -> decision.moves().length <= FEW);
        for (BoundedOrder.Decision decision : tried.decisions()) {
            moves.add(decision.moves()[0]);
            for (int option = 1; option < decision.costs().length; option++) {
                (few || moves.add(decision.moves()[option]) ? fresh : repeated)
                        .add(tried.schedule().then(decision.step(), option), decision.costs()[option], remaining);
            }
        }
    }

    /** Returns how many preemptions the orders had at most that were tried. */
    int most() {
        return most;
    }

    /** Returns whether the program did not behave the same way when it was repeated. */
    boolean strays() {
        return strays;
    }
}
