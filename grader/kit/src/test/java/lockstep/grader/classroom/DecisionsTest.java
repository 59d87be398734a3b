package lockstep.grader.classroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.FeedbackReader;
import lockstep.grader.report.FeedbackWriter;
import lockstep.grader.report.Marks;
import lockstep.grader.report.Samples;
import lockstep.grader.report.SubmissionTime;
import lockstep.grader.report.Timeliness;
import lockstep.grader.report.render.RenderSettings;
import lockstep.grader.report.render.Renderers;
import lockstep.grader.report.render.Settled;
import lockstep.grader.verdict.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionsTest {

    private static final List<String> IDS =
            Samples.full().checks().map(check -> check.question().id()).toList();
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final GradingScheme.Late LATE =
            new GradingScheme.Late(Instant.parse("2025-10-03T21:59:00Z"), BERLIN, 0.1, 0.5, 0);

    @TempDir
    Path temp;

    private final List<String> notes = new ArrayList<>();

    private Path file(String text) throws IOException {
        return Files.writeString(temp.resolve("table.csv"), text);
    }

    private Decisions byHand(String rows) throws IOException {
        return new Decisions(
                List.of(),
                new DecisionsReader(IDS, notes::add).byHand(file("student,check or exercise,points,reason\n" + rows)));
    }

    private Decisions extensions(String rows) throws IOException {
        return new Decisions(
                new DecisionsReader(IDS, notes::add).extensions(file("student,exercise,until,reason\n" + rows), LATE),
                List.of());
    }

    private static Students.Student student(String name) {
        return new Students.Student(name, List.of());
    }

    private static SubmissionTime at(String time) {
        return new SubmissionTime(Instant.parse(time), SubmissionTime.Source.PLATFORM, null);
    }

    private static Timeliness late(Lateness lateness) {
        return Objects.requireNonNull(lateness.applied(Samples.full()).timeliness());
    }

    private static CheckFeedback check(Feedback feedback, Outcome outcome) {
        return feedback.checks()
                .filter(check -> check.verdict() == outcome)
                .filter(check -> check.worth().maxScore() > 3)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void points_by_hand_are_added_to_the_check_its_exercise_and_the_whole_and_change_no_verdict() throws Exception {
        Feedback before = Samples.mixed();
        CheckFeedback failed = check(before, Outcome.FAILED);

        Feedback after = byHand("alice," + failed.question().id() + ",+3,nearly right\n")
                .applied(before, student("Alice"), notes::add);

        assertThat(after.marks().score()).isEqualTo(before.marks().score() + 3);
        CheckFeedback decided = after.checks()
                .filter(it -> it.question().equals(failed.question()))
                .findFirst()
                .orElseThrow();
        assertThat(decided.earned()).isEqualTo(3);
        assertThat(decided.verdict()).isEqualTo(Outcome.FAILED);
        assertThat(Settled.hundredths(after).total().score())
                .isEqualTo(Settled.hundredths(before).total().score() + 300);
        assertThat(notes).isEmpty();
        assertThat(byHand("ben,poolmap,3,\n").applied(before, student("alice"), notes::add))
                .isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"5, 5", "-7, -7", "2.25, 2.25", "'\"2,5\"', 2.5"})
    void points_for_an_exercise_are_in_every_total(String written, double points) throws Exception {
        Feedback before = Samples.mixed();
        ExerciseFeedback exercise = before.exercises().stream()
                .filter(it -> it.marks().score() > 10
                        && it.marks().score() < it.marks().maxScore() - 10)
                .findFirst()
                .orElseThrow();
        Feedback after = byHand("alice," + exercise.id() + "," + written + ",seen in the lab\n")
                .applied(before, student("alice"), notes::add);

        assertThat(after.marks().score()).isEqualTo(before.marks().score() + points);
        assertThat(after.settled()).isEqualTo(before.settled() + points);
        Settled settled = Settled.hundredths(after);
        assertThat(settled.points(settled.total().score()).doubleValue()).isEqualTo(before.settled() + points);
        List<ClassRun.Entry> entries = List.of(new ClassRun.GradedEntry("alice", after));
        assertThat(GradebookWriter.csv(GradebookRow.of(entries)))
                .contains("by hand")
                .contains("seen in the lab");
        assertThat(new Gradebooks("Sums", GradebookRow.of(entries)).canvas())
                .contains("," + settled.points(settled.total().score()).toPlainString());
    }

    @Test
    void a_pending_check_is_decided_by_points_and_not_by_a_comment() throws Exception {
        Feedback before = Samples.pending();
        CheckFeedback pending = check(before, Outcome.INCONCLUSIVE);
        String id = pending.question().id();

        Feedback commented =
                byHand("dora," + id + ",,I look at it on Monday\n").applied(before, student("dora"), notes::add);
        assertThat(commented.marks()).isEqualTo(before.marks());
        Feedback decided =
                byHand("dora," + id + ",0,it is slow on my machine\n").applied(before, student("dora"), notes::add);
        assertThat(decided.marks().pending())
                .isEqualTo(before.marks().pending() - pending.worth().maxScore());
        assertThat(decided.settled()).isLessThanOrEqualTo(before.settled());
    }

    @Test
    void what_no_machine_can_grade_may_have_points_by_hand() throws Exception {
        Feedback scan = ByHandOnly.like(Samples.mixed(), "zed", "a folder with a scan");
        assertThat(scan.marks()).isEqualTo(new Marks(0, 0, 400));
        Decisions decisions = byHand("zed,poolmap,40,read from the scan\nyan,poolmap,1,\n");
        assertThat(decisions.hasByHand(student("zed"))).isTrue();

        Feedback after = decisions.applied(scan, student("zed"), notes::add);
        assertThat(after.marks()).isEqualTo(new Marks(40, 0, 400));
        assertThat(FeedbackReader.read(FeedbackWriter.write(after))).isEqualTo(after);
        assertThat(notes).isEmpty();
        decisions.tellUnused(List.of(student("zed")), notes::add);
        assertThat(notes).singleElement().asString().contains("table.csv:3: yan has no submission that was graded");
    }

    @Test
    void what_lies_beyond_the_maximum_is_cut_off_and_told() throws Exception {
        Feedback after = byHand("alice,poolmap,5,\nalice,lockedcounter,-500,copied\n")
                .applied(Samples.full(), student("alice"), notes::add);
        assertThat(after.marks().score()).isEqualTo(300);
        assertThat(notes).hasSize(2);
        assertThat(notes.get(0)).contains("table.csv:2", "poolmap", "0 only");
        assertThat(notes.get(1)).contains("table.csv:3", "-100 only");
    }

    @Test
    void the_student_reads_the_points_and_the_reason_whatever_is_written_in_it() throws Exception {
        Feedback after = byHand("alice,"
                        + check(Samples.mixed(), Outcome.FAILED).question().id() + ",1,<b>nearly</b>\n"
                        + "alice,poolmap,,\"see me, please\"\n")
                .applied(Samples.mixed(), student("alice"), notes::add);
        String page = Renderers.of("html", RenderSettings.PLAIN).orElseThrow().render(after);
        assertThat(page)
                .contains("By hand", "+1: &lt;b&gt;nearly", "see me, please")
                .doesNotContain("<b>nearly");
        assertThat(FeedbackReader.read(FeedbackWriter.write(after))).isEqualTo(after);
    }

    @Test
    void an_extension_moves_the_end_for_its_student_and_exercise_only() throws Exception {
        Decisions decisions = extensions("ada,,2025-10-05,ill\nben,poolmap,2025-10-10 12:00,\n");
        SubmissionTime handedIn = at("2025-10-06T10:00:00Z");

        Lateness ada = decisions.lateness(LATE, student("ada"), handedIn);
        assertThat(ada.days("poolmap")).isEqualTo(1);
        Lateness ben = decisions.lateness(LATE, student("ben"), handedIn);
        assertThat(ben.days("poolmap")).isZero();
        assertThat(ben.days("threadedsum")).isEqualTo(3);
        assertThat(late(ben).lateDays()).isEqualTo(3);
        assertThat(late(ben).reduced(400)).isEqualTo(100 + 3 * 70);
        Lateness cyd = decisions.lateness(LATE, student("cyd"), handedIn);
        assertThat(late(cyd).reduced(400)).isEqualTo(280);
        assertThat(late(decisions.lateness(LATE, student("cyd"), SubmissionTime.UNKNOWN))
                        .reduced(400))
                .isEqualTo(400);
    }

    @Test
    void nobody_has_time_any_more_when_the_deadline_and_every_extension_have_passed() throws Exception {
        Instant after = LATE.deadline().plusSeconds(1);

        assertThat(Decisions.NONE.isOver(LATE, LATE.deadline())).isFalse();
        assertThat(Decisions.NONE.isOver(LATE, after)).isTrue();
        Decisions decisions = extensions("ada,,2025-10-05,ill\nben,poolmap,2025-10-10 12:00,\n");
        assertThat(decisions.isOver(LATE, Instant.parse("2025-10-10T10:00:00Z")))
                .isFalse();
        assertThat(decisions.isOver(LATE, Instant.parse("2025-10-10T10:00:01Z")))
                .isTrue();
    }

    @Test
    void late_days_in_the_budget_cost_nothing_and_those_used_before_are_gone() throws Exception {
        GradingScheme.Late rule = new GradingScheme.Late(LATE.deadline(), BERLIN, 0.1, 0.5, 2);
        SubmissionTime handedIn = at("2025-10-06T10:00:00Z");
        Lateness fresh = Decisions.NONE.lateness(rule, student("ada"), handedIn);
        assertThat(late(fresh).lateDays()).isEqualTo(3);
        assertThat(late(fresh).freeDays()).isEqualTo(2);
        assertThat(late(fresh).reduced(400)).isEqualTo(360);

        Person ben = new RosterReader(BERLIN, notes::add)
                .read(file("username,late days used\nben,1\n"))
                .people()
                .get(0);
        assertThat(late(Decisions.NONE.lateness(rule, new Students.Student("ben", List.of(ben)), handedIn))
                        .reduced(400))
                .isEqualTo(320);
    }

    @Test
    void a_student_is_named_by_any_identity_whole_and_in_any_case() throws Exception {
        Roster roster = new RosterReader(BERLIN, notes::add)
                .read(file("username,name,ID,email\njmueller,\"Müller, Jörg\",s1,joerg@x.example\nann,Ann Lee,s2,\n"));
        Students students = Students.of(
                roster,
                List.of("hw1-jmueller"),
                Map.of("hw1-jmueller", List.of(roster.people().get(0))));
        for (String name : List.of(
                "JMUELLER", "jörg mu\u0308ller", "Müller, Jörg", "S1", "joerg@X.example", "hw1-jmueller", "ann")) {
            byHand("\"" + name + "\",poolmap,1,\n").check(students, notes::add);
        }
        assertThatThrownBy(() -> byHand("mueller,poolmap,1,\n").check(students, notes::add))
                .isInstanceOf(UnreadableTableException.class)
                .hasMessageContainingAll("table.csv:2: student", "\"mueller\"", "did you mean jmueller?");
    }

    @Test
    void a_part_of_a_name_is_answered_with_everybody_who_has_it() throws Exception {
        Roster roster = new RosterReader(BERLIN, notes::add)
                .read(file("username,name\njm,Jörg Müller\nam,\"Müller, Änne\"\nlee,Ann Lee\n"));
        Students students = Students.of(roster, List.of("stray"), Map.of());
        assertThatThrownBy(() -> byHand("müller,poolmap,1,\n").check(students, notes::add))
                .hasMessageContainingAll("line 2 of the roster", "line 3 of the roster")
                .hasMessageNotContaining("Lee");
        byHand("stray,poolmap,1,\n").check(students, notes::add);
        assertThat(notes).singleElement().asString().contains("table.csv:2: stray is nobody on the roster");
    }

    @Test
    void points_for_somebody_who_handed_in_nothing_are_in_every_gradebook() throws Exception {
        Roster roster = new RosterReader(BERLIN, notes::add).read(file("username,name\nada,Ada A\nsick,Sick S\n"));
        Decisions decisions = byHand("sick,poolmap,7,sick note\n");
        Map<String, List<Person>> people =
                new HashMap<>(Map.of("ada", List.of(roster.people().get(0))));
        List<ClassRun.Entry> entries = ByHandOnly.with(
                        List.of(new ClassRun.GradedEntry("ada", Samples.full())),
                        decisions,
                        people,
                        List.of(roster.people().get(1)))
                .stream()
                .map(ClassRun.GradedEntry.class::cast)
                .<ClassRun.Entry>map(it -> new ClassRun.GradedEntry(
                        it.student(),
                        decisions.applied(
                                it.feedback(),
                                new Students.Student(it.student(), people.getOrDefault(it.student(), List.of())),
                                notes::add)))
                .toList();

        List<GradebookRow> rows = GradebookRow.of(entries, people, roster, false);
        Gradebooks gradebooks = new Gradebooks("Sums", rows);
        assertThat(GradebookWriter.csv(rows)).contains("Sick S,7,0,400,by hand");
        assertThat(gradebooks.canvas()).contains("Sick S,,,sick,,7\r\n");
        assertThat(gradebooks.moodle()).contains("Sick S,sick,,,7,400");
        assertThat(gradebooks.ghClassroom()).contains(",7,400\r\n");
        assertThat(gradebooks.classroom50()).contains("sick,Sick,S,,,,7,400");
        assertThat(((ClassRun.GradedEntry) entries.get(1)).feedback().byHand())
                .containsExactly("poolmap +7: sick note");
    }

    @Test
    void two_rows_of_one_person_are_one_student() throws Exception {
        Roster roster = new RosterReader(BERLIN, notes::add)
                .read(file("username,name,section\nkim1,Kim Lee,A\nKIM1,Kim Lee,B\n"));
        byHand("Kim Lee,poolmap,1,\n").check(Students.of(roster, List.of(), Map.of()), notes::add);
    }

    @Test
    void a_name_of_two_students_is_an_error_that_names_both() throws Exception {
        Roster roster = new RosterReader(BERLIN, notes::add).read(file("username,name\nkim1,Kim Lee\nkim2,Kim Lee\n"));
        assertThatThrownBy(() ->
                        byHand("Kim Lee,poolmap,1,\n").check(Students.of(roster, List.of(), Map.of()), notes::add))
                .hasMessageContainingAll("table.csv:2:", "line 2 of the roster", "line 3 of the roster");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ada,poolmapp,1,x|table.csv:2: check: the id of a check or an exercise expected, found \"poolmapp\" (did you mean poolmap?)",
                "ada,race.two-maps-at-once,1,x|did you mean poolmap.race.two-maps-at-once?",
                "ada,two-maps-at-onc,1,x|did you mean poolmap.race.two-maps-at-once?",
                "'ada,poolmap,1,x\nADA,poolmap,1,x'|table.csv:3: student: each line once expected, found the same as in line 2",
                "ada,,1,x|table.csv:2: check",
                "ada,poolmap,much,x|table.csv:2: points: a number like 5",
                "ada,poolmap,1e3,x|found \"1e3\"",
                "ada,poolmap,,|table.csv:2: points: points or a reason expected",
            })
    void a_wrong_adjustment_is_told_with_its_line(String row, String message) {
        assertThatThrownBy(() -> byHand(row + "\n"))
                .isInstanceOf(UnreadableTableException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ada,pool,2025-10-05,x|table.csv:2: exercise: one of",
                "ada,,next week,x|table.csv:2: until: a time like",
                "ada,,,x|table.csv:2: until: a time like",
                "ada,,2025-09-05,x|table.csv:2: until: a time after the deadline",
            })
    void a_wrong_extension_is_told_with_its_line(String row, String message) {
        assertThatThrownBy(() -> extensions(row + "\n"))
                .isInstanceOf(UnreadableTableException.class)
                .hasMessageContaining(message);
    }

    @Test
    void an_extension_needs_a_deadline_and_a_table_its_columns() throws Exception {
        Path extensions = file("student,until\nada,2025-10-05\n");
        assertThatThrownBy(() -> new DecisionsReader(IDS, notes::add).extensions(extensions, null))
                .hasMessageContaining("a deadline in grading.yaml expected");
        Path adjustments = file("student,points\nada,3\n");
        assertThatThrownBy(() -> new DecisionsReader(IDS, notes::add).byHand(adjustments))
                .hasMessageContaining("a column \"check or exercise\" expected, found student, points");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "student,check,points,reason\nada,poolmap,1,x\n",
                "Student;Exercise;Points;Reason\nada;poolmap;1,0;x\n",
                "student,exercise,check,points,reason\nada,poolmap,,1,x\n",
            })
    void the_column_may_be_called_check_or_exercise(String table) throws Exception {
        assertThat(new DecisionsReader(IDS, notes::add).byHand(file(table)))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.target()).isEqualTo("poolmap");
                    assertThat(each.adjustment().points()).isEqualTo(1);
                });
    }
}
