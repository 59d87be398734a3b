package lockstep.grader.catalog.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import lockstep.grader.report.LabReport.Column;
import lockstep.grader.report.LabReport.Row;
import lockstep.poolmap.PoolMap;
import lockstep.processqueuesum.ProcessQueueSum;
import lockstep.processqueuesum.Term;
import lockstep.threadedsum.ThreadedSum;

/** Who does the work: the numbers of processes, the names of threads. */
record Identities() implements Experiment {

    private static final long LOOK_MILLIS = 2;

    @Override
    public String id() {
        return "who";
    }

    @Override
    public String title() {
        return "Who does the work";
    }

    @Override
    public List<Column> columns() {
        return List.of();
    }

    @Override
    public List<Row> measure(int shrink) {
        long own = ProcessHandle.current().pid();
        List<Row> rows = new ArrayList<>();
        rows.add(Row.told("this process", "process " + own));
        rows.add(told("two threads", "process " + own + ", threads ", () -> {
            Set<String> threads = new ConcurrentSkipListSet<>();
            new ThreadedSum().sum(0, 1_000, i -> note(threads, i), 2);
            return threads;
        }));
        rows.add(told("a pool of two", "process " + own + ", threads ", () -> {
            Set<String> workers = new ConcurrentSkipListSet<>();
            new PoolMap().map(i -> note(workers, i), List.of(1L, 2L, 3L, 4L), 2);
            return workers;
        }));
        rows.add(told("two processes", "processes ", Identities::children));
        return rows;
    }

    private static Row told(String way, String what, Callable<Set<String>> names) {
        try {
            return Row.told(way, what + String.join(" and ", names.call()));
        } catch (Exception | Error e) {
            return Row.told(way, "not written yet, or wrong");
        }
    }

    private static long note(Set<String> names, long value) {
        names.add(Thread.currentThread().getName());
        return value;
    }

    /** Nobody tells who a sum's children are, so this looks while they live. */
    private static Set<String> children() throws InterruptedException, ExecutionException {
        Set<String> seen = new TreeSet<>();
        FutureTask<Long> sum = new FutureTask<>(() -> new ProcessQueueSum().sum(0, 1_000_000, Term.MIX, 2));
        new Thread(sum, "sum").start();
        while (!sum.isDone()) {
            ProcessHandle.current()
                    .children()
                    .filter(ProcessHandle::isAlive)
                    .forEach(child -> seen.add(Long.toString(child.pid())));
            Thread.sleep(LOOK_MILLIS);
        }
        sum.get();
        return seen;
    }

    @Override
    public String conclusion(List<Row> rows) {
        return "Threads work within one process; each child is a process of its own, with its own main thread and memory.";
    }
}
