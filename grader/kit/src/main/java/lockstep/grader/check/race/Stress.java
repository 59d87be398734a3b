package lockstep.grader.check.race;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import lockstep.grader.probe.Boundary;
import lockstep.grader.probe.Expect;
import lockstep.grader.probe.Thrown;
import lockstep.grader.probe.VerdictOf;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Finding;
import lockstep.grader.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Plays a scenario in many rounds and counts what comes out. What it finds has happened; what it does not find may still
 * happen elsewhere (see {@link RaceStage#BLIND_SPOTS}).
 */
final class Stress implements AutoCloseable {

    /** A verdict, and whether threads are left that will never end. */
    record Judgement(Verdict verdict, boolean leavesThreadsStuck) {}

    /** After the first wrong outcome a few more rounds tell whether it is rare. */
    private static final long COUNT_ON_NANOS = 40_000_000;

    /** A scenario whose actors hardly ever ran at the same time, and less often than this, has not been tried. */
    private static final int MIN_MEETINGS = 40;

    private final StressSettings settings;
    private final Set<Thread> strangers =
            new HashSet<>(Thread.getAllStackTraces().keySet());
    private Carriers carriers = new Carriers();

    Stress(StressSettings settings) {
        this.settings = settings;
    }

    /**
     * Tries a scenario for as long as the budget allows.
     *
     * @param title the check's name, for messages
     */
    Judgement judge(String title, long seed, Scenario scenario) throws Exception {
        Trial trial = new Trial(title, new SplittableRandom(seed));
        boolean stuck = false;
        try {
            Boundary.apart(() -> {
                trial.run(scenario);
                return true;
            });
        } catch (Round.StuckError e) {
            stuck = true;
            trial.failed(e.failure(), Integer.MAX_VALUE);
            carriers.retire();
            carriers = new Carriers();
        }
        return new Judgement(trial.verdict(), stuck);
    }

    /** Ends the threads that carry actors. */
    @Override
    public void close() {
        carriers.retire();
    }

    /** All rounds of one scenario. */
    private final class Trial {

        private final String title;
        private final SplittableRandom random;
        private final Map<String, Evidence.OutcomeTable.Row> rows = new LinkedHashMap<>();
        private final Pace pace = new Pace();
        private @Nullable Throwable failure;
        private int failureRepetitions;
        private long rounds;
        private long failedRounds;
        private long meetings;
        private boolean asked;

        Trial(String title, SplittableRandom random) {
            this.title = title;
            this.random = random;
        }

        void run(Scenario scenario) {
            long began = System.nanoTime();
            long end = began + settings.budget().toNanos();
            long patience = began + settings.patience() * settings.budget().toNanos();
            // What is not written yet will not be in the next round either.
            while (Expect.unwritten(failure).isEmpty()
                    && (System.nanoTime() < end
                            || (failure == null && hardlyTried() && System.nanoTime() < patience))) {
                boolean failedBefore = failure != null;
                playRound(scenario);
                if (failure != null && !failedBefore) {
                    end = Math.min(end, System.nanoTime() + COUNT_ON_NANOS);
                }
            }
        }

        private void playRound(Scenario scenario) {
            int operations = pace.next(random);
            Round round = new Round(settings, carriers, strangers, operations, random.split());
            rounds++;
            try {
                scenario.play(round);
                count(round.outcome());
            } catch (Round.StuckError e) {
                count(new Round.Outcome("did not end", false));
                throw e;
            } catch (Throwable thrown) {
                failed(thrown, round.repetitions());
                count(forbidden(thrown, round.outcome()));
            }
            asked |= round.asked();
            meetings += round.met() ? 1 : 0;
            pace.took(operations, round.actingNanos());
        }

        /** Of several failures the one with the fewest steps is the easiest to understand. */
        void failed(Throwable thrown, int repetitions) {
            failedRounds++;
            if (failure == null || repetitions < failureRepetitions) {
                failure = thrown;
                failureRepetitions = repetitions;
            }
        }

        private static Round.Outcome forbidden(Throwable thrown, Round.@Nullable Outcome seen) {
            if (seen != null && !seen.permitted()) {
                return seen;
            }
            return new Round.Outcome(
                    thrown instanceof AssertionError
                            ? "a fault"
                            : Thrown.of(thrown).inWords(),
                    false);
        }

        private void count(Round.@Nullable Outcome outcome) {
            if (outcome != null) {
                rows.merge(
                        outcome.text(),
                        new Evidence.OutcomeTable.Row(outcome.text(), 1, outcome.permitted()),
                        (old, one) -> new Evidence.OutcomeTable.Row(
                                old.outcome(), old.count() + 1, old.permitted() && one.permitted()));
            }
        }

        Verdict verdict() {
            if (failure == null) {
                return unsuspicious();
            }
            Verdict verdict = VerdictOf.thrown(title, failure);
            return verdict instanceof Verdict.Failed failed
                            && Expect.unwritten(failure).isEmpty()
                    ? new Verdict.Failed(counted(failed.finding()))
                    : verdict;
        }

        /** Long rounds are few, so it also suffices if the actors met in half of them, if there are any. */
        private boolean hardlyTried() {
            return rounds == 0 || meetings < MIN_MEETINGS && meetings * 2 < rounds;
        }

        private Verdict unsuspicious() {
            if (!asked && rounds > 0) {
                return new Verdict.Errored("the scenario looked at nothing");
            }
            if (hardlyTried()) {
                return new Verdict.Inconclusive(
                        "The machine was too busy: in " + meetings + " of " + rounds
                                + " rounds did the threads run at the same time.",
                        List.of(table()));
            }
            return new Verdict.Passed(List.of(table()));
        }

        private Finding counted(Finding finding) {
            return new Finding(
                    finding.message() + " This happened in " + (rounds == 1 ? "the only round." : often()),
                    finding.advice(),
                    finding.location(),
                    Stream.concat(finding.evidence().stream(), Stream.of(table()))
                            .toList());
        }

        private String often() {
            return failedRounds + " of " + rounds + " rounds.";
        }

        private Evidence.OutcomeTable table() {
            return new Evidence.OutcomeTable(title, rounds, List.copyOf(rows.values()));
        }
    }
}
