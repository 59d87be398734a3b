package lockstep.grader.catalog.lab;

import java.util.ArrayList;
import java.util.List;
import lockstep.grader.report.LabReport.Column;
import lockstep.grader.report.LabReport.Row;

/** Who shares what: a static field that is changed by a thread, and by a child. */
record Sharing() implements Experiment {

    @Override
    public String id() {
        return "share";
    }

    @Override
    public String title() {
        return "A static field, changed by another thread and by a child process";
    }

    @Override
    public List<Column> columns() {
        return List.of();
    }

    @Override
    public List<Row> measure(int shrink) throws Exception {
        List<Row> rows = new ArrayList<>();
        Shared.value = 0;
        Thread thread = new Thread(() -> Shared.value = 1);
        thread.start();
        thread.join();
        rows.add(Row.told("a thread sets it to 1", "then it is " + Shared.value + " here"));
        Shared.value = 0;
        String said = LabChild.end("change", "2").said();
        rows.add(Row.told("a child sets its own to 2", "it is " + said + " there, and " + Shared.value + " here"));
        return rows;
    }

    @Override
    public String conclusion(List<Row> rows) {
        boolean asTold = rows.get(0).remark().contains("is 1 here")
                && rows.get(1).remark().equals("it is 2 there, and 0 here");
        return asTold
                ? "Threads share what is static and on the heap; processes share nothing of it, and hand on copies through pipes."
                : "";
    }
}
