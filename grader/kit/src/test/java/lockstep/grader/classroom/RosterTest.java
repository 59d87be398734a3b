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
    void a_participants_number_is_nobodys_id_number() throws IOException {
        Roster roster = roster("Identifier,Full name,Email address,Status,Grade\n"
                + "Participant 413,Kim Lee,kim2@x.example,Submitted,\n");
        Gradebooks gradebooks = new Gradebooks(
                "Sums",
                List.of(new GradebookRow(
                        new ClassRun.GradedEntry("Kim Lee_413", Samples.mixed()),
                        roster.people().get(0))));
        assertThat(gradebooks.moodle()).contains("Kim Lee,,kim2@x.example,," + points());
    }

    @Test
    void a_roster_of_canvas_comes_back_as_canvas_wants_it() throws IOException {
        Roster roster = roster("\ufeffStudent,ID,SIS User ID,SIS Login ID,Section\n    Points Possible,,,,\n"
                + "\"Lovelace, Ada\",7,s7,ada,A\n=cmd(),8,s8,cmd,A\n");
        List<ClassRun.Entry> entries = List.of(
                new ClassRun.GradedEntry("ada", Samples.mixed()),
                new ClassRun.UnusableEntry("a stranger", "nothing there"));
        Gradebooks gradebooks = new Gradebooks(
                "Sums (42)",
                GradebookRow.of(entries, Map.of("ada", List.of(roster.people().get(0))), roster, false));

        assertThat(gradebooks.canvas())
                .isEqualTo("Student,ID,SIS User ID,SIS Login ID,Section,Sums (42)\r\n"
                        + "\"    Points Possible\",,,,,400\r\n"
                        + "\"Lovelace, Ada\",7,s7,ada,A," + points() + "\r\n'=cmd(),8,s8,cmd,A,\r\n");
        assertThat(gradebooks.moodle()).contains("\"Lovelace, Ada\",ada,,7," + points() + ",400");
        assertThat(gradebooks.ghClassroom())
                .startsWith("assignment_name,assignment_url,starter_code_url,github_username,roster_identifier,"
                        + "student_repository_name,student_repository_url,submission_timestamp,points_awarded,"
                        + "points_available\r\nSums (42),,,ada,7,ada,,," + points() + ",400\r\n");
        assertThat(gradebooks.classroom50())
                .contains("ada,Ada,Lovelace,,A,,")
                .contains("cmd,,'=cmd(),,A,,,")
                .doesNotContain("stranger");
    }

    private static String points() {
        return String.valueOf(Math.round(Samples.mixed().settled()));
    }
}
