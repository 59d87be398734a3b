package lockstep.grader.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number of points, 0 or more. */
final class PointsConverter implements ITypeConverter<Double> {

    @Override
    public Double convert(String text) {
        try {
            double points = Double.parseDouble(text);
            if (Double.isFinite(points) && points >= 0) {
                return points;
            }
        } catch (NumberFormatException e) {
            throw refused(text);
        }
        throw refused(text);
    }

    private static TypeConversionException refused(String text) {
        return new TypeConversionException("a number of points expected, 0 or more, found \"" + text + "\"");
    }
}
