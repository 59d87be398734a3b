package lockstep.grader.gate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The texts in the kit that say what is allowed, and to which exercise. */
final class Lists {

    private Lists() {}

    /** Returns the names of the lists of each exercise, by slug. */
    static Map<String, List<String>> byExercise() {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        for (String line : lines("exercises")) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] parts = line.split(":", 2);
                lists.put(parts[0].strip(), List.of(parts[1].strip().split(" +")));
            }
        }
        return lists;
    }

    /** Returns what an exercise may use; throws {@code IllegalStateException} for one that no line names. */
    static AllowList of(String slug) {
        List<String> names = byExercise().get(slug);
        if (names == null) {
            throw new IllegalStateException("gate/exercises.txt has no line for " + slug);
        }
        List<List<String>> texts = new ArrayList<>();
        for (String name : names) {
            texts.add(lines(name));
        }
        return AllowList.parse(texts);
    }

    static List<String> lines(String name) {
        String file = name + ".txt";
        try (InputStream in = Lists.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the kit lacks gate/" + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
