package lockstep.grader.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the lab measured.
 *
 * @param origin on what machine, for people
 * @param experiments in the order in which they were made
 */
public record LabReport(String origin, List<Part> experiments) {

    public LabReport {
        experiments = List.copyOf(experiments);
    }

    /** What the numbers of a column count. */
    public enum Unit {
        MILLISECONDS,
        KIBIBYTES,
        COUNT
    }

    /** A kind of number that is measured in each way. */
    public record Column(String title, Unit unit) {}

    /**
     * One way to do what an experiment does.
     *
     * @param way in words
     * @param python what the tutorials tell for Python; empty where they tell nothing
     * @param values one for each column; null where there is none
     * @param remark what came of it in words, or why there are no numbers; may be empty
     */
    public record Row(
            String way,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String python,
            List<@Nullable Double> values,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String remark) {

        public Row {
            values = Collections.unmodifiableList(new ArrayList<>(values));
        }

        /** Returns a way of which there are numbers. */
        public static Row of(String way, String python, @Nullable Double... values) {
            List<@Nullable Double> all = new ArrayList<>();
            Collections.addAll(all, values);
            return new Row(way, python, all, "");
        }

        /** Returns a way of which there are words only. */
        public static Row told(String way, String remark) {
            return new Row(way, "", List.of(), remark);
        }

        /** Returns a number, or null where there is none. */
        public @Nullable Double value(int column) {
            return column < values.size() ? values.get(column) : null;
        }
    }

    /**
     * One experiment.
     *
     * @param title what is done
     * @param conclusion what the numbers say, in a sentence; empty where they are not enough for one
     * @param doubt why not to trust them; empty where nothing speaks against it
     */
    public record Part(
            String title,
            List<Column> columns,
            List<Row> rows,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String conclusion,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String doubt) {

        public Part {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }
}
