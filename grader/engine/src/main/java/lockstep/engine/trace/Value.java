package lockstep.engine.trace;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value as it can be shown without calling code under test.
 *
 * @param text the value as Java writes it, shortened; of an object, its type's simple name
 */
public record Value(Kind kind, String text) {

    private static final int LONGEST_TEXT = 40;

    /** What kinds of values there are. */
    public enum Kind {
        NULL,
        NUMBER,
        BOOLEAN,
        CHARACTER,
        STRING,
        OBJECT
    }

    /**
     * Returns a value as it can be shown.
     *
     * @param typeName gives an object's type a name
     */
    public static Value of(@Nullable Object value, Function<Object, String> typeName) {
        if (value == null) {
            return new Value(Kind.NULL, "null");
        } else if (value instanceof Number) {
            return new Value(Kind.NUMBER, value.toString());
        } else if (value instanceof Boolean) {
            return new Value(Kind.BOOLEAN, value.toString());
        } else if (value instanceof Character) {
            return new Value(Kind.CHARACTER, value.toString());
        } else if (value instanceof String text) {
            String shown = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "..." : text;
            return new Value(Kind.STRING, '"' + shown + '"');
        }
        return new Value(Kind.OBJECT, typeName.apply(value));
    }
}
