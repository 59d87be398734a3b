package lockstep.grader.language;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Korean particles, of which many have two shapes: one after a syllable that ends in a consonant, one after a vowel.
 * Translators write both as Koreans do where they cannot know, {@code 을(를)}, and the one that fits is kept.
 *
 * <p>How a word in Latin letters is spoken is guessed from its last letters; the guess fits names of the Java library.
 */
final class Particles {

    private record Shapes(String afterConsonant, String afterVowel) {}

    private static final String DIRECTION = "(으)로";

    private static final Map<String, Shapes> PAIRS = Map.of(
            "은(는)",
            new Shapes("은", "는"),
            "이(가)",
            new Shapes("이", "가"),
            "을(를)",
            new Shapes("을", "를"),
            "와(과)",
            new Shapes("과", "와"),
            "과(와)",
            new Shapes("과", "와"),
            DIRECTION,
            new Shapes("으로", "로"),
            "(이)라",
            new Shapes("이라", "라"),
            "(이)나",
            new Shapes("이나", "나"),
            "(이)다",
            new Shapes("이다", "다"),
            "(이)었",
            new Shapes("이었", "였"));

    /** A pair, perhaps behind the end of a quotation. */
    private static final Pattern PAIR = Pattern.compile(
            PAIRS.keySet().stream().map(Pattern::quote).collect(Collectors.joining("|", "([”’\"')\\]`]*)(", ")")));

    private static final int FIRST_SYLLABLE = 0xAC00;
    private static final int LAST_SYLLABLE = 0xD7A3;
    /** How many syllables begin alike, and the number of the one among them that ends in ㄹ (Unicode Standard, 3.12). */
    private static final int FINALS = 28;

    private static final int FINAL_RIEUL = 8;

    /** 0, 1, 3, 6, 7 and 8 end in a consonant when they are spoken (영, 일, 삼, 육, 칠, 팔), 1, 7 and 8 in ㄹ. */
    private static final String SPOKEN_WITH_CONSONANT = "013678";

    private static final String SPOKEN_WITH_RIEUL = "178";

    /** As spoken in Korean: {@code main}, {@code term}, {@code null}; {@code lock}, {@code get} and {@code stop}. */
    private static final Pattern LATIN_CONSONANT =
            Pattern.compile(".*([lmn]|ng|[^aeiou][aeiou](ck|[bgkpt])|^[aeiou][kpt])");

    private Particles() {}

    /** Returns the text as it reads behind the value: a particle that it begins with has the shape that fits. */
    static String after(String value, String text) {
        Matcher matcher = PAIR.matcher(text);
        if (!matcher.lookingAt()) {
            return text;
        }
        String pair = matcher.group(2);
        Shapes shapes = Objects.requireNonNull(PAIRS.get(pair));
        String shape = endsInConsonant(value, pair.equals(DIRECTION)) ? shapes.afterConsonant() : shapes.afterVowel();
        return matcher.group(1) + shape + text.substring(matcher.end());
    }

    private static boolean endsInConsonant(String value, boolean direction) {
        int end = value.length();
        while (end > 0 && !Character.isLetterOrDigit(value.charAt(end - 1))) {
            end--;
        }
        if (end == 0) {
            return false;
        }
        char last = value.charAt(end - 1);
        if (last >= FIRST_SYLLABLE && last <= LAST_SYLLABLE) {
            int fin = (last - FIRST_SYLLABLE) % FINALS;
            return fin != 0 && !(direction && fin == FINAL_RIEUL);
        }
        if (Character.isDigit(last)) {
            return SPOKEN_WITH_CONSONANT.indexOf(last) >= 0 && !(direction && SPOKEN_WITH_RIEUL.indexOf(last) >= 0);
        }
        String word = value.substring(0, end).toLowerCase(Locale.ROOT);
        return LATIN_CONSONANT.matcher(word).matches() && !(direction && last == 'l');
    }
}
