package lockstep.grader.exercise.mistakes;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lockstep.grader.exercise.mistakes.Mistake.Sight;
import lockstep.grader.exercise.mistakes.Mistake.Visibility;
import lockstep.grader.verdict.Advice;

/** Puts the lines of a catalogue together to mistakes. */
final class MistakeParser {

    private static final Pattern HEAD = Pattern.compile("\\[(\\w+)] (\\w+(?:, \\w+)*)");
    private static final Pattern FIELD = Pattern.compile("(\\w+): (.+)");
    private static final Pattern SEEN = Pattern.compile("(yes|sometimes|no): (.+)");
    private static final Set<String> FIELDS = Set.of("title", "wrong", "why", "hint", "seen");

    private final Consumer<Mistake> complete;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private String id = "";
    private String exercises = "";
    private String field = "";
    private int lineNumber;

    /** @param complete takes each mistake as its entry ends */
    MistakeParser(Consumer<Mistake> complete) {
        this.complete = complete;
    }

    void accept(String line) {
        lineNumber++;
        if (line.isBlank() || line.startsWith("#")) {
            return;
        }
        Matcher head = HEAD.matcher(line);
        Matcher start = FIELD.matcher(line);
        if (head.matches()) {
            end();
            id = head.group(1);
            exercises = head.group(2);
        } else if (line.startsWith("  ") && !field.isEmpty()) {
            fields.merge(field, line.strip(), (before, more) -> before + " " + more);
        } else if (start.matches() && FIELDS.contains(start.group(1)) && !id.isEmpty()) {
            field = start.group(1);
            if (fields.put(field, start.group(2)) != null) {
                throw wrong("a second \"" + field + "\"");
            }
        } else {
            throw wrong("no head, field or indented line: " + line);
        }
    }

    /** Completes the last entry. */
    void end() {
        if (!id.isEmpty()) {
            complete.accept(new Mistake(
                    id,
                    List.of(exercises.split(", ")),
                    required("title"),
                    required("wrong"),
                    new Advice(required("why"), required("hint"), id),
                    sight(required("seen"))));
        }
        fields.clear();
        id = "";
        field = "";
    }

    private Sight sight(String seen) {
        Matcher matcher = SEEN.matcher(seen);
        if (!matcher.matches()) {
            throw wrong("\"seen\" begins with one of " + Arrays.toString(Visibility.values()) + " and a colon");
        }
        return new Sight(Visibility.valueOf(matcher.group(1).toUpperCase(Locale.ROOT)), matcher.group(2));
    }

    private String required(String name) {
        String text = fields.get(name);
        if (text == null) {
            throw wrong("no \"" + name + "\"");
        }
        return text;
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("mistake " + id + ", before or at line " + lineNumber + ": " + what);
    }
}
