package lockstep.grader.classroom;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.Visibility;
import lockstep.grader.score.ScoringPolicy;
import org.jspecify.annotations.Nullable;

/**
 * How an instructor counts what the checks found: what is worth what, what pending points are, what being late costs. It
 * never changes a verdict.
 *
 * @param exercises the slugs of those that count; empty for all
 * @param rules what exercises, kinds and checks are worth, and who sees what they found
 * @param late what being late costs, or null
 * @param zone where times without a zone of their own are from; null where the file does not tell
 */
public record GradingScheme(
        List<String> exercises,
        Rules rules,
        ScoringPolicy policy,
        Thresholds thresholds,
        @Nullable Late late,
        @Nullable ZoneId zone) {

    /** The kit's own: everything counts as the rubrics say. */
    public static final GradingScheme OF_KIT =
            new GradingScheme(List.of(), Rules.OF_KIT, ScoringPolicy.TIMING, Thresholds.OF_KIT, null, null);

    public GradingScheme {
        exercises = List.copyOf(exercises);
    }

    /**
     * What holds for exercises ({@code poolmap}), kinds ({@code poolmap.race}) and checks, by these names.
     *
     * @param weights points
     * @param visibility what students see; the narrowest name decides, and what has none is visible
     */
    public record Rules(Map<String, Double> weights, Map<String, Visibility> visibility) {

        /** The kit's own: as the rubrics say, and everything is visible. */
        public static final Rules OF_KIT = new Rules(Map.of(), Map.of());

        public Rules {
            weights = Map.copyOf(weights);
            visibility = Map.copyOf(visibility);
        }

        private Visibility of(String exercise, CheckFeedback.Question check) {
            Visibility ofExercise = visibility.getOrDefault(exercise, Visibility.VISIBLE);
            Visibility ofKind =
                    visibility.getOrDefault(exercise + "." + check.kind().word(), ofExercise);
            return visibility.getOrDefault(check.id(), ofKind);
        }
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
     * @param zone in which days are counted: a day is late if the calendar there says so
     * @param perDay the part of the points that each late day costs, from 0 to 1
     * @param most the part of the points that they cost at most
     * @param budget how many late days cost a student nothing
     */
    public record Late(Instant deadline, ZoneId zone, double perDay, double most, int budget) {

        /**
         * Returns how many calendar days after an end a submission is: at least one if it is late, and the day on which
         * the end lies is none of them.
         */
        public long days(Instant end, Instant submittedAt) {
            // People and most platforms write whole seconds: a part of one makes nobody late.
            if (!submittedAt.truncatedTo(ChronoUnit.SECONDS).isAfter(end)) {
                return 0;
            }
            // Midnight is the end of the day before.
            LocalDate last = end.minusNanos(1).atZone(zone).toLocalDate();
            return Math.max(
                    1, ChronoUnit.DAYS.between(last, submittedAt.atZone(zone).toLocalDate()));
        }

        /** Returns the part of the points that is left after so many days that cost something, from 0 to 1. */
        public double kept(long days) {
            return 1 - Math.min(most, perDay * days);
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
                        feedback.marks(),
                        counted)
                .with(counted);
    }

    /**
     * Returns the feedback with what students may see of it.
     *
     * @param isOver whether the deadline and all extensions have passed
     */
    public Feedback shown(Feedback feedback, boolean isOver) {
        return rules.visibility().isEmpty()
                ? feedback
                : feedback.with(feedback.exercises().stream()
                        .map(exercise -> exercise.with(
                                exercise.checks().stream()
                                        .map(check ->
                                                check.with(shown(rules.of(exercise.id(), check.question()), isOver)))
                                        .toList(),
                                exercise.adjustments()))
                        .toList());
    }

    private static Visibility shown(Visibility visibility, boolean isOver) {
        return visibility == Visibility.AFTER_DEADLINE && isOver ? Visibility.VISIBLE : visibility;
    }

    private ExerciseFeedback applied(ExerciseFeedback exercise) {
        Map<String, Double> weights = rules.weights();
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
        return exercise.with(checks, List.of());
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
}
