package lockstep.grader.report;

import java.util.regex.Pattern;

/**
 * The command that repeats a check with the same seed.
 *
 * @param target the folder as it was named on the command line; empty where it was not
 * @param seed in hexadecimal
 */
public record ReplayCommand(String target, String seed) {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./~:@%+,][A-Za-z0-9_./~:@%+,-]*");

    /** Returns the command for an exercise. */
    public String of(String slug) {
        return "./grade " + (target.isEmpty() ? "" : quoted(target) + " ") + "--only " + slug + " --seed " + seed;
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches()
                ? word
                : "'" + word.replace("'", "'\\''").replaceAll("\\R", " ") + "'";
    }
}
