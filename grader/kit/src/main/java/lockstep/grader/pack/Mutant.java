package lockstep.grader.pack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lockstep.grader.exercise.UnfitPackException;

/**
 * The solution with one declared change, and what must come of it.
 *
 * <p>A file of mutants has a section for each: its name in brackets; {@code from} and {@code to}, an edit of the solution's
 * text without comments and with single spaces, at its first place after the beginning of the method that {@code in} names;
 * then a line for each check that is expected, without the exercise's name ({@code race.two-puts FAILED}), {@code * PASSED}
 * where nothing breaks, {@code mistake ID} for a mistake that has to be named ({@code none} for none), and {@code at TEXT} for a
 * line that has to be told.
 *
 * @param reason why it is right or wrong, as comments ({@code #}) below its name say; may be empty
 * @param source the changed text, a line for each statement
 */
public record Mutant(String name, String reason, String source, List<String> expected) {

    /** A comment; or a text or a character, in which what looks like one is none. */
    private static final Pattern COMMENT_OR_TEXT =
            Pattern.compile("/\\*(?s:.)*?\\*/|//[^\\n]*|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])*'");

    /** The end of a statement; or a text or a character, in which what looks like one is none. */
    private static final Pattern END_OR_TEXT = Pattern.compile("[;{}] |\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*'");

    public Mutant {
        expected = List.copyOf(expected);
    }

    /**
     * Reads a file of mutants.
     *
     * @param stub the simple name of the class
     * @throws UnfitPackException if the solution has no such text
     */
    public static List<Mutant> read(String text, String stub, String solution) {
        String flat = flat(solution);
        return Stream.of(text.split("\n(?=\\[)"))
                .filter(section -> section.startsWith("["))
                .map(section -> mutant(section, stub, flat))
                .toList();
    }

    /** Returns a source without comments, on one line. */
    static String flat(String source) {
        return COMMENT_OR_TEXT
                .matcher(source)
                .replaceAll(match -> match.group().startsWith("/") ? "" : Matcher.quoteReplacement(match.group()))
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String lined(String flat) {
        return END_OR_TEXT
                .matcher(flat)
                .replaceAll(match -> Matcher.quoteReplacement(
                        match.group().endsWith(" ") ? match.group().charAt(0) + "\n" : match.group()));
    }

    private static Mutant mutant(String section, String stub, String solution) {
        String name = section.substring(1, section.indexOf(']'));
        List<String> expected = new ArrayList<>();
        String source = solution;
        int start = 0;
        String from = "";
        for (String line : section.lines()
                .skip(1)
                .filter(each -> !each.isBlank() && !each.startsWith("#"))
                .toList()) {
            String[] words = line.split(" ", 2);
            String rest = words.length < 2 ? "" : words[1];
            switch (words[0]) {
                case "in" ->
                    start = place(name, source, " " + rest + "(", Math.max(0, source.indexOf(" " + stub + "(")));
                case "from" -> from = rest;
                case "to" -> {
                    int at = place(name, source, from, start);
                    source = source.substring(0, at) + rest + source.substring(at + from.length());
                }
                default -> expected.add(line);
            }
        }
        String reason = section.lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.substring(1).strip())
                .collect(Collectors.joining(" "));
        return new Mutant(name, reason, lined(source), expected);
    }

    private static int place(String name, String source, String text, int start) {
        int at = source.indexOf(text, start);
        if (at < 0) {
            throw new UnfitPackException(
                    "[" + name + "]: \"" + text.strip() + "\" expected in the solution, found nowhere");
        }
        return at;
    }

    /** Returns whether it is declared to break nothing. */
    public boolean isSound() {
        return expected.equals(List.of("* PASSED"));
    }

    /**
     * Returns what has come otherwise than declared.
     *
     * @param outcomes of the checks, by their names without the exercise's; {@code structure.compiles} and those that are
     *     not asked may be missing
     * @param mistakes those named, {@code none} where a failed check has no name for it
     * @param told the numbers of the lines that failed checks name
     */
    public List<String> otherwise(Map<String, String> outcomes, Set<String> mistakes, Set<Integer> told) {
        List<String> lines = told.stream()
                .map(number -> source.split("\n", -1)[number - 1].strip())
                .toList();
        List<String> wrong = new ArrayList<>();
        for (String line : expected) {
            String[] words = line.split(" ");
            if (words[0].equals("mistake")) {
                if (!mistakes.contains(words[1])) {
                    wrong.add("expected the mistake " + words[1] + ", found " + mistakes);
                }
            } else if (words[0].equals("at")) {
                if (!lines.contains(line.substring("at ".length()))) {
                    wrong.add("expected that it is told " + line + ", found " + lines);
                }
            } else if (words[0].equals("*")) {
                outcomes.forEach((check, outcome) -> {
                    if (!outcome.equals(words[1])) {
                        wrong.add("expected " + check + " " + words[1] + ", found " + outcome);
                    }
                });
            } else if (!words[1].equals(outcomes.get(words[0]))) {
                wrong.add("expected " + line + ", found " + outcomes.get(words[0]));
            }
        }
        return wrong;
    }
}
