package lockstep.grader.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number of points. */
final class PointsConverter implements ITypeConverter<Double> {

    @Override
    public Double convert(String text) {
        try {
            double points = Double.parseDouble(text);
            if (Double.isFinite(points)) {
                return points;
            }
        } catch (NumberFormatException e) {
            throw refused(text);
        }
        throw refused(text);
    }

    private static TypeConversionException refused(String text) {
        return new TypeConversionException("a number expected, found \"" + text + "\"");
    }
}
