package lockstep.grader.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Texts and lists cut to a bound, with a note of how much is missing. */
final class Capped {

    /** A student's or a folder's name. */
    static final int NAME = 100;
    /** One sentence: a message, a title, a name. */
    static final int SENTENCE = 1_000;
    /** A value, a compiler's message. */
    static final int PARAGRAPH = 2_000;
    /** The output of a process. */
    static final int OUTPUT = 4_000;
    /** A file of a student's. */
    static final int SOURCE = 100_000;

    private Capped() {}

    /** Returns the beginning of the text. */
    static String text(String text, int most) {
        if (text.length() <= most) {
            return whole(text);
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return whole(text.substring(0, end)) + "… " + count(text.length() - end) + " more characters";
    }

    static @Nullable String textOrNull(@Nullable String text, int most) {
        return text == null ? null : text(text, most);
    }

    /** Returns the end of the text: the last words of a process tell the most. */
    static String end(String text, int most) {
        if (text.length() <= most) {
            return whole(text);
        }
        int start = text.length() - most;
        if (Character.isLowSurrogate(text.charAt(start))) {
            start++;
        }
        return count(start) + " characters before …\n" + whole(text.substring(start));
    }

    /** Returns the first of the items, and what stands for the rest where there are more. */
    static <T> List<T> list(List<T> items, int most, IntFunction<T> rest) {
        if (items.size() <= most) {
            return items;
        }
        List<T> kept = new ArrayList<>(items.subList(0, most - 1));
        kept.add(rest.apply(items.size() - kept.size()));
        return kept;
    }

    /** Returns capped texts. */
    static List<String> texts(List<String> texts, int most) {
        List<String> capped = texts.stream().map(text -> text(text, SENTENCE)).toList();
        return list(capped, most, rest -> "… " + count(rest) + " more");
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Returns whether a terminal or a bidirectional layout acts on the character instead of showing it. */
    static boolean obeyed(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /** Replaces halves of surrogate pairs: they have no encoding in UTF-8. */
    private static String whole(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c)
                .forEach(out::appendCodePoint);
        return out.toString();
    }
}
