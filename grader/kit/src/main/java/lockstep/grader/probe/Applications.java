package lockstep.grader.probe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which thread applied a function to which element, and who is at it. Not under control: noting takes no step. On real
 * threads it makes them synchronise with each other a little, so it belongs into no race scenario.
 */
public final class Applications {

    private final Map<Thread, List<Long>> byThread = new LinkedHashMap<>();
    private final Map<Long, Integer> counts = new LinkedHashMap<>();
    private final Map<Thread, Long> running = new LinkedHashMap<>();
    private final List<Long> ended = new ArrayList<>();
    private int begun;
    private int most;

    /** Notes that a thread begins with an element, and returns how many applications had begun before. */
    public synchronized int begins(Thread who, long element) {
        byThread.computeIfAbsent(who, thread -> new ArrayList<>()).add(element);
        counts.merge(element, 1, Integer::sum);
        running.put(who, element);
        most = Math.max(most, running.size());
        return begun++;
    }

    /** Notes that a thread is done with an element. */
    public synchronized void ends(Thread who, long element) {
        running.remove(who);
        ended.add(element);
    }

    /** Returns how many applications have begun. */
    public synchronized int begun() {
        return begun;
    }

    /** Returns how many of them by this thread. */
    public synchronized int begunBy(Thread who) {
        return byThread.getOrDefault(who, List.of()).size();
    }

    /** Returns how often the function was applied to each element, in the order of the first time. */
    public synchronized Map<Long, Integer> counts() {
        return new LinkedHashMap<>(counts);
    }

    /** Returns what each thread applied the function to, in its order. */
    public synchronized Map<Thread, List<Long>> byThread() {
        Map<Thread, List<Long>> copy = new LinkedHashMap<>();
        byThread.forEach((thread, elements) -> copy.put(thread, List.copyOf(elements)));
        return copy;
    }

    /** Returns the elements in the order in which they were done. */
    public synchronized List<Long> ended() {
        return List.copyOf(ended);
    }

    /** Returns the elements that somebody is at. */
    public synchronized List<Long> running() {
        return List.copyOf(running.values());
    }

    /** Returns how many were at an element at the same time, at most. */
    public synchronized int most() {
        return most;
    }
}
