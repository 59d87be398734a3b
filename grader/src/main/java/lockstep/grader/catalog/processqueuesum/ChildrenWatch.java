package lockstep.grader.catalog.processqueuesum;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Looks every few milliseconds at which child processes of this JVM are alive. Cannot see a child that lives shorter. */
final class ChildrenWatch {

    private static final long LOOK_MILLIS = 4;

    private final Set<Long> before = alive();
    private final Map<Long, Life> lives = new ConcurrentHashMap<>();
    private final Thread watcher = new Thread(this::look, "children-watch");

    /**
     * The time during which a child was seen, in nanoseconds.
     *
     * @param from when it was first seen
     * @param to when it was last seen
     */
    record Life(long from, long to) {}

    private ChildrenWatch() {
        watcher.setDaemon(true);
    }

    static ChildrenWatch begin() {
        ChildrenWatch watch = new ChildrenWatch();
        watch.watcher.start();
        return watch;
    }

    void end() throws InterruptedException {
        watcher.interrupt();
        watcher.join();
    }

    List<Life> lives() {
        return new ArrayList<>(lives.values());
    }

    /** Returns for the two children that were together longest how much of the shorter life that was, from 0 to 1. */
    static double overlap(List<Life> lives) {
        double most = 0;
        for (int i = 0; i < lives.size(); i++) {
            for (int j = 0; j < i; j++) {
                Life one = lives.get(i);
                Life other = lives.get(j);
                double together = Math.min(one.to, other.to) - Math.max(one.from, other.from);
                double shorter = Math.max(1, Math.min(one.to - one.from, other.to - other.from));
                most = Math.max(most, together / shorter);
            }
        }
        return most;
    }

    private void look() {
        try {
            while (true) {
                for (long pid : alive()) {
                    if (!before.contains(pid)) {
                        long now = System.nanoTime();
                        lives.merge(pid, new Life(now, now), (seen, again) -> new Life(seen.from, again.to));
                    }
                }
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            // The end of the watch.
            return;
        }
    }

    private static Set<Long> alive() {
        return ProcessHandle.current()
                .children()
                .filter(ProcessHandle::isAlive)
                .map(ProcessHandle::pid)
                .collect(Collectors.toSet());
    }
}
