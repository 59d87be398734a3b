package lockstep.grader.catalog.lockedcounter;

import java.util.List;
import java.util.function.LongUnaryOperator;
import lockstep.engine.explain.BugPattern;
import lockstep.grader.author.Op;
import lockstep.grader.author.Overlap;
import lockstep.grader.author.Probe;
import lockstep.grader.author.Subject;
import lockstep.grader.exercise.Check;
import lockstep.grader.exercise.NamesMistake;
import lockstep.grader.probe.Handed;
import lockstep.lockedcounter.LockedCounter;

/** What {@link LockedCounter} promises. The model says what is expected; all that is asked is derived from it. */
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
public final class LockedCounterContract {

    private static final String ONE_LOCK =
            "Each method reads and writes the value. Between the two, who could come in?";
    private static final String LIMIT_UNDER_LOCK =
            "Is the comparison with the limit made under the same lock as the change, without letting go between?";

    /** What a counter does if one call is made at a time. */
    static final class Model {
        private long value;

        Model(long value) {
            this.value = value;
        }

        boolean incrementIfBelow(long limit) {
            boolean below = value < limit;
            value += below ? 1 : 0;
            return below;
        }

        long update(LongUnaryOperator operation) {
            value = operation.applyAsLong(value);
            return value;
        }
    }

    private static final Op<LockedCounter, Model> GET = Op.answer("get()", LockedCounter::get, model -> model.value);
    private static final Op<LockedCounter, Model> INC =
            Op.change("increment()", LockedCounter::increment, model -> model.value++);
    private static final Op<LockedCounter, Model> DEC =
            Op.change("decrement()", LockedCounter::decrement, model -> model.value--);
    private static final Op<LockedCounter, Model> UPDATE = plus(1000);

    private static Op<LockedCounter, Model> below(long limit) {
        return Op.answer(
                "incrementIfBelow(" + limit + ")",
                counter -> counter.incrementIfBelow(limit),
                model -> model.incrementIfBelow(limit));
    }

    private static Op<LockedCounter, Model> plus(long summand) {
        return new Op<>(
                "update(v -> v + " + summand + ")",
                (counter, inside) -> counter.update(Handed.term(value -> inside.gets(value, value + summand))),
                (model, inside) -> model.update(value -> inside.gets(value, value + summand)));
    }

    /** The same object twice, on the same value. */
    private static final Op<LockedCounter, Model> SAME_TWICE = Op.answer(
            "update(same) twice, where same counts its calls and changes nothing,",
            counter -> {
                int[] calls = {0};
                LongUnaryOperator same = Handed.term(value -> {
                    calls[0]++;
                    return value;
                });
                counter.update(same);
                counter.update(same);
                return calls[0];
            },
            model -> 2);

    private static Subject<LockedCounter, Model> at(long initial) {
        return Subject.of(
                        "new LockedCounter(" + initial + ")",
                        () -> new LockedCounter(initial),
                        () -> new Model(initial),
                        GET)
                .naming(BugPattern.UNLOCKED_WRITE, "C4")
                .naming(BugPattern.KEPT_AFTER_RETURN, "C9");
    }

    @Check(
            id = "counts",
            title = "Counts up and down",
            points = 4,
            why = "A counter that is wrong for a single thread cannot be right for many.",
            hint = "Use one thread and a pencil: write the value down after each call, and compare.")
    static final Probe COUNTS = at(0).does(GET, INC, GET, DEC, DEC, GET, GET)
            .and(at(5).does(INC))
            .and(at(-3).does(DEC))
            .and(at(1L << 40).does(INC, DEC, DEC))
            .and(at(0).doesMany(1_001, INC, DEC))
            .and(at(0).doesAnyOf(INC, DEC, GET))
            .and(Probe.ofNumbers(c -> at(c - 1).does(INC, INC, GET, DEC, DEC, DEC, GET)))
            .and(Probe.ofCounts(10_000, n -> at(0).doesMany(n + 1, INC, DEC, GET)));

    @Check(
            id = "wraps-around",
            title = "Wraps around like any long",
            points = 1,
            why = "The value is a long: its neighbours are those of a long, at the borders too.",
            hint = "Adding 1 to a long needs no special case.")
    static final Probe WRAPS =
            at(Long.MAX_VALUE).does(INC).and(at(Long.MIN_VALUE).does(DEC));

    @Check(
            id = "limit",
            title = "incrementIfBelow adds 1 below the limit, and only there",
            points = 4,
            why = "Callers rely on the answer: true means that the value is one higher, false that nothing changed.",
            hint = "Compare the value with the limit before you change it; at the limit itself it is no longer below.")
    static final Probe LIMIT = at(4).does(below(5), GET, below(5))
            .and(at(6).does(below(5)))
            .and(at(-3).does(below(0)))
            .and(at(0).does(below(-3)))
            .and(at(Long.MIN_VALUE).does(below(Long.MIN_VALUE), below(Long.MAX_VALUE)))
            .and(at(Long.MAX_VALUE).does(below(Long.MAX_VALUE), below(Long.MIN_VALUE)))
            .and(at(Long.MAX_VALUE - 1).does(below(Long.MAX_VALUE)))
            .and(at(0).doesAnyOf(below(7), below(3), below(-1), GET))
            .and(Probe.ofNumbers(c -> at(c - 1)
                    .does(below(c), below(c), below(c + 1), below(c + 1), below(c + 2), below(c - 1), below(c + 3))
                    .and(at(c).does(below(c)))
                    .and(at(0).does(below(c)))
                    .and(at(Long.MIN_VALUE).does(below(c)))
                    .and(at(Long.MAX_VALUE).does(below(c)))))
            .and(Probe.ofCounts(10_000, n -> at(0).doesMany(n + 1, below(Long.MAX_VALUE), below(0))));

    @Check(
            id = "update",
            title = "update calls its operation once, with the value, and returns the new one",
            points = 3,
            why = "The operation is someone else's code: it may be expensive or have effects, so once means once.",
            hint =
                    "Call the operation a single time, keep what it returns in a local variable, store that, return that.")
    static final Probe UPDATES = at(20).does(UPDATE, GET, plus(-7), plus(0))
            .and(at(0).doesAnyOf(UPDATE, plus(-7), plus(0), GET))
            .and(at(3).does(SAME_TWICE, GET))
            .and(Probe.ofNumbers(c -> at(0).does(plus(c - 1), plus(1), plus(1), plus(-c), plus(c), plus(c + 1))
                    .and(at(c).does(plus(7)))))
            .and(Probe.ofCounts(10_000, n -> at(0).doesMany(n + 1, plus(1))));

    @Check(
            id = "failing-update",
            title = "An exception in update comes out and changes nothing",
            points = 4,
            why = "A caller whose operation failed must learn of it, and must find the counter as it was.",
            hint = "Let the exception pass: whatever you do on its way out, do not catch and replace it, "
                    + "and do not touch the value before the operation has returned.",
            ground = "correctness.counts")
    static final Probe FAILING_UPDATE = at(7).failsLike(UPDATE);

    @Check(
            id = "usable-after-failure",
            title = "The counter is usable after an exception in update",
            points = 4,
            why = "An exception leaves a method at once, past every line that follows: also past an unlock at its end.",
            hint = "Which Java block runs on every way out of a method, return and exception alike?",
            mistake = "C8",
            ground = "correctness.counts")
    static final Probe USABLE =
            at(7).usableAfterFailure(UPDATE, INC, plus(1), GET).and(at(7).keepsInterruptsThoughFailing(UPDATE));

    @Check(
            id = "lock-released",
            title = "Every method gives the lock back",
            points = 3,
            why = "A method that returns with the lock held stops every other thread, for ever.",
            hint = "Look at each return in turn: is the lock released on that way out?",
            ground = "correctness.counts")
    static final Probe RELEASED = at(5).releases(INC, DEC, GET, below(100), below(-100), UPDATE)
            .and(at(5).keepsInterrupts(UPDATE, INC, DEC, GET, below(100), plus(7)));

    @Check(
            id = "own-value",
            title = "Each counter has a value of its own",
            points = 2,
            why = "Two counters count two things: what one thread does to its counter is no business of the other's.",
            hint = "Which of your fields belong to one counter, and which to the class?",
            mistake = "C22")
    static final Probe OWN_VALUE = at(10).hasOwnState(INC, plus(500), DEC, below(1000));

    @Check(
            id = "one-step",
            title = "Nobody comes between update's reading and writing",
            points = 3,
            why = "update reads the value, computes, and writes: a change that another thread makes in the meantime is "
                    + "overwritten and lost.",
            hint = "What must be true from the moment you read the value until you have stored the new one?",
            ground = {"correctness.counts", "correctness.update"})
    static final Probe ONE_STEP = at(0).isOneStep(UPDATE, INC, DEC, below(100_000), plus(7))
            .and(Probe.ofNumbers(c -> at(c).keepsApart(UPDATE, INC, DEC, below(c + 100_000), plus(7))))
            .and(Probe.ofCounts(
                    1_000,
                    n -> at(0).after(n - 1, INC)
                            .keepsApart(UPDATE, INC, DEC, below(100_000), plus(7))
                            .and(at(0).after(n - 1, INC, DEC, UPDATE, below(10_000_000), GET)
                                    .keepsApart(UPDATE, INC, DEC, below(10_000_000), plus(7)))
                            .and(at(0).after(n + 1, INC, DEC, UPDATE, GET)
                                    .keepsApart(UPDATE, INC, DEC, below(10_000_000), plus(7)))));

    @Check(
            id = "own-lock",
            title = "Two counters do not wait for each other",
            points = 2,
            why =
                    "Threads that use different counters have nothing to protect from each other; a lock that all counters "
                            + "share makes them queue for nothing.",
            hint = "How many lock objects exist when there are two counters?",
            ground = {"correctness.counts", "correctness.lock-released"})
    static final Probe OWN_LOCK = at(0).waitsForNoOther(UPDATE, INC, DEC, GET, below(100), plus(7));

    @Check(
            id = "increment-increment",
            title = "Two threads increment",
            points = 8,
            why =
                    "value++ is three steps: read, add, write. Two threads that read the same value write the same value, "
                            + "and one increment is lost.",
            hint = ONE_LOCK,
            ground = "correctness.counts")
    static final Overlap TWO_INCREMENTS = at(0).race(INC, INC).and(at(0).race(List.of(INC, INC), List.of(INC, INC)));

    @Check(
            id = "increment-decrement",
            title = "One thread increments, one decrements",
            points = 5,
            why = "What one thread adds and another takes away must cancel out, for everybody who looks.",
            hint = "Compare the two methods: do they ask for the same lock, and both before they read?",
            ground = "correctness.counts")
    static final Overlap UP_AND_DOWN = at(0).race(INC, DEC)
            .and(at(0).race(List.of(INC, DEC), List.of(DEC, INC)))
            .and(at(0).race(INC, DEC, GET));

    @Check(
            id = "decrement-decrement",
            title = "Two threads decrement",
            points = 3,
            why = "value-- is three steps, like value++.",
            hint = ONE_LOCK,
            ground = "correctness.counts")
    static final Overlap TWO_DECREMENTS = at(0).race(DEC, DEC).and(at(0).race(List.of(DEC, DEC), List.of(DEC, DEC)));

    @Check(
            id = "last-place",
            title = "Two threads want the last place below the limit",
            points = 6,
            why =
                    "One place is left and two threads look at the same time: both see room. Looking and taking must be one "
                            + "step, or both take it.",
            hint = LIMIT_UNDER_LOCK,
            ground = {"correctness.counts", "correctness.limit"})
    static final Overlap LAST_PLACE = at(4).race(below(5), below(5)).and(at(4).race(below(5), below(6), below(5)));

    @Check(
            id = "limit-holds",
            title = "The limit holds while threads come and go",
            points = 5,
            why = "A limit that is exceeded for a moment is exceeded: two threads were inside where one was allowed.",
            hint = LIMIT_UNDER_LOCK,
            ground = {"correctness.counts", "correctness.limit"})
    static final Overlap LIMIT_HOLDS = at(1).race(List.of(DEC, below(1)), List.of(below(1), below(1)))
            .and(at(0).race(List.of(below(1), DEC), List.of(below(1), below(1))));

    @Check(
            id = "limit-increment",
            title = "incrementIfBelow against increment and update",
            points = 4,
            why =
                    "A conditional change and an unconditional one share the value: a lost one shows that they do not share "
                            + "the lock.",
            hint = ONE_LOCK,
            ground = {"correctness.counts", "correctness.limit"})
    static final Overlap LIMIT_INCREMENT =
            at(0).race(below(9), INC).and(at(0).race(below(9), plus(1))).and(at(0).race(below(1), INC, plus(2)));

    @Check(
            id = "update-update",
            title = "Two threads update",
            points = 5,
            why = "An update whose reading and writing are apart writes over what the other thread wrote in between.",
            hint = "The operation has to run while no other thread can change the value.",
            ground = {"correctness.counts", "correctness.update"})
    static final Overlap TWO_UPDATES =
            at(0).race(plus(1), plus(3)).and(at(0).race(List.of(plus(1), plus(5)), List.of(plus(3), plus(7))));

    @Check(
            id = "update-increment",
            title = "update against increment and decrement",
            points = 4,
            why = "All changes of one value must exclude each other: the short ones and the long one.",
            hint = "Does update hold the same lock as the others, from reading to writing?",
            ground = {"correctness.counts", "correctness.update"})
    static final Overlap UPDATE_INCREMENT = at(0).race(UPDATE, INC, DEC)
            .and(at(0).race(UPDATE, GET, INC))
            .and(at(0).raceWithInterrupted(UPDATE, INC, DEC, below(5), plus(7)));

    @Check(
            id = "failing-update-increment",
            title = "A failing update against increment",
            points = 4,
            why = "An exception must neither take the lock with it nor write back an old value over another thread's.",
            hint = "What does your update do to the value and to the lock when the operation throws?",
            ground = "correctness.counts")
    static final Overlap FAILING_UPDATE_INCREMENT =
            at(0).raceWithFailing(UPDATE, INC).and(at(0).raceWithFailing(UPDATE, INC, INC));

    @Check(
            id = "get-sees-changes",
            title = "get sees what other threads have changed",
            points = 4,
            why =
                    "Without an edge of happens-before from the change to the reading, the JVM may read the field once and "
                            + "use the old value for ever.",
            hint = "Reading takes part in the agreement too: which lock does get() take?",
            ground = "correctness.counts")
    static final Overlap GET_SEES = at(0).race(List.of(INC), List.of(GET, GET))
            .and(at(0).race(List.of(DEC), List.of(GET, GET)))
            .and(at(0).race(List.of(below(5)), List.of(GET, GET)))
            .and(at(0).race(List.of(plus(7)), List.of(GET, GET)))
            .and(at(1).race(List.of(below(1)), List.of(GET, GET)))
            // What get() adds up from several parts may have been changed in between by one call after another.
            .and(at(0).race(List.of(INC, DEC), List.of(GET)))
            .and(at(0).race(List.of(DEC, INC), List.of(GET)))
            .and(at(1).raceWithFailing(UPDATE, GET));

    @Check(
            id = "two-counters",
            title = "Two counters side by side",
            points = 2,
            why = "A value that all counters share is guarded by none of their locks.",
            hint = "Which of your fields are static? A lock guards only what belongs to the same object as itself.",
            ground = "correctness.counts")
    static final Overlap TWO_COUNTERS = at(0).raceOnTwo(INC, DEC).and(at(0).raceNested(UPDATE, INC));

    private LockedCounterContract() {}
}
