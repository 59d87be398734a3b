package lockstep.grader.classroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeReaderTest {

    private static final TimeReader READER = new TimeReader(ZoneId.of("Europe/Berlin"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2025-10-03T21:58:00Z|true",
                "2025-10-03T23:58+02:00|true",
                "2025-10-03T23:58:00.000+0200|true",
                "2025-10-03 14:58:00 -0700|true",
                "2025-10-03 21:58:00 UTC|true",
                "2025-10-03 23:58 Europe/Berlin|true",
                "2025-10-03 23:58 CEST|true",
                "2025-10-04 06:58 KST|true",
                "2025-10-03 23:58:00 GMT+2|true",
                "2025-10-03 23:58|false",
                "2025/10/03 23:58|false",
                "'Friday, 3 October 2025, 11:58 PM'|false",
                "'Friday, 3 October 2025, 11:58\u202fPM'|false",
                "'Freitag, 3. Oktober 2025, 23:58'|false",
                "'Fr, 3. Okt. 2025 23:58 Uhr'|false",
                "03.10.2025 23:58|false",
                "'3.10.2025, 23:58:00'|false",
                "03.10.2025 um 23.58 Uhr|false",
                "'Oct 3, 2025 at 11:58pm'|false",
                "'Oct 3, 2025 11:58 PM'|false",
                "'October 3, 2025 11:58 p.m.'|false",
                "3-Oct-2025 23:58|false",
                "2025년 10월 3일 (금) 오후 11:58|false",
                "2025년 10월 3일 금요일 오후 11:58|false",
                "2025. 10. 3. 오후 11:58|false",
                "'vendredi 3 octobre 2025, 23:58'|false",
            })
    void every_way_to_write_one_moment_is_that_moment(String text, boolean hadZone) throws Exception {
        TimeReader.Stamp stamp = READER.moment(text);
        assertThat(stamp.instant()).isEqualTo(Instant.parse("2025-10-03T21:58:00Z"));
        assertThat(stamp.zone() != null).isEqualTo(hadZone);
    }

    @ParameterizedTest
    @CsvSource({"12:05 AM, 22:05", "12:05 PM, 10:05", "1:05 AM, 23:05"})
    void noon_and_midnight_are_as_clocks_of_twelve_hours_have_them(String half, String utc) throws Exception {
        assertThat(READER.moment("3 October 2025, " + half).instant().toString())
                .contains(utc);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "soon",
                "",
                "2025-10-03",
                "2025-02-30 10:00",
                "2025-10-03 25:00",
                "2025-10-03 13:00 PM",
                "10/3/2025 23:58",
                "2025-10-03 23:58 CST",
                "3 Brumaire 2025 10:00",
                "1759528680",
                "Oct 3 at 11:58pm"
            })
    void what_is_no_moment_is_not_guessed(String text) {
        assertThatThrownBy(() -> READER.moment(text))
                .isInstanceOf(TimeReader.UnreadableTimeException.class)
                .hasMessageContaining("expected, found \"" + text + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"25/10/2025 10:00", "10/25/2025 10:00"})
    void a_number_above_twelve_is_the_day(String text) throws Exception {
        assertThat(READER.moment(text).instant()).isEqualTo(Instant.parse("2025-10-25T08:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-10-05", "05.10.2025", "5 October 2025", "2025-10-05 23:59:59"})
    void a_day_alone_ends_with_its_last_second(String text) throws Exception {
        assertThat(READER.end(text).instant()).isEqualTo(Instant.parse("2025-10-05T21:59:59Z"));
    }
}
