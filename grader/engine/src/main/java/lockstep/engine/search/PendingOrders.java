package lockstep.engine.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import lockstep.engine.Schedule;

/** Orders that are still to be tried, those with the fewest preemptions first. */
final class PendingOrders {

    private final List<Deque<Schedule>> byPreemptions = new ArrayList<>();

    /** Adds an order unless there are more than {@code most} with as many preemptions. */
    void add(Schedule order, int preemptions, int most) {
        while (byPreemptions.size() <= preemptions) {
            byPreemptions.add(new ArrayDeque<>());
        }
        Deque<Schedule> orders = byPreemptions.get(preemptions);
        if (orders.size() <= most) {
            orders.add(order);
        }
    }

    boolean isEmpty() {
        return byPreemptions.stream().allMatch(Deque::isEmpty);
    }

    /** Returns how many preemptions the next order has; there must be one. */
    int preemptions() {
        int fewest = 0;
        while (byPreemptions.get(fewest).isEmpty()) {
            fewest++;
        }
        return fewest;
    }

    Schedule remove() {
        return byPreemptions.get(preemptions()).remove();
    }

    void clear() {
        byPreemptions.clear();
    }
}
