package lockstep.grader.check.speedup;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import lockstep.grader.verdict.Evidence.Estimate;
import lockstep.grader.verdict.Evidence.Spread;

/**
 * Says what the rounds of a measurement mean.
 *
 * <p>The requirement is a fraction of what the reference attained in the same rounds, never more than that fraction of
 * the ideal, which is the smaller one of cores and threads. Two questions are asked, and both must give the same answer:
 *
 * <ul>
 *   <li>the figures that a student reads: the median speedup against the requirement;
 *   <li>the paired comparison: the time of the reference divided by the submission's, round by round, against the
 *       fraction. What disturbed the baseline is not in it, and what made a whole round slow cancels out.
 * </ul>
 *
 * <p><b>Met</b>: the median speedup is at least the requirement, and the paired comparison's interval lies wholly above
 * the fraction, and its median above the middle between fraction and 1 where the rounds are too few for an interval of
 * 90 %. Where two cores are at stake, the speedup's interval must also lie above 1, for on a machine that gives one core only, one
 * thread keeps up with the reference.
 *
 * <p><b>Missed</b>: both intervals lie wholly below, there are three rounds or more, and the reference attained its
 * speedup in these very rounds: the low end of its interval is beyond 1 by at least 0.3 of what the ideal is beyond 1. (Its
 * median will do where the submission's interval lies below 0.6 times the speed of one thread: that is not for want of a
 * second core. Correct programs beside a load of one core stayed above 0.8 in 350 measurements.) A
 * submission as good as the reference has a paired comparison spread around 1, so that all of its interval below 0.75
 * takes nearly all rounds to be disturbed in the submission's turn and in neither of the others; a second fork must
 * repeat it, on a machine that gave the cores.
 *
 * <p>Where no speedup over one thread is at stake, the paired comparison alone decides: the baseline, which is short, is
 * the noisiest of the three.
 *
 * <p>A submission that was given up is missed as well: it took many times as long as the reference in the same round.
 *
 * <p>Everything else is open, with the reason: the machine was <b>busy</b>, or the times were <b>unsteady</b>. Rounds are
 * added while the answer is open. Looking again after each round makes an interval err a little more often than its
 * confidence says; what that costs is a wrong pass of a submission at the border, never a wrong fail, which needs the
 * second fork.
 */
final class TimingRule {

    /** How much of the way from 1 to the ideal the reference must have gone for a verdict. */
    private static final double ATTAINED = 0.3;

    /** Below this speedup, something else than a missing core makes a program slow. */
    private static final double SLOWED_DOWN = 0.6;

    /** A part of the time that may be lost without a reason; near the border, half of the rounds lose a little. */
    private static final double UNEXPLAINED = 0.1;

    /** What was taken is counted in hundredths of a second: of a few short rounds it says nothing. */
    private static final long TICKS_NANOS = 50_000_000;

    private static final double CONFIDENT_PERCENT = 90;
    private static final int FEWEST_TO_MISS = 3;

    private final Workload workload;
    private final int cores;
    private final int threads;

    TimingRule(Workload workload, int cores, int threads) {
        this.workload = workload;
        this.cores = cores;
        this.threads = threads;
    }

    /** What the rounds mean. */
    enum Meaning {
        MET,
        MISSED,
        /** The reference itself attained too little for a verdict. */
        BUSY,
        /** The intervals contain what they are compared with, or there are too few rounds. */
        UNSTEADY,
        /** The intervals lie below, but that of the reference's speedup contains what it must attain. */
        REFERENCE_UNSTEADY
    }

    /**
     * What was read from the rounds.
     *
     * @param part the submission's speed as a part of the reference's
     */
    record Reading(Meaning meaning, Estimate speedup, Estimate attained, Estimate part, double required) {}

    /** Reads rounds; at least one. */
    Reading read(List<Turn> turns) {
        Estimate speedup = estimate(turns, Turn::speedup);
        Estimate attained = estimate(turns, Turn::attained);
        Estimate part = estimate(turns, Turn::partOfReference);
        double required = workload.requiredFraction() * Math.min(attained.ratio(), ceiling());
        Meaning meaning = meaning(turns, speedup, attained, part, required);
        return new Reading(meaning, speedup, attained, part, Math.round(1000 * required) / 1000.0);
    }

    /** Returns whether further rounds are worth their time. */
    boolean isOpen(List<Turn> turns) {
        if (turns.size() < workload.fewestRounds() && turns.stream().noneMatch(Turn::isGivenUp)) {
            return true;
        }
        return switch (read(turns).meaning()) {
            case MET, MISSED -> false;
            case BUSY, UNSTEADY, REFERENCE_UNSTEADY -> true;
        };
    }

    private Meaning meaning(List<Turn> turns, Estimate speedup, Estimate attained, Estimate part, double required) {
        double fraction = workload.requiredFraction();
        boolean parallel = workload.isParallel();
        if (turns.stream().anyMatch(Turn::isGivenUp)) {
            return Meaning.MISSED;
        }
        if (parallel && attained.ratio() < worthwhile()) {
            return Meaning.BUSY;
        }
        boolean few = part.confidencePercent() < CONFIDENT_PERCENT;
        if (part.low() >= fraction
                && (!few || part.ratio() >= (fraction + 1) / 2)
                && (!parallel || (speedup.ratio() >= required && speedup.low() > 1))) {
            return Meaning.MET;
        }
        boolean below = part.high() < fraction && (!parallel || speedup.high() < required);
        if (!below || turns.size() < FEWEST_TO_MISS) {
            return Meaning.UNSTEADY;
        }
        return parallel && attained.low() < worthwhile() && speedup.high() >= SLOWED_DOWN
                ? Meaning.REFERENCE_UNSTEADY
                : Meaning.MISSED;
    }

    /**
     * Returns whether the submission lost more time in these rounds than others can have taken from it. Who keeps all its
     * threads ready to run loses no more than others use: an idle core would have taken one of them. So what is lost
     * beyond that was lost asleep, one after the other, or on work of its own.
     *
     * @param attained the reference's speedup where nothing of the submission ran beside it
     */
    boolean losesTimeByItself(List<Turn> turns, double attained) {
        // Far longer than the reference in its place needed on the same machine: no load does that each time.
        if (turns.stream().anyMatch(Turn::isGivenUp)) {
            return true;
        }
        double baseline = RankInterval.of(turns.stream()
                        .mapToDouble(turn -> turn.baseline().nanos())
                        .toArray())
                .ratio();
        double allowed = baseline / (workload.requiredFraction() * Math.min(attained, ceiling()));
        double wall =
                turns.stream().mapToLong(turn -> turn.submission().nanos()).sum();
        double lost = turns.stream()
                .mapToDouble(turn -> Math.max(0, turn.submission().nanos() - allowed))
                .sum();
        long taken =
                turns.stream().mapToLong(turn -> turn.submission().takenNanos()).sum();
        return lost > Math.max(0, taken) + UNEXPLAINED * wall + TICKS_NANOS;
    }

    /** Returns what a program that loses nothing reaches. */
    double ceiling() {
        return workload.isParallel() ? Math.min(cores, threads) : Double.MAX_VALUE;
    }

    /** Returns the speedup from which on the reference is said to have used the cores. */
    private double worthwhile() {
        return 1 + ATTAINED * (ceiling() - 1);
    }

    /** Returns the figures behind a reading in a sentence. */
    String figures(Reading reading) {
        return workload.isParallel()
                ? String.format(
                        Locale.ROOT,
                        "%.2f times as fast as one thread (between %.2f and %.2f); required is %.2f, which is %.0f %% of"
                                + " the %s.",
                        reading.speedup().ratio(),
                        reading.speedup().low(),
                        reading.speedup().high(),
                        reading.required(),
                        100 * workload.requiredFraction(),
                        attainable(reading.attained().ratio()))
                : String.format(
                        Locale.ROOT,
                        "%.2f times the speed of the kit's own reference in the same run (between %.2f and %.2f);"
                                + " required is %.2f.",
                        reading.part().ratio(),
                        reading.part().low(),
                        reading.part().high(),
                        workload.requiredFraction());
    }

    private String attainable(double attained) {
        return attained > ceiling()
                ? String.format(
                        Locale.ROOT,
                        "%.0f that %.0f cores can give (the kit's own reference reached %.2f in the same run)",
                        ceiling(),
                        ceiling(),
                        attained)
                : String.format(Locale.ROOT, "%.2f that the kit's own reference reached in the same run", attained);
    }

    /** Returns median and spread of one of the three. */
    static Spread spread(List<Turn> turns, Function<Turn, Lap> lap) {
        return RankInterval.spread(
                turns.stream().map(lap).mapToLong(Lap::nanos).toArray(),
                turns.stream().map(lap).mapToLong(Lap::cpuNanos).toArray());
    }

    static Estimate estimate(List<Turn> turns, ToDoubleFunction<Turn> ratio) {
        return RankInterval.of(turns.stream().mapToDouble(ratio).toArray());
    }
}
