package lockstep.grader.verdict;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of one check: exercise, kind and a word of its own, written {@code threadedsum.correctness.empty-range}.
 *
 * @param exercise the exercise's slug
 * @param kind what the check asks about
 * @param name lower-case letters, digits and hyphens
 */
public record CheckId(String exercise, CheckKind kind, String name) {

    private static final Pattern WORD = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    public CheckId {
        if (!WORD.matcher(exercise).matches() || !WORD.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a check id is made of lower-case words, found \"" + exercise + "\" and \"" + name + "\"");
        }
    }

    /** Reads what {@link #toString} writes. */
    @JsonCreator
    public static CheckId parse(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("a check id is <exercise>.<kind>.<name>, found \"" + text + "\"");
        }
        return new CheckId(parts[0], CheckKind.valueOf(parts[1].toUpperCase(Locale.ROOT)), parts[2]);
    }

    @Override
    @JsonValue
    public String toString() {
        return exercise + "." + kind.word() + "." + name;
    }
}
