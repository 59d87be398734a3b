package lockstep.grader.catalog.lockedcounter;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import lockstep.grader.check.race.PassiveSubject;
import lockstep.grader.check.race.Race;
import lockstep.grader.exercise.Check;
import lockstep.grader.probe.ThrownBySubmission;

/** The counter's methods against each other: each pair that shares a value, and three at once. */
@PassiveSubject
final class LockedCounterScenarios {

    private static final String ONE_LOCK =
            "Each method reads and writes the value. Between the two, who could come in?";

    @Check(
            id = "increment-increment",
            title = "Two threads increment",
            points = 8,
            why =
                    "value++ is three steps: read, add, write. Two threads that read the same value write the same value, "
                            + "and one increment is lost.",
            hint = ONE_LOCK,
            ground = "correctness.counts")
    void incrementIncrement(Race race) {
        SubmittedCounter counter = new SubmittedCounter(0);
        int times = race.repetitions();
        race.together(() -> repeat(times, counter::increment), () -> repeat(times, counter::increment));
        race.expect("get() after " + times + " increment() in each of 2 threads", 2L * times, counter.get());
    }

    @Check(
            id = "increment-decrement",
            title = "One thread increments, one decrements",
            points = 5,
            why =
                    "What one thread adds and another takes away must cancel out: if not, one overwrote the other's change.",
            hint = "Compare the two methods: do they ask for the same lock, and both before they read?",
            ground = "correctness.counts")
    void incrementDecrement(Race race) {
        SubmittedCounter counter = new SubmittedCounter(0);
        int times = race.repetitions();
        race.together(() -> repeat(times, counter::increment), () -> repeat(times, counter::decrement));
        race.expect("get() after " + times + " increment() and " + times + " decrement()", 0L, counter.get());
    }

    @Check(
            id = "decrement-decrement",
            title = "Two threads decrement",
            points = 3,
            why = "value-- is three steps, like value++.",
            hint = ONE_LOCK,
            ground = "correctness.counts")
    void decrementDecrement(Race race) {
        SubmittedCounter counter = new SubmittedCounter(0);
        int times = race.repetitions();
        race.together(() -> repeat(times, counter::decrement), () -> repeat(times, counter::decrement));
        race.expect("get() after " + times + " decrement() in each of 2 threads", -2L * times, counter.get());
    }

    @Check(
            id = "last-place",
            title = "Two threads want the last place below the limit",
            points = 6,
            why =
                    "One place is left and two threads look at the same time: both see room. Looking and taking must be one "
                            + "step, or both take it.",
            hint =
                    "Is the comparison with the limit made under the same lock as the change, without letting go between?",
            ground = "correctness.counts")
    void lastPlace(Race race) {
        int times = race.repetitions();
        SubmittedCounter[] counters = new SubmittedCounter[times];
        for (int i = 0; i < times; i++) {
            counters[i] = new SubmittedCounter(4);
        }
        boolean[] first = new boolean[times];
        boolean[] second = new boolean[times];
        race.together(() -> takeEach(counters, first), () -> takeEach(counters, second));
        String right = "one true, one false, get() = 5";
        String outcome = right;
        for (int i = 0; i < times && outcome.equals(right); i++) {
            outcome = trueOrFalse(first[i], second[i]) + ", get() = " + counters[i].get();
        }
        race.expect(
                "what two threads got from incrementIfBelow(5) at 4, and get() after it",
                outcome.equals(right),
                right,
                outcome);
    }

    @Check(
            id = "limit-holds",
            title = "The limit holds while threads come and go",
            points = 5,
            why = "A limit that is exceeded for a moment is exceeded: two threads were inside where one was allowed.",
            hint =
                    "Is the comparison with the limit made under the same lock as the change, without letting go between?",
            ground = "correctness.counts")
    void limitHolds(Race race) {
        SubmittedCounter counter = new SubmittedCounter(0);
        int times = race.repetitions();
        AtomicLong highest = new AtomicLong();
        Race.Actor actor = () -> comeAndGo(counter, times, highest);
        race.together(actor, actor);
        race.expect(
                "the highest get() while 2 threads took and gave back the one place by incrementIfBelow(1) and decrement()",
                highest.get() <= 1,
                "at most 1",
                highest.get() <= 1 ? "at most 1" : "2 or more");
        race.expect("get() after all places were given back", 0L, counter.get());
    }

    @Check(
            id = "limit-increment",
            title = "incrementIfBelow against increment and update",
            points = 4,
            why =
                    "A conditional change and an unconditional one share the value: a lost one shows that they do not share "
                            + "the lock.",
            hint = ONE_LOCK,
            ground = "correctness.counts")
    void limitIncrement(Race race) {
        SubmittedCounter counter = new SubmittedCounter(0);
        int times = race.repetitions();
        long[] added = new long[1];
        boolean updates = race.oneOf(2) == 1;
        Runnable change = updates ? () -> counter.update(value -> value + 1) : counter::increment;
        race.together(() -> repeat(times, change), () -> added[0] = conditionally(counter, times));
        race.expect(
                "get() after " + times + (updates ? " update(v -> v + 1)" : " increment()")
                        + ", less the incrementIfBelow(" + times + ") that returned true",
                (long) times,
                counter.get() - added[0]);
    }

    @Check(
            id = "update-update",
            title = "Two threads update",
            points = 5,
            why = "An update whose reading and writing are apart writes over what the other thread wrote in between.",
            hint = "The operation has to run while no other thread can change the value.",
            ground = "correctness.counts")
    void updateUpdate(Race race) {
        SubmittedCounter counter = new SubmittedCounter(0);
        int times = race.repetitions();
        race.together(
                () -> repeat(times, () -> counter.update(value -> value + 1)),
                () -> repeat(times, () -> counter.update(value -> value + 3)));
        race.expect(
                "get() after " + times + " update(v -> v + 1) and " + times + " update(v -> v + 3)",
                4L * times,
                counter.get());
    }

    @Check(
            id = "update-increment",
            title = "update against increment and decrement",
            points = 4,
            why = "All changes of one value must exclude each other: the short ones and the long one.",
            hint = "Does update hold the same lock as the others, from reading to writing?",
            ground = "correctness.counts")
    void updateIncrement(Race race) {
        SubmittedCounter counter = new SubmittedCounter(0);
        int times = race.repetitions();
        race.together(
                () -> repeat(times, () -> counter.update(value -> value + 1000)),
                () -> repeat(times, counter::increment),
                () -> repeat(times, counter::decrement));
        race.expect(
                "get() after " + times + " update(v -> v + 1000), " + times + " increment() and " + times
                        + " decrement()",
                1000L * times,
                counter.get());
    }

    @Check(
            id = "failing-update-increment",
            title = "A failing update against increment",
            points = 4,
            why = "An exception must neither take the lock with it nor write back an old value over another thread's.",
            hint = "What does your update do to the value and to the lock when the operation throws?",
            ground = "correctness.counts")
    void failingUpdateIncrement(Race race) {
        SubmittedCounter counter = new SubmittedCounter(0);
        int times = race.repetitions();
        race.together(() -> repeat(times, () -> failToUpdate(counter)), () -> repeat(times, counter::increment));
        race.expect(
                "get() after " + times + " increment() and " + times + " update(...) that threw",
                (long) times,
                counter.get());
    }

    @Check(
            id = "get-sees-changes",
            title = "get sees what other threads have changed",
            points = 4,
            why =
                    "Without an edge of happens-before from the change to the reading, the JVM may read the field once and "
                            + "use the old value for ever.",
            hint = "Reading takes part in the agreement too: which lock does get() take?",
            ground = "correctness.counts")
    void getSeesChanges(Race race) {
        if (race.repetitions() == 1) {
            lookTwice(race);
            return;
        }
        SubmittedCounter counter = new SubmittedCounter(0);
        int times = race.repetitions();
        boolean[] backwards = new boolean[1];
        race.together(() -> repeat(times, counter::increment), () -> backwards[0] = goesBack(counter, times));
        race.expect(
                "many get() beside many increment()",
                !backwards[0],
                "never less than before",
                backwards[0] ? "less than before" : "never less than before");
    }

    private static boolean goesBack(SubmittedCounter counter, int looks) {
        long last = 0;
        boolean back = false;
        for (int i = 0; i < looks; i++) {
            long now = counter.get();
            back |= now < last;
            last = now;
        }
        return back;
    }

    /** Where every order is tried, two looks show what there is: no value but these, and none that goes back. */
    private static void lookTwice(Race race) {
        SubmittedCounter counter = new SubmittedCounter(0);
        List<Change> changes = List.of(
                new Change("increment()", 1, counter::increment),
                new Change("decrement()", -1, counter::decrement),
                new Change("incrementIfBelow(5)", 1, () -> counter.incrementIfBelow(5)),
                new Change("update(v -> v + 7)", 7, () -> counter.update(value -> value + 7)));
        Change change = changes.get(race.oneOf(changes.size()));
        long[] seen = new long[2];
        race.together(change.call()::run, () -> {
            seen[0] = counter.get();
            seen[1] = counter.get();
        });
        boolean oldOrNew =
                (seen[0] == 0 || seen[0] == change.difference()) && (seen[1] == 0 || seen[1] == change.difference());
        boolean forwards = seen[0] == 0 || seen[1] == seen[0];
        race.expect(
                "two get() beside one " + change.name() + " from 0",
                oldOrNew && forwards,
                "0 or " + change.difference() + ", and never back",
                seen[0] + " and " + seen[1]);
        race.expect("get() after " + change.name() + " from 0", change.difference(), counter.get());
    }

    /** A method that changes the value, and by how much. */
    private record Change(String name, long difference, Runnable call) {}

    @Check(
            id = "two-counters",
            title = "Two counters side by side",
            points = 2,
            why = "A value that all counters share is guarded by none of their locks.",
            hint = "Which of your fields are static? A lock guards only what belongs to the same object as itself.",
            ground = "correctness.counts")
    void twoCounters(Race race) {
        SubmittedCounter one = new SubmittedCounter(0);
        SubmittedCounter other = new SubmittedCounter(0);
        int times = race.repetitions();
        race.together(
                () -> repeat(times, () -> {
                    one.increment();
                    other.decrement();
                }),
                () -> repeat(times, () -> {
                    other.decrement();
                    one.increment();
                }));
        race.expect("get() of the counter that 2 threads incremented " + times + " times each", 2L * times, one.get());
        race.expect("get() of the one that they decremented", -2L * times, other.get());
    }

    private static void repeat(int times, Runnable body) {
        for (int i = 0; i < times; i++) {
            body.run();
        }
    }

    private static void takeEach(SubmittedCounter[] counters, boolean[] got) {
        for (int i = 0; i < counters.length; i++) {
            got[i] = counters[i].incrementIfBelow(5);
        }
    }

    private static long conditionally(SubmittedCounter counter, int times) {
        long added = 0;
        for (int i = 0; i < times; i++) {
            added += counter.incrementIfBelow(times) ? 1 : 0;
        }
        return added;
    }

    private static void comeAndGo(SubmittedCounter counter, int times, AtomicLong highest) {
        long most = 0;
        for (int i = 0; i < times; i++) {
            if (counter.incrementIfBelow(1)) {
                most = Math.max(most, counter.get());
                counter.decrement();
            }
        }
        highest.accumulateAndGet(most, Math::max);
    }

    private static void failToUpdate(SubmittedCounter counter) {
        try {
            counter.update(value -> {
                throw new IllegalStateException("the operation failed");
            });
        } catch (ThrownBySubmission expected) {
            // That it comes out is a question of its own; here only the value counts.
        }
    }

    private static String trueOrFalse(boolean first, boolean second) {
        return first == second ? "both " + first : "one true, one false";
    }
}
