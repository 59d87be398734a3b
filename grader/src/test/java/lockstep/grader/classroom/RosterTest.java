package lockstep.grader.classroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import lockstep.grader.report.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RosterTest {

    @TempDir
    Path temp;

    private Roster roster(String text) throws IOException {
        return Roster.read(Files.writeString(temp.resolve("roster.csv"), text));
    }

    @Test
    void a_participants_number_is_nobodys_id_number() throws IOException {
        Roster roster = roster("Identifier,Full name,Email address,Status,Grade\n"
                + "Participant 413,Kim Lee,kim2@x.example,Submitted,\n");
        Gradebooks gradebooks = new Gradebooks(
                "Sums",
                List.of(new GradebookRow(
                        new ClassRun.GradedEntry("Kim Lee_413", Samples.mixed()),
                        roster.people().get(0))),
                Map.of());
        assertThat(gradebooks.moodle()).contains("Kim Lee,,kim2@x.example,," + points());
    }

    @Test
    void a_file_without_any_known_column_is_no_roster() {
        assertThatThrownBy(() -> roster("colour,size\nred,3\n"))
                .isInstanceOf(Roster.UnreadableException.class)
                .hasMessageContaining("colour");
    }

    @Test
    void a_roster_of_canvas_comes_back_as_canvas_wants_it() throws IOException {
        Roster roster = roster("\ufeffStudent,ID,SIS User ID,SIS Login ID,Section\n    Points Possible,,,,\n"
                + "\"Lovelace, Ada\",7,s7,ada,A\n");
        List<ClassRun.Entry> entries = List.of(
                new ClassRun.GradedEntry("ada", Samples.mixed()),
                new ClassRun.UnusableEntry("=cmd()", "nothing there"));
        Gradebooks gradebooks = new Gradebooks(
                "Sums (42)",
                GradebookRow.of(entries, Map.of("ada", List.of(roster.people().get(0))), roster, false),
                Map.of());

        assertThat(gradebooks.canvas())
                .isEqualTo("Student,ID,SIS User ID,SIS Login ID,Section,Sums (42)\r\n"
                        + "\"    Points Possible\",,,,,400\r\n"
                        + "\"Lovelace, Ada\",7,s7,ada,A," + points() + "\r\n'=cmd(),,,,,\r\n");
        assertThat(gradebooks.moodle()).contains("\"Lovelace, Ada\",ada,,7," + points() + ",400");
        assertThat(gradebooks.ghClassroom())
                .startsWith("assignment_name,assignment_url,starter_code_url,github_username,roster_identifier,"
                        + "student_repository_name,student_repository_url,submission_timestamp,points_awarded,"
                        + "points_available\r\nSums (42),,,ada,7,ada,,," + points() + ",400\r\n");
        assertThat(gradebooks.classroom50()).contains("ada,Ada,Lovelace,,A,,").contains("'=cmd(),,,,,,,");
    }

    @Test
    void being_late_costs_by_the_day_and_never_more_than_the_most() throws IOException {
        GradingScheme.Late rule = new GradingScheme.Late(Instant.parse("2026-11-01T00:00:00Z"), 0.1, 0.25);
        assertThat(rule.days(Instant.parse("2026-11-01T00:00:00Z"))).isZero();
        assertThat(rule.days(Instant.parse("2026-11-01T00:00:01Z"))).isEqualTo(1);
        assertThat(rule.days(Instant.parse("2026-11-02T00:00:01Z"))).isEqualTo(2);
        assertThat(rule.reduced(100, Instant.parse("2026-11-01T08:00:00Z"))).isEqualTo(90);
        assertThat(rule.reduced(100, Instant.parse("2026-12-24T08:00:00Z"))).isEqualTo(75);
        Person person = roster("username,submission_timestamp\nada,2026-11-02 08:00:00 UTC\n")
                .people()
                .get(0);
        assertThat(person.submittedAt()).contains(Instant.parse("2026-11-02T08:00:00Z"));
    }

    private static String points() {
        return String.valueOf(Math.round(Samples.mixed().settled()));
    }
}
