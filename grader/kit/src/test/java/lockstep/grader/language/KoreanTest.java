package lockstep.grader.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lockstep.grader.catalog.AllExercises;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.exercise.mistakes.MistakeCatalog;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.FeedbackReader;
import lockstep.grader.report.render.HtmlRenderer;
import lockstep.grader.report.render.TerminalRenderer;
import lockstep.grader.report.render.TerminalStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Korean is whole: what a student reads has no English sentence left. */
class KoreanTest {

    private static final Language KOREAN = Language.of("ko").orElseThrow();

    /** Three words in a row that no name of the library is. */
    static final Pattern ENGLISH = Pattern.compile("\\b[A-Za-z]+,? [a-z]{2,},? [a-z]{2,}\\b");

    static List<Exercise> exercises() {
        return AllExercises.catalog().exercises();
    }

    @ParameterizedTest
    @MethodSource("exercises")
    void each_check_is_called_explained_and_advised_on_in_korean(Exercise exercise) {
        List<String> texts = Stream.concat(
                        Stream.of(exercise.title()),
                        exercise.rubric().checks().stream()
                                .flatMap(check -> Stream.of(
                                        check.title(),
                                        check.advice().why(),
                                        check.advice().hint())))
                .toList();

        assertThat(texts)
                .allSatisfy(
                        text -> assertThat(KOREAN.say(text)).isNotEqualTo(text).doesNotContainPattern(ENGLISH));
    }

    @Test
    void each_mistake_is_told_in_korean() {
        assertThat(MistakeCatalog.load().all().stream()
                        .flatMap(mistake -> Stream.of(
                                mistake.title(),
                                mistake.wrong(),
                                mistake.advice().why(),
                                mistake.advice().hint(),
                                mistake.sight().how())))
                .allSatisfy(
                        text -> assertThat(KOREAN.say(text)).isNotEqualTo(text).doesNotContainPattern(ENGLISH));
    }

    /** Feedback as the golden submissions of these names once got it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "callbacks_grows-when-full",
                "lockedcounter_c8-unlock-not-in-finally",
                "processpool_lazy-start",
                "threadedsum_s3-reads-before-join"
            })
    void no_english_sentence_is_left_on_a_page(String name) throws Exception {
        Feedback feedback = FeedbackReader.read(Files.readString(Path.of("src/test/feedback", name + ".json")));

        String text = new TerminalRenderer(TerminalStyle.PLAIN.in(KOREAN)).render(feedback);
        String html = new HtmlRenderer(KOREAN).render(feedback);

        assertThat(text.lines().filter(line -> !line.contains("│") && !line.contains("./grade")))
                .noneMatch(line -> ENGLISH.matcher(line).find());
        assertThat(html.replaceAll("(?s)<(style|script|pre|code)\\b.*?</\\1>", "")
                        .replaceAll("<[^>]*>", "\n")
                        .lines())
                .noneMatch(line -> ENGLISH.matcher(line).find());
        assertThat(html).contains("<html lang=\"ko\">");
    }

    @ParameterizedTest
    @CsvSource({
        "LANG, ko_KR.UTF-8, ko",
        "LANG, ko, ko",
        "LC_ALL, ko_KR@x, ko",
        "LANG, en_US.UTF-8, en",
        "LANG, de_DE, en",
        "LANG, C, en",
        "LC_ALL, ko, ko"
    })
    void the_environment_chooses(String variable, String value, String code) {
        assertThat(Language.of(Map.of(variable, value)).code()).isEqualTo(code);
    }

    @Test
    void the_first_variable_that_is_set_counts() {
        assertThat(Language.of(Map.of("LC_ALL", "en_US.UTF-8", "LANG", "ko_KR.UTF-8"))
                        .code())
                .isEqualTo("en");
        assertThat(Language.of(Map.of("LC_ALL", "", "LANG", "ko_KR.UTF-8")).code())
                .isEqualTo("ko");
        assertThat(Language.of(Map.of("LC_ALL", "C.UTF-8", "LANG", "ko_KR.UTF-8"))
                        .code())
                .isEqualTo("ko");
    }
}
