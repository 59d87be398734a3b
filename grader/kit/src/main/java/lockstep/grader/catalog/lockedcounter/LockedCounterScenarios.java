package lockstep.grader.catalog.lockedcounter;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import lockstep.engine.explain.BugPattern;
import lockstep.grader.check.race.NamesMistake;
import lockstep.grader.check.race.PassiveSubject;
import lockstep.grader.check.race.Race;
import lockstep.grader.check.race.Subjects;
import lockstep.grader.exercise.Check;
import lockstep.grader.probe.ThrownBySubmission;
import org.jspecify.annotations.Nullable;

/** The counter's methods against each other: each pair that shares a value, and three at once. */
@NamesMistake(pattern = BugPattern.NO_LOCK, mistake = "C1")
@NamesMistake(pattern = BugPattern.UNLOCKED_UPDATE, mistake = "C1")
@NamesMistake(pattern = BugPattern.UNLOCKED_UPDATES, mistake = "C1")
@NamesMistake(pattern = BugPattern.VOLATILE_UPDATE, mistake = "C2")
@NamesMistake(pattern = BugPattern.UNLOCKED_READ, mistake = "C3", in = "LockedCounter.get")
@NamesMistake(
        pattern = BugPattern.UNLOCKED_READ,
        mistake = "C4",
        in = {
            "LockedCounter.increment",
            "LockedCounter.decrement",
            "LockedCounter.incrementIfBelow",
            "LockedCounter.update"
        })
@NamesMistake(
        pattern = BugPattern.UNLOCKED_WRITE,
        mistake = "C4",
        in = {
            "LockedCounter.increment",
            "LockedCounter.decrement",
            "LockedCounter.incrementIfBelow",
            "LockedCounter.update"
        })
@NamesMistake(pattern = BugPattern.LOCK_PER_CALL, mistake = "C5")
@NamesMistake(pattern = BugPattern.LOCK_OF_INSTANCE_FOR_STATIC, mistake = "C6")
@NamesMistake(pattern = BugPattern.LOCK_ON_VALUE, mistake = "C7")
@NamesMistake(pattern = BugPattern.KEPT_AFTER_EXCEPTION, mistake = "C8")
@NamesMistake(pattern = BugPattern.KEPT_AFTER_RETURN, mistake = "C9")
@NamesMistake(pattern = BugPattern.CHECK_OUTSIDE_LOCK, mistake = "C11")
@NamesMistake(pattern = BugPattern.CHECK_APART_FROM_ACT, mistake = "C11")
@NamesMistake(pattern = BugPattern.TAKEN_TWICE, mistake = "C12")
@NamesMistake(pattern = BugPattern.CHANGE_UNDER_READ_LOCK, mistake = "C14")
@NamesMistake(pattern = BugPattern.TRY_LOCK_IGNORED, mistake = "C15")
@NamesMistake(pattern = BugPattern.ATOMIC_IN_TWO_STEPS, mistake = "C17")
@NamesMistake(pattern = BugPattern.WAIT_WITHOUT_LOOP, mistake = "C19")
@NamesMistake(pattern = BugPattern.NO_NOTIFICATION, mistake = "B3")
@NamesMistake(pattern = BugPattern.LOCK_ORDER, mistake = "X1")
@NamesMistake(pattern = BugPattern.TWO_LOCKS, mistake = "S22")
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
        Subjects<SubmittedCounter> counters = race.subjects(() -> new SubmittedCounter(0));
        long times = counters.times();
        race.together(counters.each(SubmittedCounter::increment), counters.each(SubmittedCounter::increment));
        counters.forEach(counter ->
                race.expect("get() after " + times + " increment() in each of 2 threads", 2 * times, counter.get()));
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
        Subjects<SubmittedCounter> counters = race.subjects(() -> new SubmittedCounter(0));
        long times = counters.times();
        race.together(counters.each(SubmittedCounter::increment), counters.each(SubmittedCounter::decrement));
        counters.forEach(counter ->
                race.expect("get() after " + times + " increment() and " + times + " decrement()", 0L, counter.get()));
    }

    @Check(
            id = "decrement-decrement",
            title = "Two threads decrement",
            points = 3,
            why = "value-- is three steps, like value++.",
            hint = ONE_LOCK,
            ground = "correctness.counts")
    void decrementDecrement(Race race) {
        Subjects<SubmittedCounter> counters = race.subjects(() -> new SubmittedCounter(0));
        long times = counters.times();
        race.together(counters.each(SubmittedCounter::decrement), counters.each(SubmittedCounter::decrement));
        counters.forEach(counter ->
                race.expect("get() after " + times + " decrement() in each of 2 threads", -2 * times, counter.get()));
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
        Subjects<LastPlace> places = race.usedOnce(LastPlace::new);
        race.together(
                places.each(place -> place.first = place.counter.incrementIfBelow(5)),
                places.each(place -> place.second = place.counter.incrementIfBelow(5)));
        String right = "one true, one false, get() = 5";
        places.forEach(place -> {
            String outcome = trueOrFalse(place.first, place.second) + ", get() = " + place.counter.get();
            race.expect(
                    "what two threads got from incrementIfBelow(5) at 4, and get() after it",
                    outcome.equals(right),
                    right,
                    outcome);
        });
    }

    /** A counter with one place left, and whether each of two threads got it. */
    private static final class LastPlace {
        private final SubmittedCounter counter = new SubmittedCounter(4);
        private boolean first;
        private boolean second;
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
        Subjects<SubmittedCounter> counters = race.subjects(() -> new SubmittedCounter(0));
        AtomicLong highest = new AtomicLong();
        Race.Actor actor = counters.each(counter -> comeAndGo(counter, highest));
        race.together(actor, actor);
        race.expect(
                "the highest get() while 2 threads took and gave back the one place by incrementIfBelow(1) and decrement()",
                highest.get() <= 1,
                "at most 1",
                highest.get() <= 1 ? "at most 1" : "2 or more");
        counters.forEach(counter -> race.expect("get() after all places were given back", 0L, counter.get()));
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
        Subjects<Limited> subjects = race.subjects(Limited::new);
        long times = subjects.times();
        boolean updates = race.oneOf(2) == 1;
        race.together(
                subjects.each(
                        updates
                                ? limited -> limited.counter.update(value -> value + 1)
                                : limited -> limited.counter.increment()),
                subjects.each(limited -> limited.added += limited.counter.incrementIfBelow(times) ? 1 : 0));
        subjects.forEach(limited -> race.expect(
                "get() after " + times + (updates ? " update(v -> v + 1)" : " increment()")
                        + ", less the incrementIfBelow(" + times + ") that returned true",
                times,
                limited.counter.get() - limited.added));
    }

    /** A counter, and how often incrementIfBelow was true. */
    private static final class Limited {
        private final SubmittedCounter counter = new SubmittedCounter(0);
        private long added;
    }

    @Check(
            id = "update-update",
            title = "Two threads update",
            points = 5,
            why = "An update whose reading and writing are apart writes over what the other thread wrote in between.",
            hint = "The operation has to run while no other thread can change the value.",
            ground = "correctness.counts")
    void updateUpdate(Race race) {
        Subjects<SubmittedCounter> counters = race.subjects(() -> new SubmittedCounter(0));
        long times = counters.times();
        race.together(
                counters.each(counter -> counter.update(value -> value + 1)),
                counters.each(counter -> counter.update(value -> value + 3)));
        counters.forEach(counter -> race.expect(
                "get() after " + times + " update(v -> v + 1) and " + times + " update(v -> v + 3)",
                4 * times,
                counter.get()));
    }

    @Check(
            id = "update-increment",
            title = "update against increment and decrement",
            points = 4,
            why = "All changes of one value must exclude each other: the short ones and the long one.",
            hint = "Does update hold the same lock as the others, from reading to writing?",
            ground = "correctness.counts")
    void updateIncrement(Race race) {
        Subjects<SubmittedCounter> counters = race.subjects(() -> new SubmittedCounter(0));
        long times = counters.times();
        race.together(
                counters.each(counter -> counter.update(value -> value + 1000)),
                counters.each(SubmittedCounter::increment),
                counters.each(SubmittedCounter::decrement));
        counters.forEach(counter -> race.expect(
                "get() after " + times + " update(v -> v + 1000), " + times + " increment() and " + times
                        + " decrement()",
                1000 * times,
                counter.get()));
    }

    @Check(
            id = "failing-update-increment",
            title = "A failing update against increment",
            points = 4,
            why = "An exception must neither take the lock with it nor write back an old value over another thread's.",
            hint = "What does your update do to the value and to the lock when the operation throws?",
            ground = "correctness.counts")
    void failingUpdateIncrement(Race race) {
        Subjects<SubmittedCounter> counters = race.subjects(() -> new SubmittedCounter(0));
        long times = counters.times();
        race.together(counters.each(LockedCounterScenarios::failToUpdate), counters.each(SubmittedCounter::increment));
        counters.forEach(counter -> race.expect(
                "get() after " + times + " increment() and " + times + " update(...) that threw",
                times,
                counter.get()));
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
        int drawn = race.oneOf(4);
        Subjects<Watched> subjects = race.subjects(Watched::new);
        Change change = changes(subjects.times()).get(drawn);
        long times = subjects.times();
        long end = times * change.difference();
        race.together(
                subjects.each(watched -> change.call().accept(watched.counter)),
                subjects.each(watched -> watched.lookTwice(change.difference(), end)));
        String right = (times == 1 ? "0 or " + end : "from 0 to " + end + " in steps of " + change.difference())
                + ", and never back";
        subjects.forEach(watched -> {
            race.expect(
                    "two get() beside " + (times == 1 ? "one " : times + " ") + change.name() + " from 0",
                    watched.wrong == null,
                    right,
                    watched.wrong == null ? "never back" : watched.wrong);
            race.expect("get() after " + times + " " + change.name() + " from 0", end, watched.counter.get());
        });
    }

    private static List<Change> changes(int times) {
        // Beyond what the changes come to: the limit is for other checks.
        long limit = times + 4L;
        return List.of(
                new Change("increment()", 1, SubmittedCounter::increment),
                new Change("decrement()", -1, SubmittedCounter::decrement),
                new Change("incrementIfBelow(" + limit + ")", 1, counter -> counter.incrementIfBelow(limit)),
                new Change("update(v -> v + 7)", 7, counter -> counter.update(value -> value + 7)));
    }

    /** A method that changes the value, and by how much. */
    private record Change(String name, long difference, Consumer<SubmittedCounter> call) {}

    /** A counter, and what was wrong with the values that one thread saw of it, if anything was. */
    private static final class Watched {
        private final SubmittedCounter counter = new SubmittedCounter(0);
        private long last;
        private @Nullable String wrong;

        /** Two looks show what there is: no value but those between, and none that goes back. */
        void lookTwice(long difference, long end) {
            long first = counter.get();
            long second = counter.get();
            // Divided by the difference, each change is one step up.
            boolean right = 0 <= last / difference
                    && last / difference <= first / difference
                    && first / difference <= second / difference
                    && second / difference <= end / difference
                    && first % difference == 0
                    && second % difference == 0;
            if (!right && wrong == null) {
                wrong = first + " and " + second + (last == 0 ? "" : ", after " + last);
            }
            last = second;
        }
    }

    @Check(
            id = "two-counters",
            title = "Two counters side by side",
            points = 2,
            why = "A value that all counters share is guarded by none of their locks.",
            hint = "Which of your fields are static? A lock guards only what belongs to the same object as itself.",
            ground = "correctness.counts")
    void twoCounters(Race race) {
        Subjects<Pair> pairs = race.subjects(Pair::new);
        long times = pairs.times();
        race.together(
                pairs.each(pair -> {
                    pair.one.increment();
                    pair.other.decrement();
                }),
                pairs.each(pair -> {
                    pair.other.decrement();
                    pair.one.increment();
                }));
        pairs.forEach(pair -> {
            race.expect(
                    "get() of the counter that 2 threads incremented " + times + " times each",
                    2 * times,
                    pair.one.get());
            race.expect("get() of the one that they decremented", -2 * times, pair.other.get());
        });
    }

    /** Two counters side by side. */
    private static final class Pair {
        private final SubmittedCounter one = new SubmittedCounter(0);
        private final SubmittedCounter other = new SubmittedCounter(0);
    }

    private static void comeAndGo(SubmittedCounter counter, AtomicLong highest) {
        if (counter.incrementIfBelow(1)) {
            long seen = counter.get();
            if (seen > 1) {
                highest.accumulateAndGet(seen, Math::max);
            }
            counter.decrement();
        }
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
