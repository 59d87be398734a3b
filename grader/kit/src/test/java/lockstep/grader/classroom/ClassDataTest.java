package lockstep.grader.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import lockstep.grader.report.Adjustment;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.Samples;
import org.junit.jupiter.api.Test;

class ClassDataTest {

    private static ClassData data() {
        List<ClassRun.Entry> entries = List.of(
                new ClassRun.GradedEntry("=ada", Samples.full()),
                new ClassRun.GradedEntry("ben", Samples.mixed()),
                new ClassRun.GradedEntry("cyd", Samples.pending()),
                new ClassRun.GradedEntry("dan", Samples.crashed()),
                new ClassRun.UnusableEntry("eve", "only a report"),
                new ClassRun.FaultEntry("fay", "a fault"),
                new ClassRun.MissingEntry("gus", "not graded yet"));
        return ClassData.of("Homework", "folders", entries, Map.of("ben", "students/ben/feedback.html"));
    }

    @Test
    void it_is_valid_and_another_document_is_not() {
        InputStream text = Objects.requireNonNull(
                ClassDataTest.class.getResourceAsStream("/lockstep/class-report-v1.schema.json"));
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text);
        String json = data().json();
        assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
        for (String right : List.of("\"verdict\" : \"PASSED\"", "\"readAs\"", "\"race\" : ")) {
            assertThat(json).contains(right);
            assertThat(schema.validate(json.replace(right, right.replaceFirst("[A-Za-z]+", "x")), InputFormat.JSON))
                    .as(right)
                    .isNotEmpty();
        }
    }

    @Test
    void each_check_of_each_student_has_a_row() {
        List<String> rows = data().csv().lines().toList();
        long checks = Stream.of(Samples.full(), Samples.mixed(), Samples.pending(), Samples.crashed())
                .flatMap(Feedback::checks)
                .count();
        assertThat(rows).hasSize((int) checks + 1);
        assertThat(rows.get(0)).isEqualTo("\ufeffstudent,check,kind,verdict,score,max_score,mistake,file,line,message");
        assertThat(rows).noneMatch(row -> row.startsWith("="));
    }

    @Test
    void what_was_decided_by_hand_counts() {
        Feedback feedback = Samples.mixed();
        Feedback byHand = feedback.with(feedback.exercises().stream()
                .map(exercise -> exercise.with(
                        exercise.checks().stream()
                                .map(check -> check.with(List.of(new Adjustment(0.5, "seen"))))
                                .toList(),
                        List.of()))
                .toList());
        ClassData data = ClassData.of("", "", List.of(new ClassRun.GradedEntry("ben", byHand)), Map.of());
        assertThat(data.students().get(0).checks())
                .extracting(ClassData.Check::score)
                .isEqualTo(byHand.checks().map(CheckFeedback::earned).toList())
                .isNotEqualTo(feedback.checks().map(CheckFeedback::earned).toList());
    }

    @Test
    void where_the_time_went_is_added_up_and_told() {
        long race = Stream.of(Samples.full(), Samples.mixed(), Samples.pending(), Samples.crashed())
                .flatMap(Feedback::checks)
                .filter(check -> check.question().kind().word().equals("race"))
                .mapToLong(check -> check.rerun().elapsedMillis())
                .sum();
        assertThat(data().spentMillis()).containsEntry("race", race);
        assertThat(data().spent()).matches("structure \\d+ (s|min), correctness \\d+ (s|min), race .*, speedup .*");
    }
}
