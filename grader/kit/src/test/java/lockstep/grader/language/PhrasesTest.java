package lockstep.grader.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhrasesTest {

    private static final String SOME = """
            # a comment
            msgid ""
            msgstr "Language: ko\\n"

            msgid "Fix this first"
            msgstr "이것부터 고치세요"

            msgid "{0} check failed"
            msgid_plural "{0} checks failed"
            msgstr[0] "검사 {0}개가 실패했습니다"

            msgid "expected {0}, "
            "but it gave {1}"
            msgstr "{1}이(가) 아니라 {0}이(가) 나와야 합니다"

            msgid "after the call has returned"
            msgstr "호출이 끝난 뒤에"

            msgid "It was {0}."
            msgstr "{0} 일어났습니다."

            msgid "not yet"
            msgstr ""
            """;

    private static Phrases phrases(String po) {
        return Phrases.of(PoReader.read(po.lines().toList(), "some.po"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Fix this first | 이것부터 고치세요",
                "1 check failed | 검사 1개가 실패했습니다",
                "3 checks failed | 검사 3개가 실패했습니다",
                "expected 7, but it gave 8 | 8이 아니라 7이 나와야 합니다",
                "ann: Fix this first | ann: 이것부터 고치세요",
                "2 checks failed. It was after the call has returned. | 검사 2개가 실패했습니다. 호출이 끝난 뒤에 일어났습니다.",
                "It was done. Then nothing. | done 일어났습니다. Then nothing.",
                "not yet | not yet",
                "nobody knows this | nobody knows this"
            })
    void a_text_is_found_whole_by_its_form_or_in_parts(String english, String korean) {
        assertThat(phrases(SOME).say(english)).isEqualTo(korean);
    }

    @Test
    void what_stands_in_a_place_stays_as_it_is() {
        assertThat(phrases(SOME).say("expected {1}, but it gave $1 \\ first"))
                .isEqualTo("$1 \\ first가 아니라 {1}이 나와야 합니다");
    }

    @Test
    void a_translation_that_loses_a_place_is_refused() {
        assertThatThrownBy(() -> phrases("msgid \"{0} of {1}\"\nmsgstr \"{0}\"\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("some.po:1")
                .hasMessageContaining("{0} of {1}");
    }

    @ParameterizedTest
    @CsvSource({"msgstr", "msgid unquoted", "frobnicate \"x\"", "\"no keyword\""})
    void a_line_of_no_format_is_told_with_its_place(String line) {
        assertThatThrownBy(() -> PoReader.read(List.of("# first", line), "some.po"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("some.po:2: ");
    }

    @ParameterizedTest
    @CsvSource({
        "값, 을(를), 을", "버퍼, 을(를), 를", "3, 이(가), 이", "2, 이(가), 가", "main, 은(는), 은", "close(), 을(를), 를",
        "lock, 을(를), 을", "put(7), 과(와), 과", "서울, (으)로, 로", "스레드, (으)로, 로", "값, (으)로, 으로", "8, (으)로, 로",
        "…, 을(를), 를", "값, ”을(를), ”을"
    })
    void a_particle_has_the_shape_that_fits(String value, String particle, String shape) {
        assertThat(Particles.after(value, particle)).isEqualTo(shape);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "it threw IllegalStateException: Fix this first",
                "IllegalStateException: Fix this first",
                "It was \"Fix this first\"."
            })
    void what_a_student_says_stays_as_it_is(String english) {
        assertThat(phrases(SOME + "\nmsgid \"it threw {0}\"\nmsgstr \"예외: {0}\"\n")
                        .say(english))
                .contains("Fix this first");
    }

    /** Each of them once took minutes or the whole stack. */
    @ParameterizedTest
    @CsvSource({
        "'expected a b, but it gave (', 300",
        "'a, ', 1300",
        "'Fix this first: ', 250",
        "'It was [a b, ', 280",
        "'x; ', 50000"
    })
    void a_text_of_any_length_and_depth_is_said_soon(String piece, int times) {
        String text = piece.repeat(times) + "k l";

        assertThatNoException().isThrownBy(() -> phrases(SOME).say(text));
    }
}
