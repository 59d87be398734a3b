package lockstep.engine.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import lockstep.engine.Schedule;

/** Follows a schedule to its end and the order that it leaves from there on, and notes where others could have gone on. */
final class BoundedOrder implements Attempt {

    private final Schedule schedule;
    private final VisitedStates visited;
    private final List<Decision> decisions = new ArrayList<>();
    private int next;
    private int cost;
    private int last = -1;

    BoundedOrder(Schedule schedule, VisitedStates visited) {
        this.schedule = schedule;
        this.visited = visited;
    }

    /**
     * A place after the schedule's end where others could have gone on.
     *
     * @param costs what each option would cost, together with what the schedule has cost before
     * @param moves what kind of move each option is, as {@link lockstep.engine.control.Strategy#choose} says
     */
    record Decision(int step, int[] costs, long[] moves) {}

    List<Decision> decisions() {
        return decisions;
    }

    @Override
    public boolean isAskedEverywhere() {
        return schedule.inStep();
    }

    @Override
    public void goesOn(int thread) {
        last = thread;
    }

    @Override
    public int choose(int step, int[] threads, int[] costs, long state, Supplier<long[]> moves) {
        int usual = schedule.inStep() ? nextInTurn(threads) : 0;
        if (next < schedule.turns().size()) {
            Schedule.Turn turn = schedule.turns().get(next);
            if (turn.step() != step) {
                return usual;
            }
            next++;
            if (turn.option() >= costs.length) {
                return STOP;
            }
            cost += costs[turn.option()];
            return turn.option();
        }
        if (!visited.add(state)) {
            return STOP;
        }
        int[] total = new int[costs.length];
        for (int i = 0; i < costs.length; i++) {
            total[i] = cost + costs[i];
        }
        decisions.add(new Decision(step, total, moves.get()));
        return usual;
    }

    /** Returns the option of the thread that comes after the one that has moved last. */
    private int nextInTurn(int[] threads) {
        int first = 0;
        int after = -1;
        for (int i = 0; i < threads.length; i++) {
            first = threads[i] < threads[first] ? i : first;
            if (threads[i] > last && (after < 0 || threads[i] < threads[after])) {
                after = i;
            }
        }
        return after < 0 ? first : after;
    }

    @Override
    public Schedule schedule() {
        return schedule;
    }

    /** Returns whether each turn of the schedule was taken: otherwise the run was not the one that was asked for. */
    boolean followed() {
        return next == schedule.turns().size();
    }
}
