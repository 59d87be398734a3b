package lockstep.grader.catalog.mistakes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lockstep.grader.verdict.Advice;

/** All mistakes that the kit has words for, by id. */
public final class MistakeCatalog {

    private static final String RESOURCE = "mistakes.txt";

    private final Map<String, Mistake> mistakes;

    private MistakeCatalog(Map<String, Mistake> mistakes) {
        this.mistakes = mistakes;
    }

    /** Returns the kit's own catalogue. */
    public static MistakeCatalog ofKit() {
        try (InputStream resource = MistakeCatalog.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException("the kit has lost its " + RESOURCE);
            }
            return read(new InputStreamReader(resource, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a catalogue; its format is described at the top of {@code mistakes.txt}.
     *
     * @throws IllegalArgumentException if an entry is incomplete or twice there, or a line is none of the format
     */
    static MistakeCatalog read(Reader source) throws IOException {
        Map<String, Mistake> mistakes = new LinkedHashMap<>();
        BufferedReader lines = new BufferedReader(source);
        MistakeParser parser = new MistakeParser(mistake -> {
            if (mistakes.put(mistake.id(), mistake) != null) {
                throw new IllegalArgumentException("two mistakes are called " + mistake.id());
            }
        });
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            parser.accept(line);
        }
        parser.end();
        return new MistakeCatalog(mistakes);
    }

    /** Returns what the kit's own catalogue advises on a mistake. */
    public static Advice adviceOn(String id) {
        return Kit.MISTAKES
                .find(id)
                .orElseThrow(() -> new IllegalArgumentException("no mistake is called " + id))
                .advice();
    }

    /** Read when it is asked for the first time. */
    private static final class Kit {
        static final MistakeCatalog MISTAKES = ofKit();
    }

    /** Returns the mistake of this id, in upper or lower case. */
    public Optional<Mistake> find(String id) {
        return Optional.ofNullable(mistakes.get(id.toUpperCase(Locale.ROOT)));
    }

    /** Returns all mistakes in the order of the catalogue. */
    public List<Mistake> all() {
        return List.copyOf(mistakes.values());
    }
}
