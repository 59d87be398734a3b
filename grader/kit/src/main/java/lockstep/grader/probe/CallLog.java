package lockstep.grader.probe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A record of which thread called with which element, in the order in which the calls arrived. Safe for use from several
 * threads; recording makes the callers synchronise with each other a little, so a log can hide a data race and belongs
 * into no race scenario.
 *
 * @param <E> what the calls are about
 */
public final class CallLog<E> {

    /** One call. */
    public record Call<E>(Thread thread, E element) {}

    private final Queue<Call<E>> calls = new ConcurrentLinkedQueue<>();

    /** Records a call by the current thread. */
    public void add(E element) {
        calls.add(new Call<>(Thread.currentThread(), element));
    }

    /** Returns the calls so far. */
    public List<Call<E>> calls() {
        return List.copyOf(calls);
    }

    /** Returns how often each element came, in the order of the first time. */
    public Map<E, Integer> counts() {
        Map<E, Integer> counts = new LinkedHashMap<>();
        calls().forEach(call -> counts.merge(call.element(), 1, Integer::sum));
        return counts;
    }

    /** Returns what each thread called with, in its order. */
    public Map<Thread, List<E>> byThread() {
        Map<Thread, List<E>> elements = new LinkedHashMap<>();
        calls().forEach(call -> elements.computeIfAbsent(call.thread(), thread -> new ArrayList<>())
                .add(call.element()));
        return elements;
    }

    /** Returns the threads that called. */
    public Set<Thread> threads() {
        return byThread().keySet();
    }
}
