package lockstep.engine.control;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The ways in which an execution can go on from where it is. */
final class Options {

    /** In nanoseconds, a second: who waits as long as this waits for what should not happen. A choice. */
    private static final long LONG_NANOS = 1_000_000_000L;

    /**
     * In nanoseconds, somewhat less than a minute, after which idle threads of pools end: no machine is so slow that nobody who
     * can go on does so for longer. A choice.
     */
    private static final long LONGEST_NANOS = 59_000_000_000L;

    /** How many waits of one run end with no signal (JLS 17.2.1 sets no limit): one is enough to show a missing loop. */
    private static final int MOST_WAKE_UPS = 1;

    /** More than a few in one run let hours pass while a thread that could go on never does: no machine is that slow. */
    private static final int MOST_TIME_OUTS = 3;

    /** How often in one run a thread goes on that has offered to let others in. A choice: each costs a preemption. */
    private static final int MOST_REFUSALS = 2;

    /** How often who seems to spin looks again before all others count as at rest. A choice: more than there are threads. */
    private static final int LOOKS = 16;

    private Options() {}

    /** Returns the options, the one that switches least first; empty if nobody can go on. */
    static List<Option> of(
            List<ControlledThread> threads,
            ControlledThread me,
            Choices.Question how,
            long progress,
            VirtualTime time,
            Choices choices) {
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
        boolean alone = how == Choices.Question.OFFER && options.isEmpty();
        if ((how == Choices.Question.YIELD || alone) && !me.isSpinning(progress)) {
            options.add(new Option(me, Option.Kind.GO_ON, 0));
        }
        if (how == Choices.Question.OFFER && !options.isEmpty() && choices.refusals() < MOST_REFUSALS) {
            options.add(new Option(me, Option.Kind.REFUSE, 1));
        }
        addRareOnes(options, threads, time, choices.wakeUps());
        return options;
    }

    private static void addRareOnes(
            List<Option> options, List<ControlledThread> threads, VirtualTime time, int wakeUps) {
        if (options.isEmpty()) {
            return;
        }
        boolean timePasses = settling(threads) == null && !time.isExact() && time.earlyTimeOuts() < MOST_TIME_OUTS;
        long first = firstDeadline(threads, wait -> true);
        long firstOfScenario = first == Wait.NEVER
                ? Wait.NEVER
                : firstDeadline(threads, wait -> !wait.ofSubmission && isLong(wait, time));
        for (ControlledThread thread : threads) {
            Wait wait = thread.wait;
            if (thread.done || wait == null) {
                continue;
            }
            boolean isOver = wait.isOver(thread.interrupted);
            // A machine under load may stop a thread for so long at any place that a time-out expires, also after what
            // it waits for has come. The scenario's own long ones expire only when nobody can go on: they are for what
            // has gone wrong, and nothing overtakes them.
            if (wait.canExpire()
                    && (!isOver || wait.ready.getAsBoolean())
                    && timePasses
                    && !neverExpiresEarly(wait, time)
                    && wait.deadline <= firstOfScenario) {
                // Where another one comes before it, whoever waits for that one is held up as well.
                Option.Kind kind = isOver ? Option.Kind.LATE : Option.Kind.TIME_OUT;
                int cost = wait.deadline <= first ? 1 : 2;
                options.add(new Option(thread, kind, cost));
                if (!isOver && thread.expiredAt == thread.librarySite) {
                    options.add(new Option(thread, Option.Kind.STARVE, cost));
                }
            } else if (!isOver
                    && (wait.deadline == Wait.NEVER || isLong(wait, time))
                    && wait.spuriously
                    && wakeUps < MOST_WAKE_UPS) {
                options.add(new Option(thread, Option.Kind.WAKE_UP, 1));
            }
        }
    }

    /**
     * Returns whether the time-out of a thread that holds up all others expires as well.
     *
     * @param since the moment since which it does
     */
    static boolean goesOnStarving(
            ControlledThread thread, List<ControlledThread> threads, VirtualTime time, long since) {
        Wait wait = thread.wait;
        return wait != null
                && wait.canExpire()
                && !wait.isOver(thread.interrupted)
                && wait.deadline - since < LONGEST_NANOS
                && wait.deadline <= firstDeadline(threads, each -> !each.ofSubmission && isLong(each, time));
    }

    /** Returns whether a time-out does not expire only because enough others have. */
    static boolean keepsTimeFromPassing(List<ControlledThread> threads, VirtualTime time) {
        return !time.isExact()
                && time.earlyTimeOuts() >= MOST_TIME_OUTS
                && firstDeadline(threads, wait -> !neverExpiresEarly(wait, time)) != Wait.NEVER;
    }

    /** Returns the earliest deadline of such waits, {@link Wait#NEVER} if there is none. */
    private static long firstDeadline(List<ControlledThread> threads, Predicate<Wait> wanted) {
        long first = Wait.NEVER;
        for (ControlledThread thread : threads) {
            Wait wait = thread.wait;
            if (!thread.done && wait != null && wait.canExpire() && wait.deadline < first && wanted.test(wait)) {
                first = wait.deadline;
            }
        }
        return first;
    }

    /** Returns whether a time-out expires only when nobody can go on. */
    static boolean neverExpiresEarly(Wait wait, VirtualTime time) {
        return wait.deadline != Wait.NEVER && (wait.isLongest || !wait.ofSubmission && isLong(wait, time));
    }

    /** Returns whether a wait has a time-out that is meant for what has gone wrong. */
    static boolean isLong(Wait wait, VirtualTime time) {
        return wait.deadline != Wait.NEVER && isLong(wait.deadline - time.now());
    }

    /** Returns whether somebody who waits for so many nanoseconds does so for what should not happen. */
    static boolean isLong(long nanos) {
        return nanos >= LONG_NANOS;
    }

    /** Returns whether the time-out of a wait that begins is longer than any machine holds up who can go on. */
    static boolean isLongest(Wait wait, VirtualTime time) {
        return wait.deadline != Wait.NEVER && wait.deadline - time.now() > LONGEST_NANOS;
    }

    /** Returns a thread that waits for all others to come to rest, or null. */
    static @Nullable ControlledThread settling(List<ControlledThread> threads) {
        for (ControlledThread thread : threads) {
            if (thread.settles && !thread.done) {
                return thread;
            }
        }
        return null;
    }

    /** Who spins. */
    enum Spinning {
        NOBODY,
        /** Threads that say so: they yield, or call {@code onSpinWait}. */
        BY_HINTS,
        /** Others are among them, which may be computing. */
        SILENTLY
    }

    /**
     * Lets threads that seem to spin look a few times more, and returns whether there are any: who asks a few others whether
     * they are alive has not come to rest by that.
     */
    static boolean letSpinnersLook(List<ControlledThread> threads) {
        boolean any = false;
        for (ControlledThread thread : threads) {
            if (seemsToSpin(thread) && thread.looks < LOOKS) {
                thread.looks++;
                thread.spinsSince = -1;
                any = true;
            }
        }
        return any;
    }

    private static boolean seemsToSpin(ControlledThread thread) {
        return !thread.done && thread.spinsSince >= 0 && (thread.wait == null || thread.wait.isOver(false));
    }

    /** Lets threads that spin look again, and tells who they are. */
    static Spinning letSpinnersGoOn(List<ControlledThread> threads) {
        Spinning spinning = Spinning.NOBODY;
        for (ControlledThread thread : threads) {
            if (seemsToSpin(thread)) {
                thread.mayLookAgain();
                boolean silently = spinning == Spinning.SILENTLY || !thread.hints;
                spinning = silently ? Spinning.SILENTLY : Spinning.BY_HINTS;
            }
        }
        return spinning;
    }
}
