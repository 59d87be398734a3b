package lockstep.grader.check.race.engine.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import lockstep.grader.check.race.engine.control.ExecutionResult;
import lockstep.grader.check.race.engine.control.Strategy;

/** Takes turns out of a schedule as long as it still shows the same: a random one has many that do not matter. */
final class Shortening {

    private static final int MOST_RUNS = 100;

    private final Runner runner;
    private final BitSet sites;
    private final Predicate<ExecutionResult> showsTheSame;
    private int runs;

    Shortening(Runner runner, BitSet sites, Predicate<ExecutionResult> showsTheSame) {
        this.runner = runner;
        this.sites = sites;
        this.showsTheSame = showsTheSame;
    }

    Schedule shortened(Schedule schedule) {
        Schedule shortest = schedule;
        int turn = shortest.turns().size() - 1;
        while (turn >= 0 && runs < MOST_RUNS) {
            Loosely strategy = new Loosely(without(turn, shortest));
            boolean same = showsTheSame.test(runner.run(strategy, sites, false));
            runs++;
            boolean shorter = strategy.taken.turns().size() < shortest.turns().size();
            shortest = same && shorter ? strategy.taken : shortest;
            turn = Math.min(turn, shortest.turns().size()) - 1;
        }
        return shortest;
    }

    private static List<Schedule.Turn> without(int turn, Schedule schedule) {
        List<Schedule.Turn> left = new ArrayList<>(schedule.turns());
        left.remove(turn);
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
        public int choose(int step, int[] threads, int[] costs, long state) {
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
