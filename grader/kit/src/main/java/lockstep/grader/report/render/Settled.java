package lockstep.grader.report.render;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.Feedback;
import lockstep.grader.score.ScoringPolicy;
import lockstep.grader.verdict.Outcome;

/**
 * Points for an export that knows no pending ones: settled by the feedback's policy and rounded once, to units.
 *
 * <p>The total is rounded, but never up to full marks. Each check keeps its whole units; what the total has beyond them is
 * an entry of its own, so that parts and total always agree. Where all points of the feedback are whole units, which they
 * are unless an instructor weighs otherwise, nothing is rounded and there is no such entry.
 */
public final class Settled {

    /** Sums of fractions differ from what they should be by less than this. */
    private static final double NEGLIGIBLE = 1e-9;

    private final Map<String, Share> shares;
    private final Share rounding;
    private final Share total;
    private final int unitsPerPoint;

    private Settled(Map<String, Share> shares, Share rounding, Share total, int unitsPerPoint) {
        this.shares = shares;
        this.rounding = rounding;
        this.total = total;
        this.unitsPerPoint = unitsPerPoint;
    }

    /**
     * What something is worth, in units.
     *
     * @param full whether nothing is missing, also where it is worth nothing
     */
    public record Share(long score, long maxScore, boolean full) {

        private static final Share NONE = new Share(0, 0, true);

        private Share plus(Share other) {
            return new Share(score + other.score, maxScore + other.maxScore, full && other.full);
        }
    }

    /** Returns the points as whole numbers. */
    public static Settled whole(Feedback feedback) {
        return of(feedback, 1);
    }

    /** Returns the points in hundredths. */
    public static Settled hundredths(Feedback feedback) {
        return of(feedback, 100);
    }

    private static Settled of(Feedback feedback, int unitsPerPoint) {
        ScoringPolicy policy = feedback.grader().policy();
        Map<String, Share> shares = new LinkedHashMap<>();
        double earnedInAll = 0;
        double mostInAll = 0;
        for (CheckFeedback check : feedback.checks().toList()) {
            double earned = unitsPerPoint * check.settled(policy);
            double most = unitsPerPoint * check.worth().maxScore();
            // A check without points has a verdict all the same.
            boolean full =
                    most > 0 ? earned >= most - NEGLIGIBLE : check.verdict() == Outcome.PASSED || check.counts(policy);
            shares.put(check.question().id(), new Share(floor(earned), floor(most), full));
            earnedInAll += earned;
            mostInAll += most;
        }
        Share counted = rounded(earnedInAll, mostInAll);
        Share rounding = rounding(shares, counted.score(), counted.maxScore(), counted.full());
        boolean decided = feedback.exercises().stream()
                .anyMatch(exercise -> !exercise.adjustments().isEmpty());
        Share total = decided
                ? rounded(unitsPerPoint * feedback.settled(), mostInAll)
                : shares.values().stream().reduce(Share.NONE, Share::plus).plus(rounding);
        return new Settled(shares, rounding, total, unitsPerPoint);
    }

    private static Share rounded(double earned, double maximum) {
        boolean full = earned >= maximum - NEGLIGIBLE;
        long most = Math.round(maximum);
        return new Share(full ? most : Math.max(0, Math.min(Math.round(earned), most - 1)), most, full);
    }

    private static long floor(double units) {
        return (long) Math.floor(units + NEGLIGIBLE);
    }

    private static Share rounding(Map<String, Share> shares, long score, long most, boolean full) {
        Share parts = shares.values().stream().reduce(Share.NONE, Share::plus);
        long room = most - parts.maxScore();
        long left = score - parts.score();
        for (; left < 0; left++) {
            takeOne(shares);
        }
        return new Share(Math.min(left, room), room, full || room == 0);
    }

    /** Full marks themselves were rounded down, to what this submission has without being full. */
    private static void takeOne(Map<String, Share> shares) {
        Map.Entry<String, Share> most = Collections.max(
                shares.entrySet(),
                Comparator.comparingLong(entry -> entry.getValue().score()));
        Share share = most.getValue();
        most.setValue(new Share(share.score() - 1, share.maxScore(), share.full()));
    }

    /** Returns what everything is worth together, with what was decided by hand. */
    public Share total() {
        return total;
    }

    /** Returns what the total has beyond the checks; worth nothing where all points are whole units. */
    Share rounding() {
        return rounding;
    }

    Share of(ExerciseFeedback exercise) {
        return exercise.checks().stream().map(this::of).reduce(Share.NONE, Share::plus);
    }

    Share of(CheckFeedback check) {
        return shares.getOrDefault(check.question().id(), Share.NONE);
    }

    /** Returns a share in points: {@code 3/5}. */
    String words(Share share) {
        return Numbers.points(
                points(share.score()).doubleValue(), points(share.maxScore()).doubleValue());
    }

    /** Returns units as points, a whole number without a fraction. */
    public BigDecimal points(long units) {
        BigDecimal points = BigDecimal.valueOf(units)
                .divide(BigDecimal.valueOf(unitsPerPoint))
                .stripTrailingZeros();
        return points.scale() < 0 ? points.setScale(0) : points;
    }

    /** Returns the share of the maximum, cut to six digits: only full marks are 1. */
    static BigDecimal fraction(Share share) {
        if (share.maxScore() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal fraction = BigDecimal.valueOf(share.score())
                .divide(BigDecimal.valueOf(share.maxScore()), 6, RoundingMode.DOWN)
                .stripTrailingZeros();
        return fraction.scale() < 0 ? fraction.setScale(0) : fraction;
    }
}
