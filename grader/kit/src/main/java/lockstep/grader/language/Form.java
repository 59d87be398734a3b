package lockstep.grader.language;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The form of texts that differ in places, with its translation.
 *
 * <p>What stands in a place may be the student's own: what follows an exception's name, or stands in quotation marks, stays as
 * it is. And the fewer words a form has itself, the less it may take for its own.
 */
final class Form {

    static final Pattern PLACE = Pattern.compile("\\{([0-9])}");

    /** Where one sentence ends and the next one begins. */
    static final Pattern BETWEEN_SENTENCES = Pattern.compile("(?<=[.?!][)\"”]?) (?=[A-Z\"“(]|pool-\\d|main\\b)");

    /** The name of an exception that was thrown, behind which its message follows. */
    static final Pattern THROWN =
            Pattern.compile("(?<=^|threw |throws |cause: |[(])[A-Z]\\w*(?:Exception|Error|Throwable): ");

    /** In a form of fewer letters, each place holds a single word or what is known itself. */
    private static final int FEW_LETTERS = 10;

    private static final String COLON = ": ";

    private final Entry entry;
    private final List<String> literals;
    private final List<Integer> places;
    private final Pattern pattern;
    private final boolean isShort;

    Form(Entry entry) {
        this.entry = entry;
        this.places = places(entry.english());
        this.literals = List.of(PLACE.split(entry.english(), -1));
        StringBuilder regex = new StringBuilder(Pattern.quote(literals.get(0)));
        for (int i = 1; i < literals.size(); i++) {
            regex.append("(.+?)").append(Pattern.quote(literals.get(i)));
        }
        this.pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
        this.isShort =
                String.join("", literals).chars().filter(Character::isLetter).count() < FEW_LETTERS;
    }

    static List<Integer> places(String text) {
        return PLACE.matcher(text)
                .results()
                .map(match -> Integer.valueOf(match.group(1)))
                .toList();
    }

    /** Returns how much of a text is the form's own: the more, the surer is a match. */
    int literalLength() {
        return literals.stream().mapToInt(String::length).sum();
    }

    /**
     * Returns the text translated; null where it is not of this form.
     *
     * @param phrase translates what stands in a place, where that is more than a word
     * @param acrossSentences whether a place may hold several sentences
     */
    @Nullable
    String apply(String text, UnaryOperator<String> phrase, boolean acrossSentences) {
        boolean possible = text.startsWith(literals.get(0))
                && text.endsWith(literals.get(literals.size() - 1))
                && literals.stream().allMatch(text::contains);
        if (!possible) {
            return null;
        }
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches() || !fits(matcher, acrossSentences)) {
            return null;
        }
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= matcher.groupCount(); i++) {
            String value = matcher.group(i);
            boolean asItIs = value.indexOf(' ') < 0 || isOfStudent(text, matcher.start(i), matcher.end(i));
            String said = asItIs ? value : phrase.apply(value);
            if (isShort && !isWord(value) && said.equals(value)) {
                return null;
            }
            values.add(said);
        }
        return filled(values);
    }

    private boolean fits(Matcher matcher, boolean acrossSentences) {
        for (int i = 1; i <= matcher.groupCount(); i++) {
            if (!acrossSentences && BETWEEN_SENTENCES.matcher(matcher.group(i)).find()) {
                return false;
            }
        }
        // What follows a colon is what is said of it all, and no part of what comes last before it.
        String last = matcher.group(matcher.groupCount());
        return !literals.get(literals.size() - 1).isEmpty()
                || entry.english().indexOf(':') >= 0
                || !last.contains(COLON)
                || THROWN.matcher(last).find();
    }

    /** Returns whether there is no blank but in brackets: a call is a word, too. */
    private static boolean isWord(String value) {
        return outsideBrackets(value, " ").size() == 1;
    }

    /** Returns the parts of a text that a separator which is not in brackets keeps apart. */
    static List<String> outsideBrackets(String text, String separator) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            if (depth == 0 && text.startsWith(separator, i)) {
                parts.add(text.substring(from, i));
                from = i + separator.length();
            }
        }
        parts.add(text.substring(from));
        return parts;
    }

    /** Returns whether this part of the text is an exception with its message, or its message, or in quotation marks. */
    private static boolean isOfStudent(String text, int start, int end) {
        boolean quoted = start > 0 && text.charAt(start - 1) == '"' && end < text.length() && text.charAt(end) == '"';
        return quoted
                || THROWN.matcher(text).results().anyMatch(thrown -> thrown.start() == start || thrown.end() == start);
    }

    private String filled(List<String> values) {
        String translated = entry.translated();
        StringBuilder out = new StringBuilder();
        int from = 0;
        String before = null;
        for (MatchResult place : PLACE.matcher(translated).results().toList()) {
            out.append(literal(before, translated.substring(from, place.start())));
            before = values.get(places.indexOf(Integer.valueOf(place.group(1))));
            out.append(before);
            from = place.end();
        }
        return out.append(literal(before, translated.substring(from))).toString();
    }

    private static String literal(@Nullable String before, String text) {
        return before == null ? text : Particles.after(before, text);
    }
}
