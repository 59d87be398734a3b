package lockstep.grader.catalog.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.probe.Boundary;
import lockstep.grader.probe.VerdictOf;
import lockstep.grader.report.LabReport.Row;
import lockstep.grader.verdict.Evidence.OutcomeTable;
import lockstep.grader.verdict.Verdict;
import lockstep.grader.worker.RealChildren;
import lockstep.grader.worker.WorkerJob;
import org.jspecify.annotations.Nullable;

/**
 * Does experiments in a worker. A check's name is the experiment's; its answer is a pass that carries a table, whose rows
 * are the experiment's own, written as text: {@link #rows}.
 */
public final class LabJob implements WorkerJob {

    public static final String SHRINK = "shrink";

    private static final String FIELD = "\u001f";

    /** Made by the worker. */
    public LabJob() {}

    @Override
    public void run(List<CheckSpec> checks, Map<String, String> options, Reporter reporter) {
        int shrink = Integer.parseInt(options.getOrDefault(SHRINK, "1"));
        for (CheckSpec check : checks) {
            if (reporter.started(check)) {
                reporter.finished(check.id(), answer(check, shrink));
            }
        }
    }

    private static Verdict answer(CheckSpec check, int shrink) {
        Experiment experiment = Experiments.all().stream()
                .filter(each -> each.id().equals(check.id().name()))
                .findFirst()
                .orElseThrow();
        // What a student's code starts is no script here.
        try (RealChildren children = RealChildren.provide()) {
            List<OutcomeTable.Row> rows = Boundary.apart(() -> Boundary.call(() -> experiment.measure(shrink).stream()
                    .map(row -> new OutcomeTable.Row(written(row), 1, true))
                    .toList()));
            return new Verdict.Passed(List.of(new OutcomeTable(experiment.title(), rows.size(), rows)));
        } catch (Exception | Error e) {
            return VerdictOf.thrown(check.title(), e);
        }
    }

    private static String written(Row row) {
        return Stream.concat(
                        Stream.of(row.way(), row.python(), row.remark()),
                        row.values().stream().map(value -> value == null ? "" : value.toString()))
                .collect(Collectors.joining(FIELD));
    }

    /** Returns the rows that a worker has answered; none where it could not. */
    public static List<Row> rows(Verdict verdict) {
        return verdict instanceof Verdict.Passed passed && passed.evidence().get(0) instanceof OutcomeTable table
                ? table.rows().stream().map(row -> read(row.outcome())).toList()
                : List.of();
    }

    private static Row read(String text) {
        String[] fields = text.split(FIELD, -1);
        List<@Nullable Double> values = new ArrayList<>();
        for (int i = 3; i < fields.length; i++) {
            values.add(fields[i].isEmpty() ? null : Double.valueOf(fields[i]));
        }
        return new Row(fields[0], fields[1], values, fields[2]);
    }
}
