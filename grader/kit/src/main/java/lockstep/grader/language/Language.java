package lockstep.grader.language;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A language in which the program speaks to a student.
 *
 * <p>Everything is said in English first, by whoever finds it; feedback in JSON stays so. Here a text is looked up, whole or
 * by its form, when it is about to be shown. What has no translation is shown in English: a language that is not complete
 * yet is of use, and never wrong.
 *
 * <p>What it cannot do: tell all that is the student's from what is the kit's. Messages of exceptions and what stands in quotation
 * marks stay as they are; a line that a program printed and that reads like one of the kit's own texts is taken for it.
 */
public final class Language {

    /** The language in which everything is written. */
    public static final Language ENGLISH = new Language("en", new Phrases(Map.of()));

    /** The languages that the kit brings, a line each: the code, then what it is called in itself. */
    private static final String INDEX = "/lockstep/kit/languages.txt";

    /** The files of a language, in {@code lockstep/kit/CODE} on the class path: of the kit, and of each pack that has some. */
    private static final List<String> PARTS =
            List.of("checks.po", "mistakes.po", "engine.po", "compiler.po", "feedback.po", "program.po");

    private final String code;
    private final Phrases phrases;

    private Language(String code, Phrases phrases) {
        this.code = code;
        this.phrases = phrases;
    }

    /** Returns the codes of all languages (ISO 639), English first. */
    public static List<String> codes() {
        try (InputStream in = Language.class.getResourceAsStream(INDEX)) {
            if (in == null) {
                throw new IllegalStateException(INDEX + " is missing from the grader's jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(" ")[0])
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the language of that code, or nothing where there is none.
     *
     * @throws IllegalArgumentException if one of its files is not as the format wants it
     */
    public static Optional<Language> of(String code) {
        if (code.equals(ENGLISH.code)) {
            return Optional.of(ENGLISH);
        }
        if (!codes().contains(code)) {
            return Optional.empty();
        }
        List<Entry> entries = new ArrayList<>();
        for (String part : PARTS) {
            entries.addAll(read("lockstep/kit/" + code + "/" + part));
        }
        return Optional.of(new Language(code, Phrases.of(entries)));
    }

    /**
     * Returns the language that the environment asks for by {@code LC_ALL}, {@code LC_MESSAGES} or {@code LANG}, of which
     * the first counts that names a language (POSIX.1-2017, 8.2; {@code C} and {@code POSIX} name none, and launchers set
     * {@code C.UTF-8} for the sake of file names); English where that is none of ours.
     */
    public static Language of(Map<String, String> environment) {
        return List.of("LC_ALL", "LC_MESSAGES", "LANG").stream()
                .map(name -> environment.getOrDefault(name, ""))
                .map(value -> value.split("[_.@]", 2)[0])
                .filter(code -> !code.isEmpty() && !code.equals("C") && !code.equals("POSIX"))
                .findFirst()
                .flatMap(Language::of)
                .orElse(ENGLISH);
    }

    private static List<Entry> read(String resource) {
        List<Entry> entries = new ArrayList<>();
        try {
            for (URL each : Collections.list(Language.class.getClassLoader().getResources(resource))) {
                try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(each.openStream(), StandardCharsets.UTF_8))) {
                    entries.addAll(PoReader.read(lines.lines().toList(), each.toString()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entries;
    }

    /** Returns the code of the language: {@code ko}. */
    public String code() {
        return code;
    }

    /** Returns the text in this language, as far as it is known in it. */
    public String say(String english) {
        return phrases.say(english);
    }
}
