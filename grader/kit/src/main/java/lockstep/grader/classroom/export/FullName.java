package lockstep.grader.classroom.export;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A full name as a platform wrote it. It is compared as a whole, after Unicode NFC and case folding; words inside a name
 * identify nobody.
 *
 * @param written the name in the platform's form
 */
public record FullName(String written, Form form) {

    private static final Map<Integer, String> UMLAUTS = new HashMap<>(Map.of(
            (int) 'ä', "ae", (int) 'ö', "oe", (int) 'ü', "ue", (int) 'ß', "ss", (int) 'æ', "ae", (int) 'ø', "oe"));

    private static final Pattern EAST_ASIAN = Pattern.compile("[\\p{IsHangul}\\p{IsHan}]+");

    /** How a platform writes names. */
    public enum Form {
        /** As people do: "Jane Doe" or "Doe, Jane". */
        PLAIN,
        /** The last name first, in lower case, without what is no letter, digit or underscore: "doejane". */
        JOINED,
        /** As people do, but in ASCII: "Juergen Mueller". */
        ASCII
    }

    /** A name as people write it. */
    public static FullName plain(String written) {
        return new FullName(written, Form.PLAIN);
    }

    /** Returns whether it is the name, which is written as people do. */
    public boolean fits(String name) {
        List<String> words = words(name);
        if (words.isEmpty() || written.isBlank()) {
            return false;
        }
        return switch (form) {
            case PLAIN -> words.equals(words(written)) || isWrittenTogether(words, words(written));
            case ASCII -> ascii(words).equals(ascii(words(written)));
            case JOINED -> joined(name).contains(letters(written));
        };
    }

    /** A Korean or Chinese name has no space, or one in either order where a platform asks for two names. */
    private static boolean isWrittenTogether(List<String> one, List<String> other) {
        return one.size() + other.size() == 3
                && Stream.concat(one.stream(), other.stream())
                        .allMatch(word -> EAST_ASIAN.matcher(word).matches())
                && !Collections.disjoint(together(one), together(other));
    }

    private static List<String> together(List<String> words) {
        return words.size() == 1 ? words : List.of(words.get(0) + words.get(1), words.get(1) + words.get(0));
    }

    /** Returns a text in the form in which two of them are compared. */
    public static String folded(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC).strip();
        // Upper case first, so that ß and SS are one: Java has no folding of its own.
        return composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    /** Returns a text without what is no letter or digit, folded. */
    static String letters(String text) {
        return folded(text).replaceAll("[^\\p{L}\\p{M}\\p{N}]", "");
    }

    /** The words of a name, first names first: what stands before a comma is the last name. */
    private static List<String> words(String name) {
        String[] parts = name.split(",", -1);
        String turned = parts.length == 2 ? parts[1] + " " + parts[0] : name;
        return Arrays.stream(folded(turned).split("[\\s\\p{Z}]+", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** How the last name may come first: where a comma does not tell which it is, it is one word or more at the end. */
    private static List<String> joined(String name) {
        List<String> words = words(name);
        if (words.size() == 1 || name.split(",", -1).length == 2) {
            return List.of(letters(name));
        }
        List<String> forms = new ArrayList<>();
        for (int i = 1; i < words.size(); i++) {
            forms.add(letters(String.join("", words.subList(i, words.size())) + String.join("", words.subList(0, i))));
        }
        return forms;
    }

    private static String ascii(List<String> words) {
        StringBuilder out = new StringBuilder();
        String.join(" ", words).codePoints().forEach(c -> {
            String like = UMLAUTS.get(c);
            out.append(like != null ? like : Character.toString(c));
        });
        return Normalizer.normalize(out, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    }
}
