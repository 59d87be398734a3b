package lockstep.engine.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import lockstep.engine.Schedule;

/**
 * Iterative preemption bounding (Musuvathi and Qadeer, PLDI 2007): all orders without a preemption, then all with one, and
 * so on, leaving out those that lead to a state already visited. Ends when there are no others.
 */
final class BoundedSearch {

    private final List<Deque<Schedule>> pending = new ArrayList<>();
    private VisitedStates visited = VisitedStates.remembering();
    private int bound;
    private boolean strays;

    BoundedSearch() {
        restart();
    }

    /** Begins anew: when threads meet at more places than was known, the orders tried so far had left them out. */
    void restart() {
        pending.clear();
        pending(0).add(Schedule.USUAL);
        visited = VisitedStates.remembering();
        bound = 0;
    }

    private Deque<Schedule> pending(int preemptions) {
        while (pending.size() <= preemptions) {
            pending.add(new ArrayDeque<>());
        }
        return pending.get(preemptions);
    }

    /** Returns whether there are no orders left. */
    boolean isDone() {
        while (bound < pending.size() && pending.get(bound).isEmpty()) {
            bound++;
        }
        return bound == pending.size();
    }

    /** Returns the next order; there must be one. */
    BoundedOrder next() {
        if (isDone()) {
            throw new IllegalStateException("no orders left");
        }
        return new BoundedOrder(pending.get(bound).remove(), visited);
    }

    /**
     * Notes the orders that branch off from one that has been tried.
     *
     * @param remaining how many orders will be tried at most: a long order of many threads has far more branches
     */
    void branch(BoundedOrder tried, int remaining) {
        strays |= !tried.followed();
        for (BoundedOrder.Decision decision : tried.decisions()) {
            for (int option = 1; option < decision.costs().length; option++) {
                Deque<Schedule> orders = pending(decision.costs()[option]);
                if (orders.size() <= remaining) {
                    orders.add(tried.schedule().then(decision.step(), option));
                }
            }
        }
    }

    /** Returns how many preemptions the orders have that are tried now. */
    int bound() {
        return bound;
    }

    /** Returns whether the program did not behave the same way when it was repeated. */
    boolean strays() {
        return strays;
    }
}
