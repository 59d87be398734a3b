package lockstep.grader.catalog.identities;

import java.util.List;
import java.util.stream.IntStream;
import lockstep.grader.probe.Handed;
import lockstep.identities.Identity;
import org.jspecify.annotations.Nullable;

/** Tasks that write down who runs them, to be held against a report. */
final class Ran {

    private final @Nullable Thread[] by;

    Ran(int size) {
        by = new Thread[size];
    }

    /** Returns a task. */
    Runnable task(int number, Runnable rest) {
        return Handed.action(() -> {
            by[number] = Thread.currentThread();
            rest.run();
            return null;
        });
    }

    /** Returns what the report says of each task. */
    List<String> heldAgainst(@Nullable List<Identity> report) {
        if (report == null || report.size() != by.length) {
            return List.of(report == null ? "no report" : "a report of " + report.size() + " tasks");
        }
        return IntStream.range(0, by.length)
                .mapToObj(i -> said(i, report.get(i)))
                .toList();
    }

    private String said(int task, @Nullable Identity identity) {
        Thread ran = by[task];
        if (ran == null || identity == null) {
            return ran == null ? "task " + task + " was not run" : "nothing of task " + task;
        }
        if (identity.thread() != ran.getId()) {
            return "not the thread that ran task " + task;
        }
        return identity.process() == ProcessHandle.current().pid() ? expected(task) : "another process";
    }

    /** Returns what a report says that is as it should be. */
    static List<String> all(int size) {
        return IntStream.range(0, size).mapToObj(Ran::expected).toList();
    }

    private static String expected(int task) {
        return "who ran task " + task;
    }

    boolean allBy(Thread thread) {
        return List.of(by).stream().allMatch(each -> each == thread);
    }
}
