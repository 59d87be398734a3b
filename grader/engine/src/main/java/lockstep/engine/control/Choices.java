package lockstep.engine.control;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntToLongFunction;

/** Asks the strategy wherever an execution can go on in several ways. */
final class Choices {

    /** What happens for no reason costs as much as a preemption. */
    private static final int[] EXCEPTION = {0, 1};

    private static final int FAILED = -3;

    private final Execution execution;
    private final Strategy strategy;
    private int wakeUps;
    private int refusals;
    private int failures;

    Choices(Execution execution, Strategy strategy) {
        this.execution = execution;
        this.strategy = strategy;
    }

    /** What the strategy is asked. */
    enum Question {
        /** Who goes on where the running thread could. */
        SWITCH,
        /** Who goes on in place of a thread that cannot. */
        BLOCKED,
        /** Who goes on in place of a thread that waits for the others in a loop. */
        YIELD,
        /** Who goes on in place of a thread that offers to let others in. */
        OFFER,
        /** Whether a wait ends for no reason. */
        WAKE_UP,
        /** Whether a weak compare-and-set fails for no reason. */
        FAIL,
        /** Which of several things is done. */
        WHICH
    }

    /** A thread goes on, by choice or because nobody else can. */
    void goesOn(ControlledThread thread) {
        strategy.goesOn(thread.id);
    }

    /** Returns whether no place is passed over where the strategy could be asked. */
    boolean areMadeEverywhere() {
        return strategy.isAskedEverywhere();
    }

    /** Returns how many waits have ended for no reason. */
    int wakeUps() {
        return wakeUps;
    }

    /** A wait has ended for no reason. */
    void wokeUp() {
        wakeUps++;
    }

    /** Returns how often a thread went on that had offered to let others in. */
    int refusals() {
        return refusals;
    }

    /** A thread goes on that had offered to let others in. */
    void refused() {
        refusals++;
    }

    /** Returns whether the thread's wait shall end at once, for no reason: condition variables may do that. */
    boolean wakesUpSpuriously(ControlledThread me) {
        if (wakeUps > 0 || me.initialising > 0) {
            return false;
        }
        execution.step();
        boolean wakes = choose(me, Question.WAKE_UP, new int[] {me.id, me.id}, EXCEPTION, i -> i) != 0;
        wakeUps += wakes ? 1 : 0;
        return wakes;
    }

    /** Returns whether a weak compare-and-set fails although it could succeed; at most once in a run. */
    boolean failsSpuriously(ControlledThread me) {
        if (failures > 0 || me.initialising > 0) {
            return false;
        }
        execution.step();
        boolean fails = choose(me, Question.FAIL, new int[] {me.id, me.id}, EXCEPTION, i -> i) != 0;
        failures += fails ? 1 : 0;
        me.did(fails ? FAILED : 0);
        return fails;
    }

    /** Returns a number below {@code count}; what is chosen makes another state, and costs nothing. */
    int oneOf(ControlledThread me, int count) {
        execution.checkAlive(me);
        execution.step();
        int[] ids = new int[count];
        Arrays.fill(ids, me.id);
        int chosen = choose(me, Question.WHICH, ids, new int[count], i -> i);
        me.history = Variable.mix(me.history, chosen, 31);
        return chosen;
    }

    Option ask(ControlledThread me, Question question, List<Option> options) {
        int[] ids = new int[options.size()];
        int[] costs = new int[options.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = options.get(i).thread().id;
            costs[i] = options.get(i).cost();
        }
        return options.get(choose(me, question, ids, costs, i -> {
            Option option = options.get(i);
            return Variable.mix(option.thread().path, option.kind().ordinal(), 71);
        }));
    }

    private int choose(ControlledThread me, Question question, int[] ids, int[] costs, IntToLongFunction own) {
        int chosen = strategy.choose(
                execution.steps(), ids, costs, state(me, question), () -> moves(me, question, ids.length, own));
        if (chosen == Strategy.STOP) {
            throw execution.stopped(me);
        }
        return chosen;
    }

    /** @param own what an option is, apart from the situation in which it is taken */
    private long[] moves(ControlledThread me, Question question, int count, IntToLongFunction own) {
        Set<Long> paths = new HashSet<>();
        execution.threads().forEach(thread -> paths.add(thread.path));
        long situation = Variable.mix(me.path, question.ordinal(), 59);
        for (long path : paths) {
            situation += Variable.mix(path, 61, 67);
        }
        long[] moves = new long[count];
        for (int i = 0; i < count; i++) {
            moves[i] = Variable.mix(situation, own.applyAsLong(i), 73);
        }
        return moves;
    }

    /** To wait for a lock is another state than to be about to take it: it costs nothing to let others go on. */
    private long state(ControlledThread me, Question question) {
        long state = Variable.mix(
                me.id,
                wakeUps + 8L * failures,
                29 + 8L * (execution.time.earlyTimeOuts() + 8L * refusals) + question.ordinal());
        for (ControlledThread thread : execution.threads()) {
            state = Variable.mix(state, thread.history, thread.stance(execution.progress()));
        }
        return state;
    }
}
