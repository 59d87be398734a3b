package lockstep.grader.exercise.mistakes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lockstep.grader.exercise.UnfitPackException;
import lockstep.grader.verdict.Advice;

/** All mistakes that the kit and its packs have words for, by id. */
public final class MistakeCatalog {

    private static final String RESOURCE = "lockstep/kit/mistakes.txt";

    private final Map<String, Mistake> mistakes;

    private MistakeCatalog(Map<String, Mistake> mistakes) {
        this.mistakes = mistakes;
    }

    /**
     * Returns the mistakes of all packs on the class path, the kit's own first.
     *
     * @throws UnfitPackException if a pack's are not as the format wants them, or one is there twice
     */
    public static MistakeCatalog load() {
        Map<String, Mistake> mistakes = new LinkedHashMap<>();
        try {
            for (URL each :
                    Collections.list(MistakeCatalog.class.getClassLoader().getResources(RESOURCE))) {
                try (Reader text = new InputStreamReader(each.openStream(), StandardCharsets.UTF_8)) {
                    read(text, mistakes);
                } catch (IllegalArgumentException e) {
                    throw new UnfitPackException(each + ": " + e.getMessage(), e);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new MistakeCatalog(mistakes);
    }

    /**
     * Reads a catalogue; its format is described at the top of the kit's {@code mistakes.txt}.
     *
     * @throws IllegalArgumentException if an entry is incomplete or twice there, or a line is none of the format
     */
    static MistakeCatalog read(Reader source) throws IOException {
        Map<String, Mistake> mistakes = new LinkedHashMap<>();
        read(source, mistakes);
        return new MistakeCatalog(mistakes);
    }

    private static void read(Reader source, Map<String, Mistake> mistakes) throws IOException {
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
    }

    /** Returns what the catalogue advises on a mistake. */
    public static Advice adviceOn(String id) {
        return Loaded.MISTAKES
                .find(id)
                .orElseThrow(() -> new IllegalArgumentException("no mistake is called " + id))
                .advice();
    }

    /** Read when it is asked for the first time. */
    private static final class Loaded {
        static final MistakeCatalog MISTAKES = load();
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
