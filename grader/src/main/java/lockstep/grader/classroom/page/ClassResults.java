package lockstep.grader.classroom.page;

import java.util.List;
import lockstep.grader.classroom.ClassRun;
import lockstep.grader.classroom.Comparison;
import lockstep.grader.classroom.Similarity;

/**
 * What the class report is made from.
 *
 * @param title what was graded
 * @param rows one per student, in the order of their names
 * @param roster what the roster told of who is missing
 * @param changes what differs from an older report
 * @param similarity pairs of submissions that are much alike
 * @param helpBelow the share of the points below which a student needs help
 */
public record ClassResults(
        String title,
        List<Row> rows,
        RosterGaps roster,
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
     * @param link where the student's own page is, relative to the report; empty where there is none
     */
    public record Row(String name, String link, ClassRun.Entry entry) {}

    /** Names that are on one side only: submissions that fit nobody, and people without a submission. */
    public record RosterGaps(List<String> unknown, List<String> missing) {

        /** Nobody is missing, or there is no roster. */
        public static final RosterGaps NONE = new RosterGaps(List.of(), List.of());

        public RosterGaps {
            unknown = List.copyOf(unknown);
            missing = List.copyOf(missing);
        }
    }
}
