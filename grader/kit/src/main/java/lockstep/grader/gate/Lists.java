package lockstep.grader.gate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The texts in the kit that say what is allowed. What an exercise should be built from is a question of its structure checks. */
final class Lists {

    private Lists() {}

    /**
     * Returns what an exercise may use: the language, and what it declares.
     *
     * @param allowed names of lists, and lines of an exercise's own, which have a colon
     * @throws IllegalArgumentException if there is no such list, or a line is none of the format
     */
    static AllowList of(List<String> allowed) {
        List<List<String>> texts = new ArrayList<>(List.of(lines("base")));
        for (String each : allowed) {
            texts.add(each.contains(":") ? List.of(each) : lines(each));
        }
        return AllowList.parse(texts);
    }

    static List<String> lines(String name) {
        String file = name + ".txt";
        try (InputStream in = Lists.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException(
                        "base, threads, pools or processes expected, or a line with a colon, found \"" + name + "\"");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
