package lockstep.grader.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lockstep.grader.report.Samples;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GradebookWriterTest {

    @Test
    void a_row_per_submission_with_a_column_per_exercise_and_check() throws Exception {
        List<CSVRecord> rows = rows(List.of(
                new ClassRun.GradedEntry("alice", Samples.full()),
                new ClassRun.GradedEntry("dora", Samples.pending()),
                new ClassRun.UnusableEntry("zed", "/x: no folder"),
                new ClassRun.GradedEntry("gwen", Samples.openGround()),
                ClassRun.FaultEntry.of("yan", new StackOverflowError())));

        assertThat(rows).hasSize(5);
        assertThat(rows.get(0).get("score")).isEqualTo("400");
        assertThat(rows.get(0).get("threadedsum")).isEqualTo("100");
        assertThat(rows.get(0).get("lockedcounter.race.no-deadlock")).isEqualTo("10");
        assertThat(rows.get(1).get("pending")).isEqualTo("60");
        assertThat(rows.get(1).get("threadedsum.speedup.wall-clock")).isEqualTo("pending");
        assertThat(rows.get(2).get("status")).isEqualTo("not graded");
        assertThat(rows.get(2).get("remark")).contains("no folder");
        assertThat(rows.get(3).get("score")).isEqualTo("0");
        assertThat(rows.get(3).get("status")).isEqualTo("fault of the grader");
        assertThat(rows.get(4).get("status")).isEqualTo("fault of the grader");
        assertThat(rows.get(4).get("score")).isEmpty();
        assertThat(rows.get(4).get("remark")).contains("StackOverflowError");
    }

    @Test
    void the_file_begins_with_the_mark_by_which_spreadsheets_know_utf_8(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("gradebook.csv");
        GradebookWriter.write(file, GradebookRow.of(List.of(new ClassRun.GradedEntry("김민준", Samples.full()))));

        assertThat(Files.readString(file)).startsWith("\ufeffstudent,").contains("김민준");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"})
    void no_cell_is_a_formula(String text) throws Exception {
        List<CSVRecord> rows = rows(List.of(new ClassRun.UnusableEntry(text, text)));

        assertThat(rows.get(0).get("student")).startsWith("'");
        assertThat(rows.get(0).get("remark")).startsWith("'");
    }

    private static List<CSVRecord> rows(List<ClassRun.Entry> entries) throws Exception {
        return CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(GradebookWriter.csv(GradebookRow.of(entries))))
                .getRecords();
    }
}
