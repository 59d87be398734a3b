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

    private int classes;

    private ClassList list(String roster, String... uploads) throws IOException {
        return list(roster, Teams.NONE, uploads);
    }

    private ClassList list(String roster, Teams teams, String... uploads) throws IOException {
        SmallClass content = new SmallClass(temp.resolve("c" + classes++));
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

    private static final String MOODLE = "_assignsubmission_file_/A.java";

    @Test
    void the_repository_of_a_user_whose_name_ends_like_a_folder_of_clones_is_no_class() throws IOException {
        String roster = "email,github_username\na@x,ada\nb@x,ben\nc@x,cyn\nd@x,dan\ne@x,eve-submissions\n";
        ClassList list = list(
                roster,
                "hw1-ada/A.java",
                "hw1-ben/A.java",
                "hw1-eve-submissions/hw1-eve-ada/A.java",
                "hw1-eve-submissions/hw1-eve-ben/A.java",
                "hw1-eve-submissions/hw1-eve-cyn/A.java",
                "hw1-eve-submissions/hw1-eve-dan/A.java");
        assertThat(mails(list))
                .containsOnly(
                        Map.entry("hw1-ada", "a@x"),
                        Map.entry("hw1-ben", "b@x"),
                        Map.entry("hw1-eve-submissions", "e@x"));
    }

    @Test
    void a_display_name_that_looks_like_numbers_of_the_platform_is_nobody_elses() throws IOException {
        String roster = "Student,ID,Email\n\"Vic, Vic\",42,v@x\nx_42_99999999,100,e@x\n\"B, BB\",43,b@x\n";
        ClassList list = list(
                roster,
                "vicvic_42_5000_A.java",
                "x_42_99999999_100_5001_A.java",
                "bbb_43_5003_1_2_A.java",
                "vicvic_42_77_100_5009_A.java");
        assertThat(mails(list))
                .containsOnly(
                        Map.entry("vicvic_42", "v@x"),
                        Map.entry("x_42_99999999_100", "e@x"),
                        Map.entry("bbb_43", "b@x"));
        String moodle = "Identifier,Full name,Email\nParticipant 404,Eve_E,e@x\nParticipant 42,Vic V,v@x\n";
        assertThat(mails(list(moodle, "Eve_E_404" + MOODLE))).containsOnly(Map.entry("Eve_E_404", "e@x"));
        assertThat(mails(list(
                        moodle.replace("Eve_E", "Vic V_42_assignsubmission_file_"),
                        "Vic V_42_assignsubmission_file__404" + MOODLE)))
                .isEmpty();
    }

    @Test
    void marks_that_fit_different_people_identify_nobody_unless_two_texts_agree() throws IOException {
        String roster =
                "name,github_username,Student ID,email\nVic V,vicgit,20251234,v@x\nEve E,20251234,20259999,e@x\n"
                        + "Ben B,ben,20250001,b@x\n";
        ClassList list = list(roster, "20251234/A.java", "ben/A.java");
        assertThat(mails(list)).containsOnly(Map.entry("ben", "b@x"));
        assertThat(list.unmatched().get("20251234")).contains("Vic V", "Eve E");

        ClassList logins = list(
                "Username,Full name,ID number,Email\nvic,Vic V,eve,v@x\neve,Eve E,1,e@x\n",
                "Vic V(vic)/Submission attachment(s)/A.java",
                "Eve E(eve)/Submission attachment(s)/A.java");
        assertThat(mails(logins)).containsOnly(Map.entry("vic", "v@x"), Map.entry("eve", "e@x"));
    }

    @Test
    void a_submitter_with_anothers_id_does_not_get_the_others_grade() throws IOException {
        String yaml = "submission_1:\n  :submitters:\n  - :name: Eve E\n    :sid: '1001'\n    :email: e2@x\n"
                + "submission_2:\n  :submitters:\n  - :name: Vic V\n    :sid: '1001'\n    :email: v@x\n";
        SmallClass content = new SmallClass(temp.resolve("sid"))
                .with("submission_metadata.yml", yaml)
                .with("submission_1/A.java", "x")
                .with("submission_2/A.java", "x");
        ClassList list = content.list(
                content.unpacked(), roster("Name,Email,SID\nVic V,v@x,1001\nEve E,e@x,1002\n"), Teams.NONE);
        assertThat(mails(list)).containsOnly(Map.entry("Vic V", "v@x"));
    }

    @Test
    void repositories_are_of_users_of_github_and_of_no_other_system() throws IOException {
        ClassList list = list(
                "email,login,github_username\nv@x,vic,\ne@x,eve,\nb@x,benb,ben\n",
                "hw1-submissions/hw1-vic/A.java",
                "hw1-submissions/hw1-ben/A.java");
        assertThat(mails(list)).containsOnly(Map.entry("hw1-ben", "b@x"));
    }

    @Test
    void what_looks_like_an_id_in_a_display_name_is_none_without_the_full_name() throws IOException {
        String time = " - Oct 3, 2025 458 PM/A.java";
        ClassList list = list(
                "OrgDefinedId,Last Name,First Name,Email\n#VICID,V,Vic,v@x\n#EVEID,E,Eve,e@x\n#K1,Lee,Kim,k1@x\n"
                        + "#K2,Lee,Kim,k2@x\n",
                "123-456 - VICID - Evil" + time,
                "124-456 - K1 - Kim Lee" + time,
                "125-456 - K2 - Kim Lee" + time);
        assertThat(mails(list)).containsOnly(Map.entry("Kim Lee_124", "k1@x"), Map.entry("Kim Lee_125", "k2@x"));
    }

    @Test
    void a_name_that_a_student_chose_is_no_teams() throws IOException {
        String roster = "Full name,Email,Team\nAda A,a@x,Team 3\nBen B,b@x,Team 4\nEve E,e@x,\n";
        ClassList list =
                list(roster, Teams.of(roster(roster)), "Ada A_41" + MOODLE, "Ben B_42" + MOODLE, "Team 3_77" + MOODLE);
        assertThat(mails(list)).containsOnly(Map.entry("Ada A_41", "a@x"), Map.entry("Ben B_42", "b@x"));

        String github = "github_username,email,team\nvic,v@x,team-a\nben,b@x,team-a\neve,e@x,vic\n";
        ClassList teams = list(
                github,
                Teams.of(roster(github)),
                "hw1-submissions/hw1-vic/A.java",
                "hw1-submissions/hw1-team-a/A.java");
        assertThat(mails(teams)).containsOnly(Map.entry("hw1-team-a", "v@x b@x"));
        assertThat(teams.unmatched().get("hw1-vic")).contains("team of that name");
    }

    @Test
    void a_lone_student_is_no_class_whatever_is_in_the_upload() throws IOException {
        String roster = "Student,ID,SIS Login ID,Email\nAda A,41,ada,a@x\nVic V,42,vic,v@x\nBen B,43,ben,b@x\n";
        ClassList folder = list(roster, "ada/vic_42_1_A.java", "ada/ben_43_2_A.java");
        assertThat(mails(folder)).containsOnly(Map.entry("ada", "a@x"));
        SmallClass archive = new SmallClass(temp.resolve("archive"))
                .with(
                        "ada.zip",
                        SmallClass.zip(Map.of("vic_42_1_A.java", new byte[1], "ben_43_2_A.java", new byte[1])));
        assertThat(mails(archive.list(archive.unpacked(), roster(roster), Teams.NONE)))
                .containsOnly(Map.entry("ada", "a@x"));
        SmallClass deep = new SmallClass(temp.resolve("deep"))
                .with("hw1/ada/vic/A.java", "x")
                .with("hw1/ada/ben/A.java", "x");
        assertThat(mails(deep.list(deep.packed().resolve("download.zip"), roster(roster), Teams.NONE)))
                .containsOnly(Map.entry("ada", "a@x"));
        SmallClass one = new SmallClass(temp.resolve("one")).with("ada/LockedCounter.java", "x");
        assertThat(mails(one.list(one.packed().resolve("download.zip"), roster(roster), Teams.NONE)))
                .containsOnly(Map.entry("ada", "a@x"));
        assertThat(one.read(one.packed().resolve("download.zip"), null).words()).contains("1 student");
    }

    @Test
    void a_name_in_either_order_is_the_same_name_unless_somebody_has_it_in_that_order() throws IOException {
        String roster = "First name,Last name,Email\n철수,김,k@x\nÄnne,Müller,m@x\nKim,Lee,kl@x\nLee,Kim,lk@x\n";
        assertThat(mails(list(
                        roster,
                        "철수 김_1" + MOODLE,
                        "Müller Änne_2" + MOODLE,
                        "Kim Lee_3" + MOODLE,
                        "Lee Kim_4" + MOODLE)))
                .containsOnly(
                        Map.entry("철수 김_1", "k@x"),
                        Map.entry("Müller Änne_2", "m@x"),
                        Map.entry("Kim Lee_3", "kl@x"),
                        Map.entry("Lee Kim_4", "lk@x"));
        assertThat(mails(list("Full name,Email\n김철수,k@x\n", "철수 김_1" + MOODLE)))
                .containsOnly(Map.entry("철수 김_1", "k@x"));
    }

    @Test
    void a_word_that_many_have_makes_no_two_people_one() throws IOException {
        Roster roster = roster("name,email\nada,n/a\nben,n/a\ncyn,n/a\n");
        assertThat(Enrolled.of(roster)).hasSize(3);
        assertThat(Students.of(roster, List.of(), Map.of()).all()).hasSize(3);
        assertThat(roster("username,name\nkim,Kim Lee\nKIM,Kim Min\n").shared())
                .singleElement()
                .asString()
                .contains("Kim Lee (line 2)", "Kim Min (line 3)");
    }

    @Test
    void gradebooks_of_platforms_have_people_of_the_roster_alone_by_what_the_roster_calls_them() throws IOException {
        Roster roster =
                roster("identifier,roster_identifier,ID,github_username\n,Ada A,Teilnehmer/in301,\n,Ben B,302,ben\n");
        ClassRun.Entry stranger = new ClassRun.UnusableEntry("hw1-eve", "x");
        Gradebooks gradebooks = new Gradebooks("HW", GradebookRow.of(List.of(stranger), Map.of(), roster, false));
        for (String csv :
                List.of(gradebooks.canvas(), gradebooks.moodle(), gradebooks.classroom50(), gradebooks.ghClassroom())) {
            assertThat(csv).contains("ben").doesNotContain("hw1-eve");
        }
        assertThat(gradebooks.canvas()).contains("Ada A,,", "Ben B,302,").doesNotContain("Teilnehmer");
        assertThat(new Gradebooks("HW", GradebookRow.of(List.of(stranger))).classroom50())
                .contains("hw1-eve");
    }

    @Test
    void a_student_in_two_teams_is_an_error_with_both_lines() throws IOException {
        Path file = Files.writeString(temp.resolve("two.csv"), "student,team\nada,T1\nben,T1\nada,T2\n");
        Roster roster = roster("username\nada\nben\n");
        assertThatThrownBy(() -> Teams.read(file, roster, READER))
                .isInstanceOf(UnreadableTableException.class)
                .hasMessageContaining("two.csv:4")
                .hasMessageContaining("\"T1\" (line 2)");
    }
}
