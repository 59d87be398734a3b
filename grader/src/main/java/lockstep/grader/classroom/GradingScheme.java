package lockstep.grader.classroom;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.Marks;
import lockstep.grader.score.ScoringPolicy;
import org.jspecify.annotations.Nullable;

/**
 * How an instructor counts what the checks found: what is worth what, what pending points are, what being late costs. It
 * never changes a verdict.
 *
 * @param exercises the slugs of those that count; empty for all
 * @param weights points of exercises ({@code poolmap}), kinds ({@code poolmap.race}) and checks, by these names
 * @param late what being late costs, or null
 */
public record GradingScheme(
        List<String> exercises,
        Map<String, Double> weights,
        ScoringPolicy policy,
        Thresholds thresholds,
        @Nullable Late late) {

    /** The kit's own: everything counts as the rubrics say. */
    public static final GradingScheme OF_KIT =
            new GradingScheme(List.of(), Map.of(), ScoringPolicy.TIMING, Thresholds.OF_KIT, null);

    public GradingScheme {
        exercises = List.copyOf(exercises);
        weights = Map.copyOf(weights);
    }

    /**
     * Where the report draws lines, as shares from 0 to 1.
     *
     * @param help who has less of the points needs help
     * @param similarity pairs of submissions that are alike to this degree are shown
     */
    public record Thresholds(double help, double similarity) {

        /** The kit's own. */
        public static final Thresholds OF_KIT = new Thresholds(0.5, 0.8);
    }

    /**
     * What being late costs.
     *
     * @param perDay the part of the points that each begun day costs, from 0 to 1
     * @param most the part of the points that it costs at most
     */
    public record Late(Instant deadline, double perDay, double most) {

        /** Returns how many days are begun after the deadline. */
        public long days(Instant submittedAt) {
            Duration over = Duration.between(deadline, submittedAt);
            return over.isNegative() || over.isZero()
                    ? 0
                    : (over.toSeconds() - 1) / Duration.ofDays(1).toSeconds() + 1;
        }

        /** Returns what is left of the points, in whole hundredths. */
        public double reduced(double points, Instant submittedAt) {
            double cost = Math.min(most, perDay * days(submittedAt));
            return Math.floor(100 * points * (1 - cost) + 1e-6) / 100;
        }
    }

    /** Returns the feedback counted in this way; points are whole hundredths. */
    public Feedback applied(Feedback feedback) {
        List<ExerciseFeedback> counted = feedback.exercises().stream()
                .filter(exercise -> exercises.isEmpty() || exercises.contains(exercise.id()))
                .map(this::applied)
                .toList();
        return new Feedback(
                feedback.schema(),
                new Feedback.GradedBy(
                        feedback.grader().version(), feedback.grader().seed(), policy),
                feedback.submission(),
                feedback.runner(),
                marks(counted.stream()
                        .flatMap(exercise -> exercise.checks().stream())
                        .toList()),
                counted);
    }

    private ExerciseFeedback applied(ExerciseFeedback exercise) {
        if (weights.keySet().stream()
                .noneMatch(name -> name.equals(exercise.id()) || name.startsWith(exercise.id() + "."))) {
            return exercise;
        }
        Map<CheckFeedback, Double> points = new LinkedHashMap<>();
        exercise.checks().forEach(check -> points.put(check, check.worth().maxScore()));
        points.replaceAll(
                (check, worth) -> weights.getOrDefault(check.question().id(), worth));
        weights.forEach((name, weight) -> {
            List<CheckFeedback> kind = exercise.checks().stream()
                    .filter(check -> name.equals(
                            exercise.id() + "." + check.question().kind().word()))
                    .toList();
            scale(points, kind, weight);
        });
        Double whole = weights.get(exercise.id());
        if (whole != null) {
            scale(points, exercise.checks(), whole);
        }
        long[] hundredths = hundredths(List.copyOf(points.values()));
        List<CheckFeedback> checks = IntStream.range(0, exercise.checks().size())
                .mapToObj(i -> worth(exercise.checks().get(i), hundredths[i] / 100.0))
                .toList();
        return new ExerciseFeedback(
                exercise.id(), exercise.title(), exercise.status(), exercise.remark(), marks(checks), checks);
    }

    private static void scale(Map<CheckFeedback, Double> points, List<CheckFeedback> checks, double to) {
        double sum = checks.stream().mapToDouble(points::get).sum();
        if (sum > 0) {
            checks.forEach(check -> points.merge(check, to / sum, (worth, factor) -> worth * factor));
        }
    }

    /** The whole hundredths of each, and what their sum has beyond that to those with the largest remainders. */
    private static long[] hundredths(List<Double> points) {
        long[] units = points.stream()
                .mapToLong(it -> (long) Math.floor(100 * it + 1e-6))
                .toArray();
        double sum = points.stream().mapToDouble(it -> 100 * it).sum();
        long left = Math.round(sum)
                - IntStream.range(0, units.length).mapToLong(i -> units[i]).sum();
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, units.length).boxed().toList());
        order.sort(Comparator.comparingDouble((Integer i) -> units[i] - 100 * points.get(i)));
        for (int i = 0; i < left; i++) {
            units[order.get(i)]++;
        }
        return units;
    }

    private static CheckFeedback worth(CheckFeedback check, double most) {
        double was = check.worth().maxScore();
        double share = was == 0 ? 0 : check.worth().score() / was;
        return new CheckFeedback(
                check.question(),
                check.verdict(),
                new CheckFeedback.Worth(share == 1 ? most : Math.floor(100 * most * share) / 100, most),
                check.explanation(),
                check.evidence(),
                check.rerun());
    }

    private static Marks marks(List<CheckFeedback> checks) {
        return new Marks(
                sum(checks.stream().map(check -> check.worth().score()).toList()),
                sum(checks.stream().map(CheckFeedback::pending).toList()),
                sum(checks.stream().map(check -> check.worth().maxScore()).toList()));
    }

    private static double sum(List<Double> points) {
        return points.stream()
                .map(BigDecimal::valueOf)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .doubleValue();
    }
}
