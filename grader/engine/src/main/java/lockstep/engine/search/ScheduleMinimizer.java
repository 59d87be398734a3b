package lockstep.engine.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import lockstep.engine.Schedule;
import lockstep.engine.control.ExecutionResult;
import lockstep.engine.control.Strategy;

/**
 * Takes turns out of a schedule as long as it still shows the same: a random one has many that do not matter. First whole
 * runs of turns, halved and halved again, then single ones (as ddmin does: Zeller and Hildebrandt, TSE 2002).
 */
final class ScheduleMinimizer {

    /** So many runs at most, a tenth of what the standard budget has. A choice. */
    private static final int MOST_RUNS = 100;

    private final Runner runner;
    private final BitSet sites;
    private final Predicate<ExecutionResult> showsTheSame;
    private int runs;

    ScheduleMinimizer(Runner runner, BitSet sites, Predicate<ExecutionResult> showsTheSame) {
        this.runner = runner;
        this.sites = sites;
        this.showsTheSame = showsTheSame;
    }

    Schedule minimized(Schedule schedule) {
        Schedule shortest = schedule;
        for (int length = Math.max(1, schedule.turns().size() / 2); length > 0; length /= 2) {
            int end = shortest.turns().size();
            while (end > 0 && runs < MOST_RUNS) {
                int begin = Math.max(0, end - length);
                Loosely strategy = new Loosely(without(begin, end, shortest));
                boolean same = showsTheSame.test(runner.run(strategy, sites, false));
                runs++;
                boolean shorter =
                        strategy.taken.turns().size() < shortest.turns().size();
                shortest = same && shorter ? strategy.taken : shortest;
                end = Math.min(begin, shortest.turns().size());
            }
        }
        return shortest;
    }

    private static List<Schedule.Turn> without(int begin, int end, Schedule schedule) {
        List<Schedule.Turn> left = new ArrayList<>(schedule.turns());
        left.subList(begin, end).clear();
        return left;
    }

    /** Takes each turn as soon as it can from its step on: with one turn less, the steps of the others have moved. */
    private static final class Loosely implements Strategy {
        private final List<Schedule.Turn> turns;
        private Schedule taken = Schedule.USUAL;
        private int next;

        Loosely(List<Schedule.Turn> turns) {
            this.turns = turns;
        }

        @Override
        public int choose(int step, int[] threads, int[] costs, long state, Supplier<long[]> moves) {
            if (next == turns.size() || turns.get(next).step() > step) {
                return 0;
            }
            int option = turns.get(next++).option();
            if (option >= costs.length) {
                return 0;
            }
            taken = taken.then(step, option);
            return option;
        }
    }
}
