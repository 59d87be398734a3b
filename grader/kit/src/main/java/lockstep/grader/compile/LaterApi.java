package lockstep.grader.compile;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What came to the JDK's usual packages after Java 17, and with which release, previews left out. It is taken from the
 * signatures by which a JDK compiles for earlier releases, and comes with the kit: a JDK 17 knows of none of it.
 */
final class LaterApi {

    /**
     * Members of a type, or the type itself.
     *
     * @param release the first one that has them
     * @param type its full name
     * @param members names of fields, and of methods with the simple types of their parameters; none for the type itself
     */
    record Addition(int release, String type, List<String> members) {

        /** Returns whether a field of this name is among the members, or a method with so many parameters or any number. */
        boolean has(String name, Optional<Integer> parameters) {
            return members.stream()
                    .anyMatch(member -> member.replaceFirst("\\(.*", "").equals(name)
                            && (parameters.isEmpty() || parameters.get() == parametersOf(member)));
        }

        private static int parametersOf(String member) {
            String inside = member.replaceFirst("[^(]*\\(?", "").replace(")", "");
            return inside.isEmpty() ? 0 : inside.split(",").length;
        }

        private static Addition read(String line) {
            String[] words = line.split(" ");
            return new Addition(
                    Integer.parseInt(words[0]), words[1], Arrays.asList(words).subList(2, words.length));
        }
    }

    private static final List<Addition> ADDITIONS = read();

    private LaterApi() {}

    /** Returns additions to types, with such a member. */
    static Stream<Addition> members(String name, Optional<Integer> parameters) {
        return ADDITIONS.stream().filter(each -> each.has(name, parameters));
    }

    /** Returns the added type of this simple or full name. */
    static Optional<Addition> type(String name) {
        return ADDITIONS.stream()
                .filter(each -> each.members().isEmpty())
                .filter(each -> each.type().equals(name) || each.type().endsWith("." + name))
                .findFirst();
    }

    private static List<Addition> read() {
        try (InputStream in = Objects.requireNonNull(LaterApi.class.getResourceAsStream("later-api.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().map(Addition::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
