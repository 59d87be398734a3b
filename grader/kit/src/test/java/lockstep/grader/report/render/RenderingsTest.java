package lockstep.grader.report.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import lockstep.grader.language.Language;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.Samples;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every form of output, line by line as a reader gets it. Where one is meant to change, {@code -Drenderings.renew=true}
 * writes the files anew; what changed in them is then looked at like any other change.
 */
class RenderingsTest {

    private static final Path FOLDER = Path.of("src/test/renderings");

    private static final Language KOREAN = Language.of("ko").orElseThrow();

    /** What people read; of what programs read, one sample is enough. */
    private static final List<String> READ = List.of("text", "markdown", "html");

    static Stream<Arguments> all() {
        Map<String, Feedback> samples = new TreeMap<>(Map.of(
                "full", Samples.full(),
                "mixed", Samples.mixed(),
                "one-cause", Samples.oneCause(),
                "pending", Samples.pending(),
                "rejected", Samples.rejected(),
                "not-written", Samples.notWritten()));
        return samples.entrySet().stream()
                .flatMap(sample -> (sample.getKey().equals("mixed") ? Renderers.formats() : READ)
                        .stream()
                                .flatMap(format -> Stream.of("", "ko/")
                                        .map(language ->
                                                Arguments.of(language, sample.getKey(), format, sample.getValue()))));
    }

    @ParameterizedTest(name = "{0}{1} as {2}")
    @MethodSource("all")
    void looks_as_it_did(String language, String sample, String format, Feedback feedback) throws IOException {
        Path file = FOLDER.resolve(language + sample + "." + format + ".txt");
        RenderSettings settings = RenderSettings.PLAIN.in(language.isEmpty() ? Language.ENGLISH : KOREAN);
        String shown = shown(Renderers.of(format, settings).orElseThrow().render(feedback));
        if (Boolean.getBoolean("renderings.renew")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, shown);
        }

        assertThat(shown).isEqualTo(Files.readString(file));
    }

    /** Style, script and pictures have tests of their own; tags begin lines, so that a change can be read. */
    private static String shown(String rendered) {
        return rendered.startsWith("<!DOCTYPE html>")
                ? rendered.replaceAll("(?s)<(style|script|svg)\\b.*?</\\1>", "<$1/>")
                                .replaceAll("script-src '[^;\"]*", "script-src ...")
                                .replaceAll("script-src &#x27;[^\"]*?&#x27;", "script-src ...")
                                .replaceAll("(?<!\n)<(?!/)", "\n<")
                                .strip()
                        + "\n"
                : rendered;
    }
}
