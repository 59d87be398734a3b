package lockstep.grader.language;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The form of texts that differ in places, with its translation. */
final class Form {

    static final Pattern PLACE = Pattern.compile("\\{([0-9])}");

    /** Where one sentence ends and the next one begins. */
    static final Pattern BETWEEN_SENTENCES = Pattern.compile("(?<=[.?!][)\"”]?) (?=[A-Z\"“(]|pool-\\d|main\\b)");

    private final Entry entry;
    private final List<String> literals;
    private final List<Integer> places;
    private final Pattern pattern;

    Form(Entry entry) {
        this.entry = entry;
        this.places = places(entry.english());
        this.literals = List.of(PLACE.split(entry.english(), -1));
        StringBuilder regex = new StringBuilder(Pattern.quote(literals.get(0)));
        for (int i = 1; i < literals.size(); i++) {
            regex.append("(.+?)").append(Pattern.quote(literals.get(i)));
        }
        this.pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
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
        if (!matcher.matches()) {
            return null;
        }
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= matcher.groupCount(); i++) {
            String value = matcher.group(i);
            if (!acrossSentences && BETWEEN_SENTENCES.matcher(value).find()) {
                return null;
            }
            values.add(value.indexOf(' ') < 0 ? value : phrase.apply(value));
        }
        return filled(values);
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
