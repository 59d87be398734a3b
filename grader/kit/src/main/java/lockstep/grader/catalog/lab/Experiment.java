package lockstep.grader.catalog.lab;

import java.util.List;
import lockstep.grader.report.LabReport.Column;
import lockstep.grader.report.LabReport.Row;

/** One experiment of the lab: something that the tutorials claim, done on this machine. */
public interface Experiment {

    /** Returns the word by which a worker is asked for it. */
    String id();

    /** Returns what is done, for people. */
    String title();

    /** Returns what is measured. */
    List<Column> columns();

    /**
     * Does it, in a worker.
     *
     * @param shrink by how much the work is smaller than the titles tell
     */
    List<Row> measure(int shrink) throws Exception;

    /** Returns what these rows say, in one sentence; empty where they are not enough for one. */
    String conclusion(List<Row> rows);
}
