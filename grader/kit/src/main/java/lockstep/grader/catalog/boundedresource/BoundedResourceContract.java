package lockstep.grader.catalog.boundedresource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import lockstep.boundedresource.BoundedResource;
import lockstep.engine.explain.BugPattern;
import lockstep.grader.author.Inside;
import lockstep.grader.author.Op;
import lockstep.grader.author.Overlap;
import lockstep.grader.author.Probe;
import lockstep.grader.author.Subject;
import lockstep.grader.author.WouldBlock;
import lockstep.grader.exercise.Check;
import lockstep.grader.exercise.NamesMistake;
import lockstep.grader.probe.Handed;

/** What a bounded resource promises. The model says what is expected; all that is asked is derived from it. */
@NamesMistake(pattern = BugPattern.WAIT_WITHOUT_LOOP, mistake = "B1")
@NamesMistake(pattern = BugPattern.SINGLE_NOTIFY, mistake = "B2")
@NamesMistake(pattern = BugPattern.NO_NOTIFICATION, mistake = "B3")
@NamesMistake(pattern = BugPattern.CHECK_OUTSIDE_LOCK, mistake = "M6")
@NamesMistake(pattern = BugPattern.CHECK_APART_FROM_ACT, mistake = "M6")
@NamesMistake(pattern = BugPattern.LOCK_PER_CALL, mistake = "M4")
public final class BoundedResourceContract {

    private static final String RESULT = "a result";
    private static final String IN_CALLER = "a call by the thread that hands it over";
    private static final String WHO_GIVES =
            "Go through every way out of the method: has this thread taken a place before, and does it give back just that one?";
    private static final String WHO_WAKES =
            "Who is woken when a place becomes free, and what if that thread does not want it any more?";

    /** What a resource does if one call is made at a time. */
    static final class Model {
        private int free;

        Model(int places) {
            free = places;
        }

        void enter() {
            WouldBlock.unless(free > 0);
            free--;
        }

        void tryEnter(Duration limit) {
            WouldBlock.unless(free > 0, limit, false);
            free--;
        }

        <T> T leave(Inside inside, T result) {
            free++;
            return inside.gets(IN_CALLER, result);
        }
    }

    private static final Op<BoundedResource, Model> FREE =
            Op.answer("free()", BoundedResource::free, model -> model.free);
    private static final Op<BoundedResource, Model> USE = Op.section(
            "use(action)",
            (resource, inside) -> resource.use(here(inside, RESULT)),
            Model::enter,
            (model, inside) -> model.leave(inside, RESULT));
    private static final Op<BoundedResource, Model> USE_NULL =
            Op.answer("use(() -> null)", resource -> resource.use(Handed.action(() -> null)), model -> null);
    private static final Op<BoundedResource, Model> TRY = tryUse(0);
    private static final Op<BoundedResource, Model> TRY_10 = tryUse(10);

    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private static final Map<String, Op<BoundedResource, Model>> CALLS = Map.ofEntries(
            Map.entry("use", USE),
            Map.entry("try", TRY),
            Map.entry("try0.9", tryUse("ofMillis(900)", Duration.ofMillis(900))),
            Map.entry("try0.0012", tryUse("ofNanos(1_200_000)", Duration.ofNanos(1_200_000))),
            Map.entry("try5", tryUse(5)),
            Map.entry("try10", TRY_10),
            Map.entry("try-1", tryUse(-1)),
            Map.entry("tryMax", tryUse("ofNanos(Long.MAX_VALUE)", LONGEST)),
            Map.entry("nested", nested(2)),
            Map.entry("free", FREE));

    private static Op<BoundedResource, Model> tryUse(int seconds) {
        return tryUse("ofSeconds(" + seconds + ")", Duration.ofSeconds(seconds));
    }

    private static Op<BoundedResource, Model> tryUse(String text, Duration limit) {
        return Op.section(
                "tryUse(Duration." + text + ", action)",
                (resource, inside) -> resource.tryUse(limit, here(inside, true)),
                // Nobody waits for centuries.
                model -> {
                    if (limit.equals(LONGEST)) {
                        model.enter();
                    } else {
                        model.tryEnter(limit);
                    }
                },
                (model, inside) -> model.leave(inside, true));
    }

    /** An action that tells whether it is called by the thread that hands it over. */
    private static <T> Handed<?, T> here(Inside inside, T result) {
        Thread caller = Thread.currentThread();
        return Handed.action(
                () -> inside.gets(Thread.currentThread() == caller ? IN_CALLER : "a call by another thread", result));
    }

    /** Uses of which each but the first is made by the action of the one before; tells what is free in the last of them. */
    private static Op<BoundedResource, Model> nested(int deep) {
        return Op.answer(deep + " nested use(...), in them free()", resource -> free(resource, deep), model -> {
            WouldBlock.unless(model.free >= deep);
            return model.free - deep;
        });
    }

    /** In the last of nested uses, an attempt to get one place more. */
    private static Op<BoundedResource, Model> nestedTry(int deep) {
        return Op.answer(
                deep + " nested use(...), in them tryUse(Duration.ZERO, ...)",
                resource -> more(resource, deep),
                model -> model.free > deep);
    }

    private static boolean more(BoundedResource resource, int deep) {
        try {
            return deep == 0
                    ? resource.tryUse(Duration.ZERO, Handed.action(() -> true))
                    : resource.use(Handed.action(() -> more(resource, deep - 1)));
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    private static int free(BoundedResource resource, int deep) {
        try {
            return deep == 0 ? resource.free() : resource.use(Handed.action(() -> free(resource, deep - 1)));
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    private static Subject<BoundedResource, Model> of(int places, boolean fair) {
        return Subject.of(
                "new BoundedResource(" + places + ", " + fair + ")",
                () -> new BoundedResource(places, fair),
                () -> new Model(places),
                FREE);
    }

    /** The same asked of a resource that is fair and of one that is not. */
    private static Probe both(int places, Function<Subject<BoundedResource, Model>, Probe> asked) {
        return asked.apply(of(places, false)).and(asked.apply(of(places, true)));
    }

    private static Probe plays(int places, String... plays) {
        return both(places, it -> it.plays(CALLS, plays));
    }

    @Check(
            id = "uses",
            title = "Calls the action once, in the calling thread, and answers with its result",
            points = 5,
            why = "The action is someone else's code: once means once, and what it returns is for the caller.",
            hint = "Call the action a single time in the thread that called you, and keep what it returns.")
    static final Probe USES = both(1, it -> it.does(FREE, USE, FREE, TRY, TRY_10, FREE, USE_NULL, USE))
            .and(both(3, it -> it.doesAnyOf(USE, TRY, FREE, TRY_10)))
            .and(of(1, false).doesMany(1_001, USE, TRY, FREE))
            .and(Probe.ofCounts(3_000, n -> of(1, true).doesMany(n + 1, USE, TRY)));

    @Check(
            id = "waits",
            title = "Waits while all places are taken, and only then",
            points = 8,
            why = "Waiting keeps the bound; it costs nothing, and ends as soon as there is a place.",
            hint = "Who wakes a waiting thread, and does that thread look again before it goes in?",
            ground = "correctness.uses")
    static final Probe WAITS = plays(
                    1,
                    "A use, B use, C try10, D free, A leaves, B leaves, C leaves",
                    "A use, B use, 200000 s, C try, A leaves, C free",
                    "A try & B try, A leaves")
            .and(plays(
                    2,
                    "A use, B use, C use, D use, B leaves, A leaves, C leaves",
                    "A use, B use, C use, D use, A leaves & B leaves"));

    @Check(
            id = "places",
            title = "As many places as were asked for",
            points = 5,
            mistake = "B8",
            why = "One place more breaks what the bound protects; one place fewer is never used.",
            hint = "With two places, what does free() return while one action runs inside another?",
            ground = "correctness.waits")
    static final Probe PLACES = both(2, it -> it.does(nested(2), nested(1), nestedTry(2), nestedTry(1), USE))
            .and(both(1, it -> it.does(nestedTry(1), FREE)))
            .and(of(1_001, false).does(nested(1_001)))
            .and(of(70_000, false).does(FREE, USE))
            .and(plays(2, "A use, B try, C free, C try, C leaves, A leaves, C try, D free"))
            .and(plays(2, "A use, B nested, A leaves"))
            .and(plays(3, "A use, B try10, C use, D free, D try"))
            .and(Probe.ofCounts(1_000, n -> of(n + 1, false).does(nested(n + 1), nested(n))));

    @Check(
            id = "failing-action",
            title = "What the action throws comes out",
            points = 4,
            why = "A caller whose action failed must learn of it, whatever it was.",
            hint = "Let it pass: catch nothing, replace nothing.",
            ground = "correctness.uses")
    static final Probe FAILING = both(1, it -> it.failsLike(USE).and(it.failsLike(TRY)));

    @Check(
            id = "given-back",
            title = "The place is given back after an exception",
            points = 7,
            mistake = "M2",
            why = "An exception leaves a method at once, past every line that follows: soon no place is left.",
            hint = "Which block runs on every way out, return and exception alike?",
            ground = {"correctness.waits", "correctness.failing-action"})
    static final Probe GIVEN_BACK = both(
                    1, it -> it.usableAfterFailure(USE, USE, TRY).and(it.usableAfterFailure(TRY, USE, TRY)))
            .and(plays(1, "A use, B use, A throws, C use, B leaves", "A try, B try10, A throws, C use, B throws"));

    @Check(
            id = "interrupt",
            title = "An interrupt ends the waiting, and takes and gives no place",
            points = 8,
            why = "Who is interrupted has not got a place: it neither goes in nor gives one back.",
            hint = WHO_GIVES,
            ground = "correctness.waits")
    static final Probe INTERRUPT = plays(
                    1,
                    "A use, B use, B interrupted, C use, A leaves, D free",
                    "A use, B try10, B interrupted, C try, A leaves, C use, D try",
                    "A use, B interrupted, B use, C interrupted, C try10, D try",
                    "A use, B use, C use, D try10, B interrupted, A leaves, D interrupted",
                    "A use, A interrupted, A leaves, B try, B interrupted, B leaves",
                    "A use, B use, C use, C interrupted, D use, A leaves, B leaves",
                    "A use, B use, C use, D use, E use, C interrupted, D interrupted, A leaves, B leaves")
            .and(plays(2, "A use, B use, C use, C interrupted, A leaves, C use, D use"));

    @Check(
            id = "time-out",
            title = "tryUse waits for its limit and no longer, and gives back nothing",
            points = 8,
            why = "Whoever sets a limit relies on it, also if others come and go in the meantime.",
            hint =
                    "From which moment and in which unit does the limit count, and how much of it is left after a wait that was"
                            + " in vain?",
            ground = "correctness.waits")
    static final Probe TIME_OUT = plays(
            1,
            "A use, B try10, 9 s, 2 s, C try, C free",
            "A use, B try-1, B try10, C try5, 4 s, 2 s, 3 s, 2 s",
            "A use, B try10, 9 s, A leaves & A use, 2 s",
            "A use, B try10, C use, 9 s, 2 s, A leaves, D try",
            "A use, B use, C try10, D use, 9 s, 2 s, A leaves, B leaves",
            "A use, B try5, 1 s, C try10, 5 s, 6 s",
            "A use, B try0.9, 2 s, C free",
            "A use, B try0.0012, 1 s, B try0.0012, 1 s, B try0.0012, 1 s",
            "A use, B tryMax, 200000 s, A leaves, B leaves");

    @Check(
            id = "passed-on",
            title = "A place is not lost with a thread that gives up",
            points = 5,
            why = "Who gives up just when it is woken has to let the next one in.",
            hint = WHO_WAKES,
            ground = "correctness.interrupt")
    static final Probe PASSED_ON = plays(
            1,
            "A use, B use, C use, A leaves & B interrupted, D free",
            "A use, B try10, C use, A leaves & B interrupted",
            "A use, B try10, C use, 9 s, A leaves & 1 s, D free");

    @Check(
            id = "fair",
            title = "First come, first served, where that is asked for",
            points = 7,
            why = "Where newcomers may overtake, a thread can wait for ever while others come and go.",
            hint = "A place becomes free. One thread waits, one comes just now, one has just left: who gets it?",
            ground = "correctness.waits")
    static final Probe FAIR = of(2, true)
            .playsInOrder(CALLS, "A use, B use, C use, D use, B leaves, A leaves")
            .and(of(1, true)
                    .playsInOrder(
                            CALLS,
                            "A use, B use, C try10, D use, A leaves, B leaves, C leaves",
                            "A use, B use, A leaves & A use",
                            "A use, B use, A leaves & A try",
                            "A use, B try10, A leaves & C use",
                            "A use, B use, A leaves & C try",
                            "A use, B use, A leaves & C try10"));

    @Check(
            id = "own",
            title = "Each resource has places of its own",
            points = 3,
            mistake = "C22",
            why = "Two resources have nothing to do with each other.",
            hint = "Which of your fields are static?",
            ground = "correctness.uses")
    static final Probe OWN = both(
            1,
            it -> it.waitsForNoOther(USE, USE, TRY_10, FREE, nested(1))
                    .and(it.playsOnTwo(
                            CALLS,
                            "A one.use, B one.use, C other.use, D other.use, A leaves, C leaves",
                            "A one.use, C other.use, D other.use, B one.use, A leaves, C leaves")));

    @Check(
            id = "two-users",
            title = "Several threads want the last place",
            points = 12,
            why = "All see that a place is free, and only one can have it: looking and taking must be one step.",
            hint = WHO_GIVES,
            ground = "correctness.places")
    static final Overlap TWO_USERS = of(1, false)
            .race(USE, USE)
            .and(of(1, true).race(USE, TRY))
            .and(of(1, false).race(TRY, TRY))
            .and(of(2, false).race(USE, USE, USE))
            .and(of(2, true).race(TRY, USE, TRY));

    @Check(
            id = "wakes",
            title = "Nobody waits while a place is free",
            points = 14,
            why = "A wake-up that comes too early, or to the wrong thread, is lost, and the right one sleeps for ever.",
            hint = WHO_WAKES,
            ground = "correctness.given-back")
    static final Overlap WAKES = of(1, false)
            .race(List.of(USE, USE), List.of(USE, USE))
            .and(of(1, true).race(USE, TRY_10, USE))
            .and(of(1, false).race(USE, TRY_10, USE))
            .and(of(1, false).raceWithFailing(USE, USE))
            .and(of(1, true).raceWithFailing(TRY, USE));

    @Check(
            id = "free-sees",
            title = "free sees what other threads have changed",
            points = 4,
            why = "Without an edge of happens-before a thread may see an old number for ever.",
            hint = "Reading takes part in the agreement, too.",
            mistake = "C3",
            ground = "correctness.uses")
    static final Overlap FREE_SEES = of(1, false)
            .race(List.of(USE), List.of(FREE, FREE))
            .and(of(1, false).race(List.of(TRY), List.of(FREE, FREE)))
            .and(of(2, true).race(FREE, FREE, TRY));

    private BoundedResourceContract() {}
}
