package lockstep.grader.report;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lockstep.grader.verdict.CheckId;
import lockstep.grader.verdict.Evidence;

/**
 * The command that shows a failure again.
 *
 * @param seed in hexadecimal
 */
public record ReplayCommand(Named named, String seed) {

    /** How the commands begin that run one interleaving again. */
    public static final String REPLAY = "./grade replay ";

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./~:@%+,][A-Za-z0-9_./~:@%+,-]*");

    /** Returns the command that runs an exercise again. */
    public String of(String slug) {
        return "./grade " + inWords() + "--only " + slug + " --seed " + seed;
    }

    /** Returns the command that runs the interleaving again, where the evidence has one; otherwise the exercise. */
    public String of(CheckId check, List<Evidence> evidence) {
        return evidence.stream()
                .map(piece -> piece instanceof Evidence.Interleaving it ? it.schedule() : null)
                .filter(Objects::nonNull)
                .findFirst()
                .map(schedule ->
                        REPLAY + inWords() + "--check " + check + " --schedule " + quoted(schedule) + " --seed " + seed)
                .orElseGet(() -> of(check.exercise()));
    }

    private String inWords() {
        String folder = named.folder().isEmpty() ? "" : quoted(named.folder()) + " ";
        return folder
                + named.packs().stream()
                        .map(pack -> "--pack " + quoted(pack) + " ")
                        .collect(Collectors.joining());
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches()
                ? word
                : "'" + word.replace("'", "'\\''").replaceAll("\\R", " ") + "'";
    }
}
