package lockstep.grader.check.race.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lockstep.engine.control.Sites;
import lockstep.engine.control.StuckThread;
import lockstep.engine.control.TraceStep;
import lockstep.grader.check.race.explain.Story.Split;
import org.jspecify.annotations.Nullable;

/** Finds what threads do wrong with the sections that they guard. */
final class Sections {

    private static final int MAIN = 0;

    private Sections() {}

    /** Returns a stuck thread that has already taken what it waits for, by its calls. */
    static Optional<String> takesTwice(List<StuckThread> stuck, List<TraceStep> steps) {
        for (StuckThread thread : stuck) {
            String what = thread.waitsFor();
            boolean isOwnerless = what != null && (what.contains("Semaphore") || what.contains("StampedLock"));
            if (isOwnerless
                    && taken(thread.name(), steps) > 1
                    && stuck.stream().noneMatch(other -> other != thread && taken(other.name(), steps) > 1)) {
                return Optional.of(thread.name());
            }
        }
        return Optional.empty();
    }

    private static int taken(String thread, List<TraceStep> steps) {
        int taken = 0;
        for (TraceStep step : steps) {
            if (step.threadName().equals(thread) && step.action().startsWith("call ")) {
                String call = step.action();
                boolean gives = call.contains(".release") || call.contains(".unlock");
                boolean takes =
                        call.contains(".acquire") || call.contains("Lock.writeLock") || call.contains("Lock.readLock");
                taken += takes ? 1 : gives ? -1 : 0;
            }
        }
        return taken;
    }

    /** Returns where a thread takes a lock that it gave back and that another one had meanwhile, or null. */
    static @Nullable Split split(List<TraceStep> steps, Sites sites) {
        List<TraceStep> owners = new ArrayList<>();
        for (TraceStep step : steps) {
            String action = step.action();
            boolean takes = action.startsWith("lock ")
                    || action.startsWith("call ")
                            && (action.endsWith("ock.writeLock()") || action.contains("Semaphore.acquire"));
            if (takes
                    && step.site() >= 0
                    && (owners.isEmpty() || owners.get(owners.size() - 1).thread() != step.thread())) {
                owners.add(step);
            }
        }
        for (int i = 0; i + 2 < owners.size(); i++) {
            TraceStep again = owners.get(i + 2);
            TraceStep other = owners.get(i + 1);
            if (owners.get(i).thread() == again.thread() && again.thread() != MAIN && other.thread() != MAIN) {
                return new Split(other.threadName(), Places.line(sites.at(again.site())));
            }
        }
        return null;
    }
}
