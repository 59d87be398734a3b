package lockstep.grader.classroom;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The word that somebody meant who made a typing error or two. */
public final class Nearest {

    private static final int MOST_ERRORS = 2;
    /** Shorter beginnings and ends say too little. */
    private static final int SHORTEST = 3;

    private Nearest() {}

    /** Returns the nearest of the words, or nothing where none is close. */
    public static Optional<String> to(String typed, Collection<String> words) {
        return words.stream()
                .filter(word -> distance(typed, word) <= Math.min(MOST_ERRORS, word.length() / 2))
                .min(Comparator.comparingInt((String word) -> distance(typed, word))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /**
     * Returns a question after the word that is nearest, or else one that begins or ends as the typed one does, perhaps
     * nearly: {@code (did you mean poolmap?)}; nothing where no word is close.
     */
    static String suggestion(String typed, Collection<String> words) {
        return to(typed, words)
                .or(() -> words.stream()
                        .filter(word ->
                                typed.length() >= SHORTEST && (word.endsWith("." + typed) || word.startsWith(typed)))
                        .min(Comparator.naturalOrder()))
                .or(() -> words.stream()
                        .filter(word -> word.indexOf('.') >= 0
                                && distance(lastPart(typed), lastPart(word)) <= MOST_ERRORS
                                && lastPart(word).length() > 2 * MOST_ERRORS)
                        .min(Comparator.comparingInt((String word) -> distance(typed, word))
                                .thenComparing(Comparator.naturalOrder())))
                .map(word -> " (did you mean " + word + "?)")
                .orElse("");
    }

    private static String lastPart(String id) {
        return id.substring(id.lastIndexOf('.') + 1);
    }

    /** Returns how many letters have to be put in, taken out or replaced. */
    static int distance(String from, String to) {
        int[] above = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] row = new int[to.length() + 1];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[to.length()];
    }
}
