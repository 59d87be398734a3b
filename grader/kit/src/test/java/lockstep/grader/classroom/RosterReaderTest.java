package lockstep.grader.classroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RosterReaderTest {

    private static final String PLAIN = "Username,Name,Email\njdoe,\"Doe, Jane\",jdoe@x.example\n"
            + "mmueller,\"Müller, Max\",mmueller@x.example\njnunez,\"Núñez, José\",jnunez@x.example\n";
    private static final String KOREAN = "학번,이름,이메일\n20251,김민준,minjun@x.example\n20252,이서연,seo@x.example\n";

    @TempDir
    Path temp;

    private final List<String> notes = new ArrayList<>();

    private List<Person> people(byte[] bytes) throws IOException {
        Path file = Files.write(temp.resolve("roster.csv"), bytes);
        return new RosterReader(ZoneId.of("Europe/Berlin"), notes::add)
                .read(file)
                .people();
    }

    private List<Person> people(String text) throws IOException {
        return people(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] joined(int[] mark, byte[] text) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(mark).forEach(all::write);
        all.writeBytes(text);
        return all.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, '', UTF-8",
        "UTF-8, 'EF BB BF', UTF-8",
        "UTF-16LE, '', UTF-16",
        "UTF-16LE, 'FF FE', UTF-16",
        "UTF-16BE, '', UTF-16",
        "UTF-16BE, 'FE FF', UTF-16",
        "windows-1252, '', windows-1252"
    })
    void a_roster_is_read_in_every_encoding_that_spreadsheets_write(String charset, String mark, String told)
            throws IOException {
        int[] bytes = mark.isEmpty()
                ? new int[0]
                : Arrays.stream(mark.split(" ", -1))
                        .mapToInt(it -> Integer.parseInt(it, 16))
                        .toArray();

        List<Person> people = people(joined(bytes, PLAIN.getBytes(Charset.forName(charset))));

        assertThat(people).extracting(Person::name).containsExactly("Doe, Jane", "Müller, Max", "Núñez, José");
        assertThat(people).extracting(Person::username).containsExactly("jdoe", "mmueller", "jnunez");
        if (told.equals("UTF-8")) {
            assertThat(notes).isEmpty();
        } else {
            assertThat(notes).singleElement().asString().contains("read as " + told);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "x-windows-949"})
    void a_korean_roster_is_read_in_korean(String charset) throws IOException {
        List<Person> people = people(KOREAN.getBytes(Charset.forName(charset)));

        assertThat(people).extracting(Person::name).containsExactly("김민준", "이서연");
        assertThat(people).extracting(Person::ids).containsExactly(List.of("20251"), List.of("20252"));
        assertThat(people).extracting(Person::email).contains("seo@x.example");
    }

    @Test
    void an_accent_beside_another_is_not_taken_for_korean() throws IOException {
        String text = "Name,Username\nÄÖ Núñez,a\nZoë Brontë,b\n";
        assertThat(people(text.getBytes(Charset.forName("windows-1252"))))
                .extracting(Person::name)
                .containsExactly("ÄÖ Núñez", "Zoë Brontë");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Username;Name\njdoe;Doe, Jane\n",
                "Username\tName\r\njdoe\tDoe, Jane\r\n",
                "sep=;\nUsername;Name\njdoe;Doe, Jane\n",
                "\"sep=;\"\r\nUsername;Name\r\njdoe;Doe, Jane\r\n",
                "sep=|\nUsername|Name\njdoe|Doe, Jane\n",
                "Kursliste\n\nUsername,Name\njdoe,\"Doe, Jane\"\n\n",
                "Name,Username,,\n\"Doe, Jane\",jdoe,,\n",
            })
    void separators_and_lines_above_the_names_are_recognised(String text) throws IOException {
        assertThat(people(text)).singleElement().satisfies(person -> {
            assertThat(person.username()).isEqualTo("jdoe");
            assertThat(person.names()).containsExactly("Doe, Jane", "Jane Doe");
        });
    }

    /** What the platforms' exports begin with; the cells say what each column is. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                // Canvas
                "Student,ID,SIS User ID,SIS Login ID,Section,Sums (99)|\"Doe, Jane\",101,s101,jdoe,A,|jdoe||101 s101|Doe, Jane",
                // Moodle: participants in English and German, grading worksheet in both
                "First name,Last name,ID number,Email address|Jane,Doe,s1,j@x.example||j@x.example|s1|Jane Doe",
                "Anmeldename,Vorname,Nachname,E-Mail-Adresse,ID-Nummer|jdoe,Jane,Doe,j@x.example,1|jdoe|j@x.example|1|Jane Doe",
                "Identifier,Full name,Email address,Status|Participant 201,Jane Doe,j@x.example,|​|j@x.example|201|Jane Doe",
                "ID,Vollständiger Name,E-Mail-Adresse,Status|Teilnehmer/in201,Jane Doe,j@x.example,|​|j@x.example|201|Jane Doe",
                "성,이름,이메일 주소,ID 번호|김,민준,m@x.example,7|​|m@x.example|7|김민준",
                // Gradescope
                "First Name,Last Name,SID,Email,Role|Jane,Doe,301,j@x.example,Student|​|j@x.example|301|Jane Doe",
                // D2L
                "OrgDefinedId,Username,Last Name,First Name,Email,End-of-Line Indicator|#4001,#doej,Doe,Jane,j@x.example,#|doej|j@x.example|4001|Jane Doe",
                // GitHub Classroom and gh classroom
                "identifier,github_username,github_id,name|j@x,jdoe,77,Jane Doe|jdoe||j@x 77|Jane Doe",
                "assignment_name,github_username,roster_identifier,student_repository_name|hw1,jdoe,j@x,hw1-jdoe|jdoe||j@x|",
                // Classroom 50
                "username,first_name,last_name,email,section,github_id|jdoe,Jane,Doe,j@x.example,A,77|jdoe|j@x.example|77|Jane Doe",
                // Blackboard, Sakai
                "Last Name,First Name,Username,Student ID,Last Access|Doe,Jane,jdoe,5,|jdoe||5|Jane Doe",
                "Display ID,ID,Last Name,First Name,grade|jdoe1,900,Doe,Jane,|​||900 jdoe1|Jane Doe",
                // ILIAS, and people
                "Login,Nachname,Vorname,Matrikelnummer|jdoe,Doe,Jane,123|jdoe||123|Jane Doe",
                "Name,Vorname,Matr.-Nr.|Doe,Jane,123|​||123|Jane Doe",
            })
    void the_columns_of_every_platform_are_known(
            String header, String row, String username, String email, String ids, String name) throws IOException {
        assertThat(people(header + "\n" + row + "\n")).singleElement().satisfies(person -> {
            assertThat(person.username()).isEqualTo(said(username));
            assertThat(person.email()).isEqualTo(said(email));
            assertThat(String.join(" ", person.ids())).isEqualTo(said(ids));
            assertThat(person.name()).isEqualTo(said(name));
        });
    }

    /** An empty column of the table above comes as null, one with a zero-width space as that. */
    private static String said(String text) {
        return text == null ? "" : text.replace("\u200b", "");
    }

    @Test
    void sakais_grades_file_is_a_roster_though_its_names_stand_in_the_third_line() throws IOException {
        assertThat(people(
                        "\"Sums\",\"SCORE_GRADE_TYPE\"\n\"\"\n\"Display ID\",\"ID\",\"Last Name\",\"First Name\",\"grade\","
                                + "\"Submission date\",\"Late submission\"\n\"jdoe\",\"900\",\"Doe\",\"Jane\",\"\","
                                + "\"2026-04-02T04:00:05Z\",\"On time\"\n"))
                .singleElement()
                .satisfies(person -> {
                    assertThat(person.ids()).containsExactlyInAnyOrder("jdoe", "900");
                    assertThat(person.line()).isEqualTo(4);
                    assertThat(person.submittedAt()).isEqualTo(Instant.parse("2026-04-02T04:00:05Z"));
                });
    }

    @Test
    void rows_of_canvass_own_are_nobody() throws IOException {
        List<Person> people = people("Student,ID,SIS User ID,SIS Login ID,Section,Sums (99)\n,,,,,Manual Posting\n"
                + "    Points Possible,,,,,100\n\"Doe, Jane\",101,s101,jdoe,A,\n\"Student, Test\",999,,testx,A,\n");
        assertThat(people).extracting(Person::username).containsExactly("jdoe");
        assertThat(notes).singleElement().asString().contains("roster.csv:5", "test student");
    }

    @Test
    void an_unknown_header_is_told_with_the_accepted_names_and_what_was_found() {
        assertThatThrownBy(() -> people("colour;size\nred;3\n"))
                .isInstanceOf(UnreadableTableException.class)
                .hasMessageContainingAll("colour, size", "OrgDefinedId", "SID", "Anmeldename", "학번");
    }

    @Test
    void a_spreadsheet_is_known_by_its_bytes_and_told_how_to_save() throws IOException {
        ByteArrayOutputStream workbook = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(workbook)) {
            zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
            zip.write("<workbook/>".getBytes(StandardCharsets.UTF_8));
        }
        assertThatThrownBy(() -> people(workbook.toByteArray()))
                .isInstanceOf(UnreadableTableException.class)
                .hasMessageContaining("CSV UTF-8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2025-10-03 20:06:12 UTC|2025-10-03T20:06:12Z",
                "2025-10-03 16:58:31 -0700|2025-10-03T23:58:31Z",
                "'Friday, 3 October 2025, 11:58 PM'|2025-10-03T21:58:00Z",
                "'Freitag, 3. Oktober 2025, 23:58'|2025-10-03T21:58:00Z",
            })
    void the_time_of_submission_is_read(String time, String instant) throws IOException {
        assertThat(people("Username,Submission Time\nada,\"" + time + "\"\n")
                        .get(0)
                        .submittedAt())
                .isEqualTo(Instant.parse(instant));
    }

    @Test
    void moodles_worksheet_tells_when_in_either_language_and_who_handed_in_nothing() throws IOException {
        assertThat(people(
                        "Identifier,Full name,Last modified (submission)\nParticipant 1,A,\"Friday, 3 October 2025, 11:58 PM\"\n"
                                + "Participant 2,B,-\n"))
                .extracting(Person::submittedAt)
                .containsExactly(Instant.parse("2025-10-03T21:58:00Z"), null);
        assertThat(notes).singleElement().asString().contains("Europe/Berlin");
        assertThat(
                        people(
                                "ID,Vollständiger Name,Zuletzt geändert (Abgabe)\nTeilnehmer/in1,A,\"Freitag, 3. Oktober 2025, 23:58\"\n"))
                .extracting(Person::submittedAt)
                .containsExactly(Instant.parse("2025-10-03T21:58:00Z"));
    }

    @Test
    void a_time_that_cannot_be_read_is_an_error_with_its_line() {
        assertThatThrownBy(() -> people("Username,Submission Time\n\nada,2025-10-03 20:00\nben,soon\n"))
                .isInstanceOf(UnreadableTableException.class)
                .hasMessageContainingAll("roster.csv:4:", "\"soon\"");
    }

    @Test
    void a_row_with_too_many_cells_is_an_error_with_its_line() {
        assertThatThrownBy(() -> people("Username,Name\nada,Lovelace, Ada\n"))
                .isInstanceOf(UnreadableTableException.class)
                .hasMessageContainingAll("roster.csv:2:", "quotation marks");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Username,Name\nada,\"Lovelace\" Ada\n", "Username,Name\nada,\"Lovelace\n"})
    void a_stray_quotation_mark_is_told_as_what_it_is(String text) {
        assertThatThrownBy(() -> people(text))
                .isInstanceOf(UnreadableTableException.class)
                .hasMessageContaining("no readable CSV: ");
    }

    @Test
    void what_is_text_in_no_encoding_is_told() {
        assertThatThrownBy(() -> people(new byte[] {'N', 'a', 'm', 'e', '\n', (byte) 0x81, (byte) 0x20}))
                .isInstanceOf(UnreadableTableException.class)
                .hasMessageContaining("UTF-8, UTF-16, CP949 or windows-1252 expected");
    }
}
