package lockstep.grader.check.race.engine.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import lockstep.grader.check.race.engine.control.ExecutionResult;
import lockstep.grader.check.race.engine.control.ExecutionResult.End;
import lockstep.grader.check.race.engine.control.Reach;
import lockstep.grader.check.race.engine.control.Strategy;
import org.jspecify.annotations.Nullable;

/**
 * Iterative preemption bounding (Musuvathi and Qadeer 2007): all orders without a preemption, then all with one, and so
 * on, leaving out those that lead to a state already seen; then random orders. The first failure has the fewest
 * preemptions. A wrong result is preferred to a data race: it says more.
 */
public final class Search {

    /** So many interleavings are tried even if each of them is long... */
    private static final int FEW = 40;

    /** ... and so many times the budget's time longer. */
    private static final int PATIENCE = 5;

    /** ... but no more than so many times the budget's steps. */
    private static final int LONG_RUNS = 20;

    /** How often a failure that depends on chance is looked for again. */
    private static final int LOOKS = 200;

    private final Runner runner;
    private final Budget budget;
    private final long seed;
    private final LongSupplier nanoTime;
    private final BitSet sites = new BitSet();
    private final List<Deque<Schedule>> pending = new ArrayList<>();

    private States states = States.remembering();
    private int interleavings;
    private long steps;
    private long effort;
    private int mostDecisions;
    private int lastInterleaving;
    private @Nullable Schedule race;
    private @Nullable String notControlled;
    private @Nullable String lost;
    private @Nullable String inOneThread;
    private boolean leavesOut;
    private boolean strays;

    public Search(Runner runner, Budget budget, long seed, LongSupplier nanoTime) {
        this.runner = runner;
        this.budget = budget;
        this.seed = seed;
        this.nanoTime = nanoTime;
        this.lastInterleaving = budget.interleavings();
    }

    /** Searches until a failure is found, all orders are tried, or the budget is spent. */
    public SearchResult search() {
        long deadline = nanoTime.getAsLong() + budget.time().toNanos();
        restart();
        int bound = 0;
        while (bound < pending.size() && !isSpent(deadline)) {
            Schedule next = pending.get(bound).poll();
            if (next == null) {
                bound++;
                continue;
            }
            int known = sites.cardinality();
            Schedule failed = tryOut(next);
            if (failed != null || notControlled != null) {
                return conclude(failed, false, bound);
            }
            if (sites.cardinality() > known) {
                // Threads meet at more places than was known: the orders tried so far had left them out.
                restart();
                bound = 0;
            }
        }
        boolean all = pending.stream().allMatch(Deque::isEmpty);
        if (!all && interleavings < FEW && race == null) {
            noteLost("its executions are too long to try more than " + interleavings + " of them");
        }
        boolean exhausted = all && lost == null && !leavesOut && !strays;
        Schedule failed = exhausted || race != null ? null : tryRandomOrders(deadline);
        return conclude(failed, exhausted, bound);
    }

    private void restart() {
        pending.clear();
        for (int i = 0; i <= budget.preemptions(); i++) {
            pending.add(new ArrayDeque<>());
        }
        pending.get(0).add(Schedule.USUAL);
        states = States.remembering();
    }

    private boolean isSpent(long deadline) {
        long late = nanoTime.getAsLong() - deadline;
        boolean used = effort >= budget.steps() || late >= 0;
        // How fast the machine is now must not decide whether a few could be tried.
        boolean hopeless = effort >= budget.steps() * LONG_RUNS
                || late >= PATIENCE * budget.time().toNanos();
        return interleavings >= lastInterleaving || used && interleavings >= FEW || hopeless;
    }

    /** Runs one order and queues the ones that branch off from it; returns it if it fails. */
    private @Nullable Schedule tryOut(Schedule schedule) {
        Recording recording = new Recording(schedule, states);
        ExecutionResult result = run(recording);
        strays |= !recording.followed();
        mostDecisions = Math.max(mostDecisions, recording.decisions().size());
        if (isFailure(result, schedule)) {
            return schedule;
        }
        for (Recording.Decision decision : recording.decisions()) {
            for (int option = 1; option < decision.costs().length; option++) {
                int total = decision.costs()[option];
                if (total <= budget.preemptions()) {
                    pending.get(total).add(schedule.then(decision.step(), option));
                }
            }
        }
        return null;
    }

    private ExecutionResult run(Strategy strategy) {
        interleavings++;
        ExecutionResult result = runner.run(strategy, sites, false);
        steps += result.steps();
        effort += result.steps() + runner.overhead();
        Reach reach = result.reach();
        if (result.end() == End.NOT_CONTROLLED) {
            notControlled = reach.lost();
        } else if (!reach.lost().isEmpty()) {
            noteLost(reach.lost());
        }
        inOneThread = reach.inOneThread().isEmpty() ? inOneThread : reach.inOneThread();
        leavesOut |= reach.leavesOut();
        return result;
    }

    private void noteLost(String reason) {
        lost = lost == null ? reason : lost;
    }

    private boolean isFailure(ExecutionResult result, Schedule schedule) {
        if (result.end() == End.FAULT) {
            return true;
        }
        if (race == null && showsRace(result)) {
            race = schedule;
            lastInterleaving = Math.min(lastInterleaving, interleavings + budget.afterRace());
        }
        return false;
    }

    private @Nullable Schedule tryRandomOrders(long deadline) {
        for (int i = 0; i < budget.random() && !isLong() && nanoTime.getAsLong() < deadline; i++) {
            RandomPriorities strategy = new RandomPriorities(seed + i, 1 + i % 3, mostDecisions);
            ExecutionResult result = run(strategy);
            boolean fails = isFailure(result, strategy.schedule());
            if (notControlled != null) {
                return null;
            }
            if (fails) {
                return new Shortening(runner, sites, other -> other.end() == End.FAULT).shortened(strategy.schedule());
            }
        }
        if (race != null) {
            race = new Shortening(runner, sites, Search::showsRace).shortened(race);
        }
        return null;
    }

    private boolean isLong() {
        return effort >= budget.steps() * LONG_RUNS;
    }

    private static boolean showsRace(ExecutionResult result) {
        return result.races().stream().anyMatch(BenignRaces::matters);
    }

    private SearchResult conclude(@Nullable Schedule failed, boolean exhausted, int bound) {
        int preemptions = Math.min(bound, budget.preemptions());
        SearchResult.Coverage coverage = new SearchResult.Coverage(interleavings, exhausted, preemptions, steps);
        Schedule shown = failed != null ? failed : race;
        if (shown == null) {
            return unshown(coverage);
        }
        Replayed again = replayed(runner, shown, sites);
        ExecutionResult replayed = again.result();
        boolean chance = strays || !again.followed();
        boolean same = failed != null ? replayed.end() == End.FAULT : showsRace(replayed);
        return same
                ? new SearchResult(replayed, shown, null, coverage)
                : chance ? seenAgain(failed != null, coverage) : notSeenAgain(shown, coverage);
    }

    private SearchResult unshown(SearchResult.Coverage coverage) {
        String unsteady = strays ? "it does not behave the same way when it is repeated" : null;
        String why = Stream.of(notControlled, lost, unsteady, inOneThread)
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
        for (int i = 0; i < LOOKS; i++) {
            RandomPriorities strategy = new RandomPriorities(seed - 1 - i, 1 + i % 3, mostDecisions);
            ExecutionResult result = runner.run(strategy, sites, true);
            if (fault ? result.end() == End.FAULT : showsRace(result)) {
                return new SearchResult(result, strategy.schedule(), null, coverage);
            }
        }
        return notSeenAgain(Schedule.USUAL, coverage);
    }

    /**
     * One order, run again.
     *
     * @param followed whether the threads came to each place where the schedule says who goes on
     */
    public record Replayed(ExecutionResult result, boolean followed) {
        /** Returns whether there is a data race that counts. */
        public boolean showsRace() {
            return Search.showsRace(result);
        }
    }

    /** Runs one order again, noting each step; first as often as it takes to know where threads meet. */
    public static Replayed replayed(Runner runner, Schedule schedule, BitSet sites) {
        int known;
        do {
            known = sites.cardinality();
            runner.run(new Recording(schedule, States.forgetful()), sites, false);
        } while (sites.cardinality() > known);
        Recording last = new Recording(schedule, States.forgetful());
        return new Replayed(runner.run(last, sites, true), last.followed());
    }
}
