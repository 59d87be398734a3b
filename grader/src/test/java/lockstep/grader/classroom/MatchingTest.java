package lockstep.grader.classroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose a submission is: by what the platform wrote, as a whole, or nobody's. */
class MatchingTest {

    private static final RosterReader READER = new RosterReader(ZoneOffset.UTC, note -> {});

    @TempDir
    Path temp;

    private ClassList list(String roster, String... uploads) throws IOException {
        return list(roster, Teams.NONE, uploads);
    }

    private ClassList list(String roster, Teams teams, String... uploads) throws IOException {
        SmallClass content = new SmallClass(temp.resolve("c" + uploads.length));
        for (String upload : uploads) {
            content.with(upload, "x");
        }
        return content.list(content.unpacked(), roster(roster), teams);
    }

    private Roster roster(String text) throws IOException {
        return READER.read(Files.writeString(temp.resolve("roster.csv"), text));
    }

    private static Map<String, String> mails(ClassList list) {
        Map<String, String> mails = new HashMap<>();
        list.people()
                .forEach((student, people) -> mails.put(
                        student,
                        String.join(" ", people.stream().map(Person::email).toList())));
        return mails;
    }

    @Test
    void words_of_a_name_and_parts_of_an_address_identify_nobody() throws IOException {
        String roster = "First name,Last name,ID number,Email address\nAnna,Smith,s1001,smith@uni.edu\n"
                + "Peter,Smith,s1002,psmith@uni.edu\nMax,Weber,s1003,mweber@uni.edu\nLena,Maxwell,s1004,max@uni.edu\n";
        assertThat(mails(list(
                        roster,
                        "Peter Smith_205_assignsubmission_file_/A.java",
                        "Max Weber_206_assignsubmission_file_/A.java")))
                .containsOnly(
                        Map.entry("Peter Smith_205", "psmith@uni.edu"), Map.entry("Max Weber_206", "mweber@uni.edu"));
        assertThat(mails(list(roster, "smith/A.java", "max/A.java", "psmith@uni.edu/A.java", "Lena/A.java")))
                .containsOnly(Map.entry("psmith@uni.edu", "psmith@uni.edu"));
    }

    @Test
    void a_number_of_the_platforms_is_no_id_of_somebody_else() throws IOException {
        String roster = "Full name,ID number,Email\nAnna Smith,205,a@x.edu\nPeter Smith,206,p@x.edu\n";
        assertThat(mails(list(
                        roster,
                        "Peter Smith_205_assignsubmission_file_/A.java",
                        "Anna Smith_206_assignsubmission_file_/A.java",
                        "Bo Kim_1_assignsubmission_file_/A.java")))
                .containsOnly(Map.entry("Peter Smith_205", "p@x.edu"), Map.entry("Anna Smith_206", "a@x.edu"));
    }

    @Test
    void two_of_one_name_are_told_apart_by_their_numbers_or_by_nothing() throws IOException {
        String[] uploads = {"Kim Lee_412_assignsubmission_file_/A.java", "Kim Lee_413_assignsubmission_file_/A.java"};
        assertThat(mails(list(
                        "Identifier,Full name,Email address\nParticipant 412,Kim Lee,kim1@x.edu\n"
                                + "Participant 413,Kim Lee,kim2@x.edu\n",
                        uploads)))
                .containsOnly(Map.entry("Kim Lee_412", "kim1@x.edu"), Map.entry("Kim Lee_413", "kim2@x.edu"));
        ClassList undecided = list("Full name,Email address\nKim Lee,kim1@x.edu\nKim Lee,kim2@x.edu\n", uploads);
        assertThat(undecided.people()).isEmpty();
        assertThat(undecided.unmatched().get("Kim Lee_412"))
                .contains("Kim Lee (kim1@x.edu) and Kim Lee (kim2@x.edu)", "nothing tells which one");
        ClassList one = list("Full name,Email address\nKim Lee,kim1@x.edu\n", uploads);
        assertThat(one.people()).isEmpty();
        assertThat(one.unmatched().get("Kim Lee_413")).contains("Kim Lee_412 and Kim Lee_413");
    }

    @Test
    void names_are_compared_as_wholes_whatever_the_case_the_comma_and_the_form_of_unicode() throws IOException {
        String roster = "name,email\n\"Núñez, José\",j@x.edu\nGroß Anna,g@x.edu\nMüller-Lüdenscheidt Max,m@x.edu\n";
        assertThat(mails(list(
                        roster,
                        "jose\u0301 nu\u0301n\u0303ez/A.java",
                        "GROSS ANNA/A.java",
                        "Müller-Lüdenscheidt_Max/A.java",
                        "Max Müller/A.java")))
                .containsOnly(
                        Map.entry("josé núñez", "j@x.edu"),
                        Map.entry("GROSS ANNA", "g@x.edu"),
                        Map.entry("Müller-Lüdenscheidt_Max", "m@x.edu"));
    }

    @Test
    void what_all_folders_begin_with_is_the_assignments_and_a_single_one_has_nothing_in_common() throws IOException {
        String roster = "username,email\njdoe,j@x.edu\nann-lee,l@x.edu\nann-kim,k@x.edu\nlee,other@x.edu\n";
        assertThat(mails(list(roster, "hw1-jdoe/A.java", "hw1-ann-lee/A.java")))
                .containsOnly(Map.entry("hw1-jdoe", "j@x.edu"), Map.entry("hw1-ann-lee", "l@x.edu"));
        ClassList both = list(roster, "ann-lee/A.java", "ann-kim/A.java", "notes.txt");
        assertThat(mails(both)).containsOnly(Map.entry("ann-kim", "k@x.edu"));
        assertThat(both.unmatched().get("ann-lee")).contains("the user name fits ann-lee and lee");
        assertThat(mails(list(roster, "smith-lee/A.java"))).isEmpty();
    }

    @Test
    void two_rows_of_one_person_are_one_person_and_both_are_in_the_gradebooks_of_platforms() throws IOException {
        Roster roster =
                roster("username,name,section\njdoe,Jane Doe,A\nalee,Ann Lee,A\njdoe,Jane Doe,B\njdoe,Jane Doe,A\n");
        SmallClass content = new SmallClass(temp.resolve("sections")).with("jdoe/A.java", "x");
        ClassList list = content.list(content.unpacked(), roster, Teams.NONE);
        assertThat(list.people()).containsOnlyKeys("jdoe");
        assertThat(list.missing(roster)).extracting(Person::username).containsExactly("alee");
        List<ClassRun.Entry> entries = List.of(new ClassRun.UnusableEntry("jdoe", "x"));
        assertThat(GradebookRow.of(entries, list.people(), roster, true)).hasSize(2);
        assertThat(GradebookRow.of(entries, list.people(), roster, false))
                .extracting(row -> row.person() == null ? "" : row.person().column("section") + row.submission())
                .containsExactly("Ajdoe", "Bjdoe", "A");
    }

    @Test
    void a_team_has_one_result_by_its_name_or_by_a_member() throws IOException {
        String people = "username,email\nada,a@x\nben,b@x\ncyd,c@x\ndan,d@x\neve,e@x\n";
        Path file = Files.writeString(
                temp.resolve("teams.csv"), "student,team\nada,Red Fox\nben,Red Fox\nc@x,blue\ndan,blue\n");
        Teams teams = Teams.read(file, roster(people), READER);
        ClassList list = list(people, teams, "hw1-red-fox/A.java", "hw1-cyd/A.java", "hw1-eve/A.java");
        assertThat(mails(list))
                .containsOnly(
                        Map.entry("hw1-red-fox", "a@x b@x"),
                        Map.entry("hw1-cyd", "c@x d@x"),
                        Map.entry("hw1-eve", "e@x"));
        ClassList twice = list(people, teams, "ada/A.java", "ben/A.java");
        assertThat(twice.people()).isEmpty();
        assertThat(twice.unmatched().get("ada")).contains("ada and ben are of one team");

        Files.writeString(file, "student,team\nzed,blue\n");
        assertThatThrownBy(() -> Teams.read(file, roster(people), READER))
                .isInstanceOf(UnreadableTableException.class)
                .hasMessageContaining("\"zed\"");
        assertThat(Teams.of(roster("username,team\nada,x\nben,x\n")).members().get("x"))
                .hasSize(2);
    }

    @Test
    void the_later_of_two_members_submissions_is_both_ones_where_the_platform_tells() throws IOException {
        String people = "username,email,team\nada,a@x,t\nben,b@x,t\n";
        ClassList list = list(
                people,
                Teams.of(roster(people)),
                "hw_ada_attempt_2025-10-03-10-00-00_A.java",
                "hw_ben_attempt_2025-10-04-10-00-00_A.java");
        assertThat(mails(list)).containsOnly(Map.entry("ben", "a@x b@x"));
        assertThat(list.uploads())
                .extracting(ToldUpload::student, ToldUpload::fate)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("ada", ToldUpload.Fate.SUPERSEDED),
                        org.assertj.core.groups.Tuple.tuple("ben", ToldUpload.Fate.GRADED));
    }
}
