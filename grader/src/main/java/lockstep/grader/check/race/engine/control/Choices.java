package lockstep.grader.check.race.engine.control;

import java.util.Arrays;
import java.util.List;

/** Asks the strategy wherever an execution can go on in several ways. */
final class Choices {

    private final Execution execution;
    private final Strategy strategy;
    private int wakeUps;

    Choices(Execution execution, Strategy strategy) {
        this.execution = execution;
        this.strategy = strategy;
    }

    /** Returns how many waits have ended for no reason. */
    int wakeUps() {
        return wakeUps;
    }

    /** A wait has ended for no reason. */
    void wokeUp() {
        wakeUps++;
    }

    /** Returns whether the thread's wait shall end at once, for no reason: condition variables may do that. */
    boolean wakesUpSpuriously(ControlledThread me) {
        if (wakeUps > 0 || me.initialising > 0) {
            return false;
        }
        execution.step();
        Option wake = ask(me, List.of(new Option(me, Option.Kind.GO_ON, 0), new Option(me, Option.Kind.WAKE_UP, 1)));
        boolean wakes = wake.kind() == Option.Kind.WAKE_UP;
        wakeUps += wakes ? 1 : 0;
        return wakes;
    }

    /** Returns a number below {@code count}; what is chosen makes another state, and costs nothing. */
    int oneOf(ControlledThread me, int count) {
        execution.checkAlive(me);
        execution.step();
        int[] ids = new int[count];
        Arrays.fill(ids, me.id);
        int chosen = choose(me, ids, new int[count]);
        me.history = Variable.mix(me.history, chosen, 31);
        return chosen;
    }

    Option ask(ControlledThread me, List<Option> options) {
        int[] ids = new int[options.size()];
        int[] costs = new int[options.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = options.get(i).thread().id;
            costs[i] = options.get(i).cost();
        }
        return options.get(choose(me, ids, costs));
    }

    private int choose(ControlledThread me, int[] ids, int[] costs) {
        int chosen = strategy.choose(execution.steps(), ids, costs, state(me));
        if (chosen == Strategy.STOP) {
            throw execution.stopped(me);
        }
        return chosen;
    }

    private long state(ControlledThread me) {
        long state = Variable.mix(me.id, wakeUps, 29 + execution.time.earlyTimeOuts());
        for (ControlledThread thread : execution.threads()) {
            boolean circles = thread.isCircling(execution.progress());
            state = Variable.mix(state, thread.history, circles ? 1 : 0);
        }
        return state;
    }
}
