package lockstep.grader.submission;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import lockstep.grader.exercise.Exercise;

/** The starter's files as the kit ships them, kept beside the grader's classes. */
final class KitFiles {

    private static final String TOP = "/lockstep/kit/";
    private static final String ROOT = TOP + "exercises/";

    private KitFiles() {}

    /**
     * Returns a file's text.
     *
     * @param path below the module {@code exercises}: {@code src/main/java/lockstep/threadedsum/ThreadedSum.java}
     */
    static Optional<String> text(String path) {
        return resource(ROOT + path);
    }

    /** Returns whether a text is the exercise's stub as the kit ships it; blanks at the ends of lines do not count. */
    static boolean isShipped(Exercise exercise, String text) {
        return text("src/main/java/" + exercise.stubPath())
                .map(StrictText::withoutTrailingBlanks)
                .filter(StrictText.withoutTrailingBlanks(text)::equals)
                .isPresent();
    }

    /**
     * Returns the text of a file at the top of the kit's own repository.
     *
     * @param path for instance {@code pom.xml}
     */
    static Optional<String> atTop(String path) {
        return resource(TOP + path);
    }

    private static Optional<String> resource(String name) {
        try (InputStream bytes = KitFiles.class.getResourceAsStream(name)) {
            return bytes == null
                    ? Optional.empty()
                    : Optional.of(new String(bytes.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
