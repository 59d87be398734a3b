package lockstep.grader.check.speedup;

import java.io.File;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import lockstep.grader.worker.ChildProcesses;

/**
 * Processes that a submission has started from this one and that live on: its children, and theirs, of which those whose
 * parent has ended are told by the class path that all of them share.
 */
final class StrayProcesses {

    private StrayProcesses() {}

    /** Ends them all; returns whether there was one that did not end by itself within a second. */
    static boolean end() {
        boolean stray = false;
        for (ProcessHandle each : living()) {
            each.onExit().completeOnTimeout(each, 1, TimeUnit.SECONDS).join();
            stray |= each.isAlive();
            each.destroyForcibly();
            each.onExit().completeOnTimeout(each, 1, TimeUnit.SECONDS).join();
        }
        return stray;
    }

    private static List<ProcessHandle> living() {
        if (ChildProcesses.started() == 0) {
            return List.of();
        }
        ProcessHandle self = ProcessHandle.current();
        Set<ProcessHandle> above = new HashSet<>();
        Stream.iterate(self, each -> each != null, each -> each.parent().orElse(null))
                .forEach(above::add);
        String classes = System.getProperty("java.class.path").split(File.pathSeparator)[0];
        return Stream.concat(
                        self.descendants(),
                        ProcessHandle.allProcesses()
                                .filter(each -> !above.contains(each)
                                        && each.info().commandLine().orElse("").contains(classes)))
                .distinct()
                .toList();
    }
}
