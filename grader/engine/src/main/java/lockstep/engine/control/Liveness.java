package lockstep.engine.control;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells threads that will never come to an end from slow ones, by what they do and not by a clock.
 *
 * <p><em>Spinning</em>: nobody has changed anything for so long that what the threads look for cannot come; it is no change if
 * all that each thread does is what it did before, to the same values, in rounds of its own. <em>Livelock</em>: the
 * threads change things for ever and get nowhere. It is found by a repeated state: all who can go on take turns, so the
 * scheduler is fair, and for 20,000 steps they have done the same to the same values, again and again. A thread that counts,
 * computes, draws a random number or reads the clock does not repeat itself; neither is anything said while somebody waits
 * for a time that will come.
 *
 * <p>What a thread keeps in local variables is not seen: two threads that do nothing but give each other turns, and count
 * them in a local variable up to more than 100,000 steps, would be taken for a livelock.
 */
final class Liveness {

    /** In steps. A task may compute without changing anything for half of it, and is slow, not stuck. */
    private static final int ENDLESS = 500_000;

    /** For so many steps, threads that spin are given the chance to stop by themselves before time passes. */
    private static final int PATIENCE = 250_000;

    /** What a round weighs, in steps, after which all who could go on spin, and say so by hints to the scheduler. */
    private static final int ROUND = 800;

    /** What it weighs that time passes. */
    private static final int TIME_PASSES = 20;

    /** How often it is asked whether the threads repeat themselves, in steps. */
    private static final int PERIOD = 100_000;

    /** How many of the last steps before are looked at. */
    private static final int WINDOW = 20_000;

    /** How often a round must have come in these. */
    private static final int REPEATS = 20;

    private static final int LONGEST_ROUND = 60;

    /** From which step on it is noticed whether threads repeat themselves: most runs are shorter. A choice. */
    private static final int NOTICED_FROM = 1_000;

    /** In steps of all threads, how long all that is done has been repetition when it counts as spinning. A choice. */
    private static final int REPEATED = 10_000;

    /** In steps, for how long in all threads may spin until time passes, and still go on afterwards. A choice: an end to it. */
    private static final int MOST_SPENT_IDLE = 1_000_000;

    private final Map<Class<?>, Map<String, Optional<Field>>> fields = new HashMap<>();
    private final List<Event> events = new ArrayList<>();
    private int idle;
    private int idleSteps;
    /** Steps of long times in which nothing had changed, until something did after all. */
    private int spentIdle;

    private boolean watches;
    private boolean notices;
    /** How many steps nobody has done anything else than before, and how often somebody has until then. */
    private int repeated;

    private int era;
    private int drawn;

    /**
     * Something that a thread has done.
     *
     * @param what a hash of where, to which variable, and what was in it
     * @param write whether it has changed something
     */
    private record Event(int thread, int site, long what, boolean write) {}

    /**
     * Notes a step; returns whether it is time to ask whether the threads {@link #round repeat themselves}.
     *
     * @param steps how many there were
     */
    boolean step(int steps) {
        idle++;
        idleSteps++;
        repeated++;
        notices = steps > NOTICED_FROM;
        int into = steps % PERIOD;
        if (watches && into < PERIOD - WINDOW) {
            watches = false;
            return true;
        }
        watches = into >= PERIOD - WINDOW;
        return false;
    }

    /** Returns how many steps there were since anything changed, and in long times before in which nothing did. */
    int idleSteps() {
        return spentIdle + idleSteps;
    }

    /** Something has changed, or a thread has learnt something. What only repeats itself is no change. */
    void progressed() {
        if (!repeats()) {
            spentIdle = Math.min(MOST_SPENT_IDLE, spentIdle + (idleSteps > REPEATED ? idleSteps : 0));
            idle = 0;
            idleSteps = 0;
        }
    }

    /** Returns whether nobody who has moved has done anything else than before, for long. */
    boolean repeats() {
        return notices && repeated > REPEATED;
    }

    /** Returns whether a thread has moved since somebody last did something else than before. */
    boolean hasMoved(ControlledThread thread) {
        return thread.repetition.steps(era) > 0;
    }

    /** Something else can happen now than what repeated itself. */
    void beginsAnew() {
        repeated = 0;
        era++;
    }

    private void notice(ControlledThread me, long step) {
        if (!me.repetition.goesOnWith(step, era)) {
            beginsAnew();
        }
    }

    /**
     * All who could go on spin.
     *
     * @param hinted whether each of them has said so; otherwise one of them may be computing
     */
    void allSpin(boolean hinted) {
        idle += hinted ? ROUND : 1;
    }

    /** A time-out expires in place of what all wait for. */
    void timePasses() {
        idle += TIME_PASSES;
    }

    boolean isPatient() {
        return idle < PATIENCE;
    }

    boolean isEndless() {
        return idle > ENDLESS;
    }

    /** A thread has done something that touches no variable. */
    void did(ControlledThread me, long what) {
        if (watches) {
            events.add(new Event(me.id, Site.OUTSIDE, what, false));
        }
        if (notices) {
            notice(me, what);
        }
    }

    /** A thread is about to access a variable. */
    void accesses(ControlledThread me, Variable variable, int site, boolean write) {
        if (!notices) {
            return;
        }
        long what = Variable.mix(variable.kind(), site, value(variable.object(), variable.part()));
        notice(me, what);
        if (watches) {
            events.add(new Event(me.id, site, what, write));
        }
    }

    /**
     * Returns the round in which the threads repeat themselves, each step of it with its thread; empty if they do not.
     * Nobody is left out who could go on, nobody waits for a time to come, and several change something.
     */
    List<Fault.Turn> round(List<ControlledThread> threads, long progress) {
        List<Event> last = List.copyOf(events);
        events.clear();
        int length = period(last);
        if (length == 0) {
            return List.of();
        }
        List<Event> round = last.subList(last.size() - length, last.size());
        Set<Integer> turning = new HashSet<>();
        round.forEach(event -> turning.add(event.thread()));
        for (ControlledThread thread : threads) {
            Wait wait = thread.wait;
            boolean waits = thread.done || wait != null && wait.deadline == Wait.NEVER && !thread.isEnabled(progress);
            if (!waits && !turning.contains(thread.id)) {
                return List.of();
            }
        }
        long changing = round.stream()
                .filter(Event::write)
                .mapToInt(Event::thread)
                .distinct()
                .count();
        return changing < 2 ? List.of() : turns(round, threads);
    }

    private static List<Fault.Turn> turns(List<Event> round, List<ControlledThread> threads) {
        List<Fault.Turn> turns = new ArrayList<>();
        for (Event event : round) {
            Fault.Turn turn = new Fault.Turn(threads.get(event.thread()).name, event.site());
            boolean again = !turns.isEmpty() && turns.get(turns.size() - 1).equals(turn);
            if (event.site() >= 0 && !again && turns.size() < LONGEST_ROUND) {
                turns.add(turn);
            }
        }
        return turns;
    }

    /** Returns the length of the shortest round that the events consist of, or 0 (Knuth, Morris and Pratt, 1977). */
    private static int period(List<Event> events) {
        int count = events.size();
        int[] border = new int[count + 1];
        border[0] = -1;
        int length = -1;
        for (int i = 0; i < count; i++) {
            while (length >= 0 && !events.get(length).equals(events.get(i))) {
                length = border[length];
            }
            border[i + 1] = ++length;
        }
        int period = count - border[count];
        return count > 0 && period * REPEATS <= count ? period : 0;
    }

    /** Returns a hash of what is in a variable; objects are told apart by their classes only. */
    private long value(Object owner, Object key) {
        if (owner instanceof Random) {
            // What it gives next is another number each time.
            return ++drawn;
        }
        if (key instanceof Integer index) {
            return index < Array.getLength(owner) ? hash(Array.get(owner, index)) : 0;
        }
        Class<?> type = owner instanceof Class<?> self ? self : owner.getClass();
        Field field = fields.computeIfAbsent(type, c -> new HashMap<>())
                .computeIfAbsent(key.toString(), name -> field(type, name))
                .orElse(null);
        try {
            return field == null ? 0 : hash(field.get(owner));
        } catch (IllegalAccessException | IllegalArgumentException e) {
            return 0;
        }
    }

    private static Optional<Field> field(Class<?> type, String name) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            Optional<Field> field = Arrays.stream(c.getDeclaredFields())
                    .filter(each -> each.getName().equals(name))
                    .findFirst();
            if (field.isPresent() && field.get().trySetAccessible()) {
                return field;
            }
        }
        return Optional.empty();
    }

    private static long hash(@Nullable Object value) {
        if (value == null) {
            return 0;
        }
        boolean known =
                value instanceof Number number && number.getClass().getName().startsWith("java.lang.")
                        || value instanceof Boolean
                        || value instanceof Character
                        || value instanceof String;
        return known ? value.hashCode() : value.getClass().getName().hashCode();
    }
}
