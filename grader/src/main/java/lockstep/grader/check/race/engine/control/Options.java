package lockstep.grader.check.race.engine.control;

import java.util.ArrayList;
import java.util.List;

/** The ways in which an execution can go on from where it is. */
final class Options {

    /**
     * A machine under load may stop a thread for so long at any place: shorter time-outs may expire at any time. Longer
     * ones expire only when nobody can go on, as a wait of a second is meant for what has gone wrong.
     */
    private static final long SHORT_NANOS = 1_000_000_000L;

    private static final int MOST_WAKE_UPS = 1;

    /** More than a few in one run let hours pass while a thread that could go on never does: no machine is that slow. */
    private static final int MOST_TIME_OUTS = 3;

    private Options() {}

    /** Returns the options, the one that switches least first; empty if nobody can go on. */
    static List<Option> of(
            List<ControlledThread> threads,
            ControlledThread me,
            Choices.Question how,
            long progress,
            VirtualTime time,
            int wakeUps) {
        List<Option> options = new ArrayList<>(threads.size());
        int switching = how == Choices.Question.SWITCH ? 1 : 0;
        if (how == Choices.Question.SWITCH) {
            options.add(new Option(me, Option.Kind.GO_ON, 0));
        }
        for (ControlledThread other : threads) {
            if ((other != me || how == Choices.Question.BLOCKED) && other.isEnabled(progress)) {
                options.add(new Option(other, Option.Kind.GO_ON, switching));
            }
        }
        if (how == Choices.Question.YIELD && !me.isCircling(progress)) {
            options.add(new Option(me, Option.Kind.GO_ON, 0));
        }
        addRareOnes(options, threads, time, wakeUps);
        return options;
    }

    private static void addRareOnes(
            List<Option> options, List<ControlledThread> threads, VirtualTime time, int wakeUps) {
        if (options.isEmpty()) {
            return;
        }
        for (ControlledThread thread : threads) {
            Wait wait = thread.wait;
            if (thread.done || wait == null || wait.isOver(thread.interrupted)) {
                continue;
            }
            boolean isShort = wait.deadline != Wait.NEVER && !isLong(wait, time);
            if (isShort && time.earlyTimeOuts() < MOST_TIME_OUTS) {
                options.add(new Option(thread, Option.Kind.TIME_OUT, 1));
            } else if (!isShort && wait.spuriously && wakeUps < MOST_WAKE_UPS) {
                options.add(new Option(thread, Option.Kind.WAKE_UP, 1));
            }
        }
    }

    /** Returns whether a wait has a time-out that expires only when nobody can go on. */
    static boolean isLong(Wait wait, VirtualTime time) {
        return wait.deadline != Wait.NEVER && wait.deadline - time.now() >= SHORT_NANOS;
    }

    /** Lets threads that wait in a loop look again; returns false if there are none. */
    static boolean letCirclersGoOn(List<ControlledThread> threads) {
        boolean any = false;
        for (ControlledThread thread : threads) {
            if (!thread.done && thread.spinsSince >= 0 && (thread.wait == null || thread.wait.isOver(false))) {
                thread.spinsSince = -1;
                any = true;
            }
        }
        return any;
    }
}
