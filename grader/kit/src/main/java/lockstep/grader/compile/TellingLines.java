package lockstep.grader.compile;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lines that tell by themselves what the compiler stumbled over: it names the sign that it did not expect. */
final class TellingLines {

    private static final String MERGE =
            "Git put this line there, as two versions of these lines did not fit together: <<<<<<<, ======= and >>>>>>>"
                    + " stand around the two. Keep the version that you want, delete the other and these lines, and commit.";
    private static final String RECORD_PATTERN =
            "A record is taken apart in instanceof or case since Java 21; this course compiles for 17: ask for the type,"
                    + " and call its methods.";
    private static final String MODULE_IMPORT =
            "import module belongs to Java 25; this course compiles for 17: import the classes.";

    private static final String ELSE_IF = "Java writes else if (...).";
    private static final String EQUALS = "Java compares by ==.";
    private static final String AND_OR = "Java writes && for and, || for or.";

    /** Texts and comments are no code. */
    private static final Pattern NO_CODE = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|//.*|/\\*.*?\\*/");

    private static final Map<Pattern, String> MEANINGS = Map.of(
            Pattern.compile("^(?:<{7}|>{7}|\\|{7})(?: .*)?$|^={7}$"), MERGE,
            Pattern.compile("\\b(?:instanceof|case)\\s+[A-Z]\\w*(?:<[^>]{0,100}>)?\\s*\\("), RECORD_PATTERN,
            Pattern.compile("^\\s*import\\s+module\\s"), MODULE_IMPORT,
            Pattern.compile("(?:^|[};])\\s*(?:elif|elsif)\\b"), ELSE_IF,
            Pattern.compile("[^=]===[^=]"), EQUALS,
            Pattern.compile("[\\w)\\]]\\s+(?:and|or)\\s+[\\w(!]"), AND_OR);

    private TellingLines() {}

    /** Returns what the line means. */
    static Optional<String> meaning(String whole) {
        String line = NO_CODE.matcher(whole).replaceAll("\"\"");
        return MEANINGS.entrySet().stream()
                .filter(each -> each.getKey().matcher(line).find())
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Returns the compiler's words, or better ones where git wrote the line. */
    static String headline(String line, String message) {
        return meaning(line).filter(MERGE::equals).isPresent() ? "a mark of an unfinished git merge: " + line : message;
    }
}
