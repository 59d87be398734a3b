package lockstep.grader.classroom.page;

import java.util.List;
import lockstep.grader.classroom.ClassRun;
import lockstep.grader.classroom.Comparison;
import lockstep.grader.classroom.Similarity;
import lockstep.grader.classroom.ToldUpload;

/**
 * What the class report is made from.
 *
 * @param title what was graded
 * @param rows one per student, in the order of their names
 * @param arrivals what was read as what, and who is missing
 * @param changes what differs from an older report
 * @param similarity pairs of submissions that are much alike
 * @param helpBelow the share of the points below which a student needs help
 */
public record ClassResults(
        String title,
        List<Row> rows,
        Arrivals arrivals,
        Comparison changes,
        Similarity.Outcome similarity,
        double helpBelow) {

    public ClassResults {
        rows = List.copyOf(rows);
    }

    /**
     * A student in the report.
     *
     * @param name how the report calls the student
     * @param link where the student's whole feedback is, relative to the report; empty where there is none
     */
    public record Row(String name, String link, ClassRun.Entry entry) {}

    /**
     * What came in.
     *
     * @param readAs the export, in words
     * @param uploads every upload; none where the report is anonymous
     * @param unknown submissions of nobody on the roster, with the reason
     * @param missing people without a submission
     */
    public record Arrivals(String readAs, List<ToldUpload> uploads, List<String> unknown, List<String> missing) {

        public Arrivals {
            uploads = List.copyOf(uploads);
            unknown = List.copyOf(unknown);
            missing = List.copyOf(missing);
        }
    }
}
