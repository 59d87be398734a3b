package lockstep.engine.search;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import lockstep.engine.Budget;
import lockstep.engine.Schedule;
import lockstep.engine.SearchResult;
import lockstep.engine.control.ExecutionResult;
import lockstep.engine.control.ExecutionResult.End;
import lockstep.engine.control.Reach;
import lockstep.engine.control.Strategy;
import org.jspecify.annotations.Nullable;

/**
 * Searches for an order in which a program fails, by a {@link Portfolio} of bounded orders and random ones by turns, after the first
 * few. So the first failure of a simple bug has the fewest preemptions, and one that needs many is not out of reach. A
 * wrong result is preferred to a data race: it says more.
 */
public final class Search {

    /** So many interleavings are tried even if each of them is long... */
    private static final int FEW = 40;

    /** ... and so many times the budget's time longer. */
    private static final int PATIENCE = 5;

    /** ... but no more than so many times the budget's steps. */
    private static final int LONG_RUNS = 20;

    /** In so many places, one or two of them each time, a thread takes two steps in a row where all go in step. A choice. */
    private static final int SHIFTS = 4;

    /** Executions of more steps are too long to go in step: each step is taken by another thread. */
    private static final long SHORT = 10_000;

    /** How often a failure that depends on chance is looked for again. */
    private static final int LOOKS = 200;

    private static final String ANOTHER_PROGRAM =
            "the code does not come to the places of this schedule; it is another one"
                    + " than that in which the failure was found";

    private final Runner runner;
    private final Budget budget;
    private final Portfolio portfolio;
    private final long seed;
    private final LongSupplier processorNanos;
    private final BitSet sites = new BitSet();
    private final BoundedSearch bounded = new BoundedSearch();
    private final RandomOrders random;
    /** Orders in step that are still to be tried. */
    private final Deque<Schedule> inStep = new ArrayDeque<>(List.of(Schedule.IN_STEP));

    private int interleavings;
    private long steps;
    private long effort;
    private int lastInterleaving;
    private boolean completedOnce;
    private @Nullable Schedule race;
    private @Nullable String notControlled;
    private @Nullable String lost;
    private boolean leavesOut;

    public Search(Runner runner, Budget budget, Portfolio portfolio, long seed, LongSupplier processorNanos) {
        this.runner = runner;
        this.budget = budget;
        this.portfolio = portfolio;
        this.seed = seed;
        this.processorNanos = processorNanos;
        this.random = new RandomOrders(portfolio.turns(), seed);
        this.lastInterleaving = budget.interleavings();
    }

    /** Searches until a failure is found, all orders are tried, or the budget is spent. */
    public SearchResult search() {
        long deadline = processorNanos.getAsLong() + budget.time().toNanos();
        while (!isSpent(deadline) && !(bounded.isDone() && isEnough())) {
            Schedule failed = isBoundedNext() ? tryBoundedOrder() : tryRandomOrder();
            if (failed != null || notControlled != null) {
                return conclude(failed);
            }
        }
        if (!bounded.isDone() && interleavings < Math.min(FEW, budget.interleavings()) && race == null) {
            noteLost("its executions are too long to try more than " + interleavings + " of them");
        }
        if (race != null) {
            race = new ScheduleMinimizer(runner, sites, Search::showsRace).minimized(race);
        }
        return conclude(null);
    }

    private boolean isBoundedNext() {
        int turn = interleavings - portfolio.first();
        boolean isItsTurn =
                turn < 0 || portfolio.turns().get(turn % portfolio.turns().size()) == Portfolio.Kind.BOUNDED;
        return !bounded.isDone() && (isItsTurn || !random.canDraw());
    }

    private boolean isSpent(long deadline) {
        long late = processorNanos.getAsLong() - deadline;
        boolean used = effort >= budget.steps() || late >= 0;
        // How fast the machine is now must not decide whether a few could be tried.
        boolean hopeless = effort >= budget.steps() * LONG_RUNS
                || late >= PATIENCE * budget.time().toNanos();
        return interleavings >= lastInterleaving || used && interleavings >= FEW || hopeless;
    }

    /** Returns whether nothing is left out when there are no bounded orders left, or enough was drawn in place of it. */
    private boolean isEnough() {
        return race != null || !leavesAnythingOut() || !random.canDraw() || random.drawn() >= budget.random();
    }

    private boolean leavesAnythingOut() {
        return notControlled != null || lost != null || leavesOut || bounded.strays();
    }

    /** Returns the order if it fails. */
    private @Nullable Schedule tryBoundedOrder() {
        int known = sites.cardinality();
        BoundedOrder order = bounded.next();
        if (isFailure(run(order), order)) {
            return order.schedule();
        }
        bounded.branch(order, lastInterleaving - interleavings);
        restartIfMoreThan(known);
        return null;
    }

    /** Returns the order if it fails. */
    private @Nullable Schedule tryInStep(Schedule schedule) {
        int known = sites.cardinality();
        BoundedOrder order = new BoundedOrder(schedule, VisitedStates.forgetful());
        boolean fails = isFailure(run(order), order);
        restartIfMoreThan(known);
        if (fails && sites.cardinality() > known) {
            // Who comes next in step hangs on the places that are known: the failure has to come once more.
            inStep.addFirst(schedule);
            return null;
        }
        if (schedule.turns().size() < 2 && steps < interleavings * SHORT) {
            order.decisions().stream()
                    .limit(SHIFTS)
                    .map(decision -> schedule.then(decision.step(), 0))
                    .forEach(inStep::add);
        }
        return fails ? schedule : null;
    }

    /** Returns the order if it fails, without what does not matter. */
    private @Nullable Schedule tryRandomOrder() {
        if (!inStep.isEmpty() && steps < interleavings * SHORT) {
            return tryInStep(inStep.remove());
        }
        int known = sites.cardinality();
        RandomOrder order = random.next();
        boolean fails = isFailure(run(order), order);
        restartIfMoreThan(known);
        return fails && notControlled == null
                ? new ScheduleMinimizer(runner, sites, other -> other.end() == End.FAULT).minimized(order.schedule())
                : null;
    }

    private void restartIfMoreThan(int known) {
        if (sites.cardinality() > known) {
            bounded.restart();
        }
    }

    private ExecutionResult run(Strategy strategy) {
        interleavings++;
        ExecutionResult result = runner.run(strategy, sites, false);
        steps += result.steps();
        effort += result.steps() + runner.overhead();
        random.learn(result);
        completedOnce |= result.end() == End.COMPLETED;
        Reach reach = result.reach();
        if (result.end() == End.NOT_CONTROLLED) {
            notControlled = reach.lost();
        } else if (!reach.lost().isEmpty()) {
            noteLost(reach.lost());
        }
        leavesOut |= reach.leavesOut();
        return result;
    }

    private void noteLost(String reason) {
        lost = lost == null ? reason : lost;
    }

    private boolean isFailure(ExecutionResult result, Attempt order) {
        if (result.end() == End.FAULT) {
            return true;
        }
        if (race == null && showsRace(result)) {
            race = order.schedule();
            lastInterleaving = Math.min(lastInterleaving, interleavings + budget.afterRace());
        }
        return false;
    }

    private static boolean showsRace(ExecutionResult result) {
        return result.races().stream().anyMatch(BenignRaces::matters);
    }

    private SearchResult conclude(@Nullable Schedule failed) {
        boolean exhausted = failed == null && bounded.isDone() && !leavesAnythingOut();
        SearchResult.Coverage coverage =
                new SearchResult.Coverage(interleavings, exhausted, bounded.most(), steps, completedOnce);
        Schedule shown = failed != null ? failed : race;
        if (shown == null) {
            return unshown(coverage);
        }
        Replayed again = replayed(runner, shown, sites);
        ExecutionResult replayed = again.result();
        boolean chance = bounded.strays() || !again.followed();
        boolean same = failed != null ? replayed.end() == End.FAULT : showsRace(replayed);
        return same
                ? new SearchResult(replayed, shown, null, coverage)
                : chance ? seenAgain(failed != null, coverage) : notSeenAgain(shown, coverage);
    }

    private SearchResult unshown(SearchResult.Coverage coverage) {
        String unsteady = bounded.strays() ? "it does not behave the same way when it is repeated" : null;
        String endless = completedOnce ? null : "no execution that was tried came to an end";
        // Who asks for a single order knows that others are not tried.
        String untried = budget.interleavings() > 1 ? lost : null;
        String why = Stream.of(notControlled, untried, unsteady, endless)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return new SearchResult(null, Schedule.USUAL, why, coverage);
    }

    private static SearchResult notSeenAgain(Schedule shown, SearchResult.Coverage coverage) {
        return new SearchResult(null, shown, "its failure did not come again in the same interleaving", coverage);
    }

    /** What depends on chance is shown by another run, with classes that no run before has touched. */
    private SearchResult seenAgain(boolean fault, SearchResult.Coverage coverage) {
        runner.startOver();
        RandomOrders again = new RandomOrders(Portfolio.STANDARD.turns(), seed - LOOKS);
        for (int i = 0; i < LOOKS; i++) {
            RandomOrder strategy = again.next();
            ExecutionResult result = runner.run(strategy, sites, true);
            if (fault ? result.end() == End.FAULT : showsRace(result)) {
                return new SearchResult(result, strategy.schedule(), null, coverage);
            }
        }
        return notSeenAgain(Schedule.USUAL, coverage);
    }

    /** Runs one order again, and says what it shows. */
    public static SearchResult replay(Runner runner, Schedule schedule) {
        Replayed again = replayed(runner, schedule, new BitSet());
        ExecutionResult result = again.result();
        SearchResult.Coverage once = new SearchResult.Coverage(
                1, false, schedule.turns().size(), result.steps(), result.end() == End.COMPLETED);
        if (result.end() == End.FAULT || result.end() != End.NOT_CONTROLLED && showsRace(result)) {
            return new SearchResult(result, schedule, null, once);
        }
        String why =
                result.end() == End.NOT_CONTROLLED ? result.reach().lost() : again.followed() ? null : ANOTHER_PROGRAM;
        return new SearchResult(null, schedule, why, once);
    }

    /** @param followed whether the threads came to each place where the schedule says who goes on */
    private record Replayed(ExecutionResult result, boolean followed) {}

    /** First runs the order as often as it takes to know where threads meet; then notes each step. */
    private static Replayed replayed(Runner runner, Schedule schedule, BitSet sites) {
        int known;
        do {
            known = sites.cardinality();
            runner.run(new BoundedOrder(schedule, VisitedStates.forgetful()), sites, false);
        } while (sites.cardinality() > known);
        BoundedOrder last = new BoundedOrder(schedule, VisitedStates.forgetful());
        return new Replayed(runner.run(last, sites, true), last.followed());
    }
}
