package lockstep.grader.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import lockstep.grader.report.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RosterTest {

    @TempDir
    Path temp;

    private Roster roster(String text) throws IOException {
        return new RosterReader(ZoneOffset.UTC, note -> {}).read(Files.writeString(temp.resolve("roster.csv"), text));
    }

    @Test
    void people_are_found_by_user_name_mail_id_or_name() throws IOException {
        Roster roster = roster("username,email,ID number,Full name\nada,ada@x.example,11,Ada Lovelace\n"
                + "ben,bb@x.example,12,Ben Bit\ncyd,cyd@x.example,13,Cyd Chip\ndan,dan@x.example,14,Dan Disk\n"
                + "eve,eve@x.example,15,Eve Edge\n");

        Person nobody = Person.NOBODY;
        Roster.Matched matched = roster.match(List.of(
                "course-sum-ada",
                "bb@x.example",
                "Cyd Chip_13_assignsubmission_file_",
                "diskdan_999_1_work",
                "stranger"));

        assertThat(matched.people().getOrDefault("course-sum-ada", nobody).name())
                .isEqualTo("Ada Lovelace");
        assertThat(matched.people().getOrDefault("bb@x.example", nobody).username())
                .isEqualTo("ben");
        assertThat(matched.people()
                        .getOrDefault("Cyd Chip_13_assignsubmission_file_", nobody)
                        .username())
                .isEqualTo("cyd");
        assertThat(matched.people().getOrDefault("diskdan_999_1_work", nobody).username())
                .isEqualTo("dan");
        assertThat(matched.unknown()).containsExactly("stranger");
        assertThat(matched.missing()).extracting(Person::username).containsExactly("eve");
    }

    @Test
    void a_grading_worksheet_of_moodles_is_a_roster() throws IOException {
        Roster roster = roster("Identifier,Full name,Email address,Status,Grade\n"
                + "Participant 412,Kim Lee,kim1@x.example,Submitted,\n"
                + "Participant 413,Kim Lee,kim2@x.example,Submitted,\n");
        Roster.Matched matched =
                roster.match(List.of("Kim Lee_412_assignsubmission_file_", "Kim Lee_413_assignsubmission_file_"));
        assertThat(matched.people().values())
                .extracting(Person::email)
                .containsExactly("kim1@x.example", "kim2@x.example");
        Gradebooks gradebooks = new Gradebooks("Sums", matched.people(), Map.of());
        assertThat(gradebooks.moodle(
                        List.of(new ClassRun.GradedEntry("Kim Lee_413_assignsubmission_file_", Samples.mixed()))))
                .as("a participant's number is nobody's ID number")
                .contains("Kim Lee,,kim2@x.example,," + points());
    }

    @Test
    void what_fits_two_people_is_left_to_people() throws IOException {
        Roster roster = roster("name\nKim Lee\nKim Lee\n");
        assertThat(roster.match(List.of("Kim Lee")).unknown()).containsExactly("Kim Lee");
        Roster one = roster("username\nada\n");
        assertThat(one.match(List.of("hw1-ada", "hw2-ada")).people()).isEmpty();
    }

    @Test
    void a_roster_of_canvas_comes_back_as_canvas_wants_it() throws IOException {
        Roster roster = roster("\ufeffStudent,ID,SIS User ID,SIS Login ID,Section\n    Points Possible,,,,\n"
                + "\"Lovelace, Ada\",7,s7,ada,A\n");
        List<ClassRun.Entry> entries = List.of(
                new ClassRun.GradedEntry("ada", Samples.mixed()),
                new ClassRun.UnusableEntry("=cmd()", "nothing there"));
        Gradebooks gradebooks = new Gradebooks(
                "Sums (42)", roster.match(List.of("ada", "=cmd()")).people(), Map.of());

        assertThat(gradebooks.canvas(entries))
                .isEqualTo("Student,ID,SIS User ID,SIS Login ID,Section,Sums (42)\r\n"
                        + "\"    Points Possible\",,,,,400\r\n"
                        + "\"Lovelace, Ada\",7,s7,ada,A," + points() + "\r\n'=cmd(),,,,,\r\n");
        assertThat(gradebooks.moodle(entries)).contains("\"Lovelace, Ada\",ada,,7," + points() + ",400");
        assertThat(gradebooks.ghClassroom(entries))
                .startsWith("assignment_name,assignment_url,starter_code_url,github_username,roster_identifier,"
                        + "student_repository_name,student_repository_url,submission_timestamp,points_awarded,"
                        + "points_available\r\nSums (42),,,ada,7,ada,,," + points() + ",400\r\n");
        assertThat(gradebooks.classroom50(entries)).contains("ada,,,,A,,").contains("'=cmd(),,,,,,,");
    }

    private static String points() {
        return String.valueOf(Math.round(Samples.mixed().settled()));
    }
}
