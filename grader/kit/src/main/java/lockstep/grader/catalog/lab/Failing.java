package lockstep.grader.catalog.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import lockstep.grader.report.LabReport.Column;
import lockstep.grader.report.LabReport.Row;

/** One thread's failure: who lives on after an exception that nobody catches, and after an exit. */
record Failing() implements Experiment {

    @Override
    public String id() {
        return "fail";
    }

    @Override
    public String title() {
        return "An exception that nobody catches, and who lives on";
    }

    @Override
    public List<Column> columns() {
        return List.of();
    }

    @Override
    public List<Row> measure(int shrink) throws Exception {
        List<Row> rows = new ArrayList<>();
        AtomicReference<String> thrown = new AtomicReference<>("nothing");
        Thread thread = new Thread(() -> {
            throw new IllegalStateException("on purpose");
        });
        thread.setUncaughtExceptionHandler(
                (who, what) -> thrown.set(what.getClass().getSimpleName()));
        thread.start();
        thread.join();
        rows.add(Row.told(
                "a thread throws", "it ended by " + thrown.get() + "; this process and its other threads live on"));
        LabChild.End main = LabChild.end("fail");
        rows.add(Row.told(
                "a child's main thread throws",
                "its other thread said \"" + main.said() + "\", then it ended with status " + main.status()
                        + "; the parent lives on"));
        LabChild.End exit = LabChild.end("exit");
        rows.add(Row.told(
                "a thread of a child calls System.exit(3)",
                "its other thread said \"" + exit.said() + "\", and it ended with status " + exit.status()
                        + "; the parent lives on"));
        return rows;
    }

    @Override
    public String conclusion(List<Row> rows) {
        return rows.get(1).remark().contains("still here")
                        && !rows.get(2).remark().contains("still here")
                ? "An exception ends its thread and no other; an exit ends all threads of a process; neither reaches another"
                        + " process."
                : "";
    }
}
