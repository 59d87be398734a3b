package lockstep.grader.check.speedup;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import lockstep.grader.verdict.Evidence.Estimate;
import lockstep.grader.verdict.Evidence.Machine;
import lockstep.grader.verdict.Evidence.Times;
import lockstep.grader.verdict.Evidence.Timing;

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
 * the fraction. Where two cores are at stake, the speedup's interval must also lie above 1, for on a machine that gives
 * one core only, one thread keeps up with the reference.
 *
 * <p><b>Missed</b>: both intervals lie wholly below, and the reference attained its speedup in these very rounds: the
 * low end of its interval is beyond 1 by at least 0.3 of what the ideal is beyond 1. A submission as good as the
 * reference has a paired comparison spread around 1, so that all of its interval below 0.75 takes nearly all rounds to be
 * disturbed in the submission's turn and in neither of the others; with 9 rounds and no real difference that is a matter
 * of less than one in a hundred, and a second fork must repeat it.
 *
 * <p>Where no speedup over one thread is at stake, the paired comparison alone decides: the baseline, which is short, is
 * the noisiest of the three.
 *
 * <p>A submission that was cut off is missed as well: it took many times as long as the reference in the same round.
 *
 * <p>Everything else is open, with the reason: the machine was <b>busy</b>, or the times were <b>unsteady</b>.
 */
final class TimingRule {

    /** How much of the way from 1 to the ideal the reference must have gone for a verdict. */
    private static final double ATTAINED = 0.3;

    private final Workload workload;
    private final Machine machine;

    TimingRule(Workload workload, Machine machine) {
        this.workload = workload;
        this.machine = machine;
    }

    /** What the rounds mean. */
    enum Meaning {
        MET,
        MISSED,
        /** The reference itself attained too little for a verdict. */
        BUSY,
        /** The intervals contain what they are compared with. */
        UNSTEADY
    }

    /**
     * What was read from the rounds.
     *
     * @param sentence the figures or the reason, for people
     */
    record Reading(Meaning meaning, String sentence, Timing timing) {}

    /** Reads rounds; at least one. */
    Reading read(List<Turn> turns) {
        Estimate speedup = estimate(turns, Turn::speedup);
        Estimate attained = estimate(turns, Turn::attained);
        Estimate part = estimate(turns, Turn::partOfReference);
        double required = workload.requiredFraction() * Math.min(attained.ratio(), ceiling());
        Timing timing = new Timing(workload.describe(), machine, times(turns), speedup, attained, round(required));
        if (turns.stream().anyMatch(Turn::cutOff)) {
            return new Reading(Meaning.MISSED, cutOff(turns), timing);
        }
        String figures = figures(speedup, attained, part, required);
        if (workload.isParallel() && attained.ratio() < worthwhile()) {
            return new Reading(
                    Meaning.BUSY,
                    String.format(
                            Locale.ROOT,
                            "The machine was busy: the kit's own reference reached only %.2f times the speed of one"
                                    + " thread, where %d cores could give %.0f.",
                            attained.ratio(),
                            machine.cores(),
                            ceiling()),
                    timing);
        }
        if (part.low() >= workload.requiredFraction()
                && (!workload.isParallel() || (speedup.ratio() >= required && speedup.low() > 1))) {
            return new Reading(Meaning.MET, figures, timing);
        }
        if (part.high() < workload.requiredFraction()
                && (!workload.isParallel() || (speedup.high() < required && attained.low() >= worthwhile()))) {
            return new Reading(Meaning.MISSED, figures, timing);
        }
        return new Reading(Meaning.UNSTEADY, "The times were too unsteady to tell: " + figures, timing);
    }

    private double ceiling() {
        return workload.isParallel() ? Math.min(machine.cores(), machine.threads()) : Double.MAX_VALUE;
    }

    /** Returns the speedup from which on the reference is said to have used the cores. */
    private double worthwhile() {
        return 1 + ATTAINED * (ceiling() - 1);
    }

    private String figures(Estimate speedup, Estimate attained, Estimate part, double required) {
        return workload.isParallel()
                ? String.format(
                        Locale.ROOT,
                        "%.2f times as fast as one thread (between %.2f and %.2f); required %.2f, since the kit's"
                                + " reference reached %.2f in the same run.",
                        speedup.ratio(),
                        speedup.low(),
                        speedup.high(),
                        required,
                        attained.ratio())
                : String.format(
                        Locale.ROOT,
                        "%.2f times the speed of the kit's reference in the same run; required %.2f.",
                        part.ratio(),
                        workload.requiredFraction());
    }

    private static String cutOff(List<Turn> turns) {
        Turn cut = turns.stream().filter(Turn::cutOff).findFirst().orElseThrow();
        return String.format(
                Locale.ROOT,
                "Not done after %.1f s, where the kit's reference took %.2f s for the same input.",
                cut.submissionNanos() / 1e9,
                cut.referenceNanos() / 1e9);
    }

    private static Times times(List<Turn> turns) {
        return new Times(
                turns.size(),
                RankInterval.spread(nanos(turns, Turn::baselineNanos)),
                RankInterval.spread(nanos(turns, Turn::submissionNanos)),
                RankInterval.spread(nanos(turns, Turn::referenceNanos)));
    }

    private static Estimate estimate(List<Turn> turns, ToDoubleFunction<Turn> ratio) {
        return RankInterval.of(turns.stream().mapToDouble(ratio).toArray());
    }

    private static long[] nanos(List<Turn> turns, ToLongFunction<Turn> time) {
        return turns.stream().mapToLong(time).toArray();
    }

    private static double round(double value) {
        return Math.round(1000 * value) / 1000.0;
    }
}
