package lockstep.grader.report;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import lockstep.grader.score.Points;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * Points as feedback shows them; an instructor's weights can make them fractions.
 *
 * @param score earned
 * @param pending neither earned nor lost
 * @param maxScore what could be earned
 */
public record Marks(
        @JsonSerialize(using = Plain.class) double score,
        @JsonSerialize(using = Plain.class) double pending,
        @JsonSerialize(using = Plain.class) double maxScore) {

    /** Returns the same points. */
    public static Marks of(Points points) {
        return new Marks(points.earned(), points.pending(), points.maximum());
    }

    /** Returns the sum of them all. */
    public static Marks sum(List<Marks> all) {
        return new Marks(
                sum(all.stream().map(Marks::score)),
                sum(all.stream().map(Marks::pending)),
                sum(all.stream().map(Marks::maxScore)));
    }

    /** As people add: 0.1 and 0.2 are 0.3. */
    private static double sum(Stream<Double> points) {
        return points.map(BigDecimal::valueOf)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .doubleValue();
    }

    /** Returns points with those given by hand, not below zero and not above the most there are. */
    static double plus(double points, List<Adjustment> adjustments, double most) {
        return adjustments.isEmpty()
                ? points
                : Math.max(
                        0,
                        Math.min(
                                most,
                                sum(Stream.concat(
                                        Stream.of(points),
                                        adjustments.stream().map(it -> it.points() == null ? 0.0 : it.points())))));
    }

    /** Returns whether nothing is missing. */
    public boolean full() {
        return score >= maxScore;
    }

    /** Writes a number of points as people do: {@code 60}, {@code 287.5}. */
    public static String text(double points) {
        return points == Math.rint(points)
                ? String.format(Locale.ROOT, "%.0f", points)
                : String.format(Locale.ROOT, "%.2f", points).replaceFirst("0$", "");
    }

    /** Whole numbers without a fraction, so that 60 points are written {@code 60}. */
    public static final class Plain extends ValueSerializer<Double> {
        @Override
        public void serialize(Double value, JsonGenerator out, SerializationContext context) {
            if (value == Math.rint(value)) {
                out.writeNumber(value.longValue());
            } else {
                out.writeNumber(value.doubleValue());
            }
        }
    }
}
