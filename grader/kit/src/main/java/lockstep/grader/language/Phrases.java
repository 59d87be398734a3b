package lockstep.grader.language;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is known of a language: whole texts and forms of texts. */
final class Phrases {

    /** A longer text is not the kit's. */
    private static final int LONGEST = 4_000;

    /** Phrases within phrases are of no more levels. */
    private static final int DEEPEST = 12;

    /** A list of more parts is the student's, and a text of more parts with commas nobody's. */
    private static final int MOST_PARTS = 60;

    private static final int LONGEST_PART = 5;

    private static final String SEPARATOR = ", ";

    private static final String LABEL_END = ": ";

    /** What joins texts that were made apart from each other, in the order in which they are taken apart again. */
    private static final List<Pattern> JOINTS = List.of(
            Pattern.compile("\n"),
            Pattern.compile("  "),
            Form.BETWEEN_SENTENCES,
            Pattern.compile(" · "),
            Pattern.compile("; "),
            Pattern.compile(LABEL_END),
            Pattern.compile("[:.]$"),
            Pattern.compile(" (?=\\([^()]+\\)$)"),
            Pattern.compile("(?<=^[(\\[])|(?=[)\\]]$)"));

    private final Map<String, String> whole;
    private final List<Form> forms;

    Phrases(Map<String, String> whole) {
        this(whole, List.of());
    }

    private Phrases(Map<String, String> whole, List<Form> forms) {
        this.whole = Map.copyOf(whole);
        this.forms = List.copyOf(forms);
    }

    /**
     * Where two entries have the same English text, the first one counts.
     *
     * @throws IllegalArgumentException if a translation loses a place or makes one up
     */
    static Phrases of(List<Entry> entries) {
        Map<String, String> whole = new HashMap<>();
        List<Form> forms = new ArrayList<>();
        for (Entry entry : entries) {
            if (!Form.places(entry.english()).stream()
                    .collect(Collectors.toSet())
                    .equals(Form.places(entry.translated()).stream().collect(Collectors.toSet()))) {
                throw new IllegalArgumentException(entry.origin() + ": the places of \"" + entry.english()
                        + "\" expected in its translation, found \"" + entry.translated() + "\"");
            }
            if (entry.isForm()) {
                forms.add(new Form(entry));
            } else {
                whole.putIfAbsent(entry.english(), entry.translated());
            }
        }
        forms.sort(Comparator.comparingInt(Form::literalLength).reversed());
        return new Phrases(whole, forms);
    }

    /** Returns the text translated; the text itself where nothing of it is known. */
    String say(String english) {
        return new Saying().say(english);
    }

    /** One text, each part of which is looked up once. */
    private final class Saying {

        private final Map<String, Optional<String>> known = new HashMap<>();
        private int depth;

        String say(String english) {
            String known = english.length() > LONGEST ? null : known(english, 0);
            return known == null ? english : known;
        }

        private @Nullable String known(String text, int joint) {
            String key = joint + text;
            Optional<String> before = known.get(key);
            if (before == null) {
                if (depth == DEEPEST) {
                    return null;
                }
                depth++;
                before = Optional.ofNullable(found(text, joint));
                depth--;
                known.put(key, before);
            }
            return before.orElse(null);
        }

        private @Nullable String found(String text, int joint) {
            return Stream.<Supplier<@Nullable String>>of(
                            () -> whole.get(text),
                            () -> labelled(text),
                            () -> list(text, true),
                            () -> byForm(text, false),
                            () -> inParts(text, joint),
                            () -> list(text, false),
                            () -> byForm(text, true))
                    .map(Supplier::get)
                    .filter(translated -> translated != null)
                    .findFirst()
                    .orElse(null);
        }

        private @Nullable String labelled(String text) {
            int colon = text.indexOf(LABEL_END);
            String label = colon < 0 ? null : whole.get(text.substring(0, colon));
            return label == null ? null : label + LABEL_END + say(text.substring(colon + LABEL_END.length()));
        }

        private @Nullable String byForm(String text, boolean acrossSentences) {
            return forms.stream()
                    .map(form -> form.apply(text, this::say, acrossSentences))
                    .filter(translated -> translated != null)
                    .findFirst()
                    .orElse(null);
        }

        /** Behind an exception's name is its message, which is the student's. */
        private @Nullable String inParts(String text, int from) {
            Matcher thrown = Form.THROWN.matcher(text);
            if (text.indexOf('\n') < 0 && thrown.find()) {
                String head = known(text.substring(0, thrown.end() - LABEL_END.length()), from);
                return head == null ? null : head + text.substring(thrown.end() - LABEL_END.length());
            }
            for (int i = from; i < JOINTS.size(); i++) {
                List<String> parts = List.of(JOINTS.get(i).split(text, -1));
                if (parts.size() > 1) {
                    int next = i + 1;
                    List<@Nullable String> translated =
                            parts.stream().map(part -> known(part, next)).toList();
                    if (translated.stream().anyMatch(part -> part != null)) {
                        return joined(text, JOINTS.get(i), parts, translated);
                    }
                }
            }
            return null;
        }

        /**
         * Returns a list: texts that were joined by commas, which may have some themselves. A word alone may be a name of the
         * student's, and a sentence has commas, too.
         *
         * @param all whether all parts have to be known, by themselves or by their form; else those that are whole texts are said
         */
        private @Nullable String list(String text, boolean all) {
            List<String> parts = Form.outsideBrackets(text, SEPARATOR);
            if (parts.size() < 2 || parts.size() > MOST_PARTS) {
                return null;
            }
            List<String> listed = new ArrayList<>();
            int from = 0;
            while (from < parts.size()) {
                int first = from;
                int end = IntStream.rangeClosed(from + 1, Math.min(from + LONGEST_PART, parts.size()))
                        .filter(to -> isWhole(String.join(SEPARATOR, parts.subList(first, to))))
                        .max()
                        .orElse(from + 1);
                listed.add(String.join(SEPARATOR, parts.subList(from, end)));
                from = end;
            }
            if (all) {
                List<String> said = new ArrayList<>();
                for (String part : listed) {
                    String one = listed(part);
                    if (one == null) {
                        return null;
                    }
                    said.add(one);
                }
                return String.join(SEPARATOR, said);
            }
            return listed.stream().anyMatch(Phrases.this::isWhole)
                    ? listed.stream()
                            .map(part -> isWhole(part) ? whole.get(part) : part)
                            .collect(Collectors.joining(SEPARATOR))
                    : null;
        }

        private @Nullable String listed(String part) {
            if (part.indexOf(' ') < 0) {
                return null;
            } else if (part.startsWith("[") && part.endsWith("]")) {
                String inside = list(part.substring(1, part.length() - 1), true);
                return inside == null ? null : "[" + inside + "]";
            }
            return isWhole(part) ? whole.get(part) : byForm(part, false);
        }
    }

    private boolean isWhole(String listed) {
        return listed.indexOf(' ') >= 0 && whole.containsKey(listed);
    }

    private static String joined(String text, Pattern joint, List<String> parts, List<@Nullable String> translated) {
        List<String> between = Stream.concat(
                        Stream.of(""), joint.matcher(text).results().map(match -> match.group()))
                .toList();
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            String known = translated.get(i);
            out.append(between.get(i)).append(known == null ? parts.get(i) : known);
        }
        return out.toString();
    }
}
