package lockstep.grader.typo;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The word that somebody meant who made a typing error or two. The case of letters does not matter. */
public final class Nearest {

    private static final int MOST_ERRORS = 2;
    /** Shorter beginnings and ends say too little. */
    private static final int SHORTEST = 3;

    private Nearest() {}

    /** Returns the nearest of the words, or nothing where none is close. */
    public static Optional<String> to(String typed, Collection<String> words) {
        return words.stream()
                .filter(word -> distance(typed, word) <= Math.min(MOST_ERRORS, word.length() / 2))
                .min(nearestTo(typed));
    }

    /** Returns a question after the word that was meant: {@code (did you mean poolmap?)}; nothing where there is no guess. */
    public static String suggestion(String typed, Collection<String> words) {
        return guess(typed, words).map(word -> " (did you mean " + word + "?)").orElse("");
    }

    /**
     * Returns the word that is nearest, or else one that begins or ends as the typed one does, perhaps nearly; nothing where
     * no word is close.
     */
    public static Optional<String> guess(String typed, Collection<String> words) {
        return to(typed, words)
                .or(() -> words.stream()
                        .filter(word ->
                                typed.length() >= SHORTEST && (word.endsWith("." + typed) || word.startsWith(typed)))
                        .min(Comparator.naturalOrder()))
                .or(() -> words.stream()
                        .filter(word -> word.indexOf('.') >= 0
                                && distance(lastPart(typed), lastPart(word)) <= MOST_ERRORS
                                && lastPart(word).length() > 2 * MOST_ERRORS)
                        .min(nearestTo(typed)));
    }

    /** Of two words that are equally near, the one is meant that begins and ends more like it. */
    private static Comparator<String> nearestTo(String typed) {
        return Comparator.comparingInt((String word) -> distance(typed, word))
                .thenComparingInt(word -> -sameBeginning(typed, word) - sameBeginning(reversed(typed), reversed(word)))
                .thenComparing(Comparator.naturalOrder());
    }

    private static int sameBeginning(String one, String other) {
        int length = 0;
        while (length < Math.min(one.length(), other.length()) && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return length;
    }

    private static String reversed(String word) {
        return new StringBuilder(word).reverse().toString();
    }

    private static String lastPart(String id) {
        return id.substring(id.lastIndexOf('.') + 1);
    }

    /** Returns how many letters have to be put in, taken out, replaced, or swapped with their neighbour. */
    static int distance(String typed, String word) {
        String from = typed.toLowerCase(Locale.ROOT);
        String to = word.toLowerCase(Locale.ROOT);
        int[][] errors = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                errors[i][j] = i == 0 || j == 0 ? i + j : cheapest(errors, from, to, i, j);
            }
        }
        return errors[from.length()][to.length()];
    }

    private static int cheapest(int[][] errors, String from, String to, int i, int j) {
        char last = from.charAt(i - 1);
        int kept = errors[i - 1][j - 1] + (last == to.charAt(j - 1) ? 0 : 1);
        int cheapest = Math.min(kept, Math.min(errors[i - 1][j], errors[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && last == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(cheapest, errors[i - 2][j - 2] + 1) : cheapest;
    }
}
