package lockstep.grader.probe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of tasks that were handed to a pool, in order. Not under control: noting takes no step and orders no threads.
 * On real threads it does, a little.
 */
public final class TaskLog {

    /** What can happen. The first two begin a call of the pool, which one of the next three ends. */
    public enum What {
        SUBMITS,
        CLOSES,
        ACCEPTED,
        REFUSED,
        CLOSED,
        TASK_BEGINS,
        TASK_ENDS,
        CALLBACK_BEGINS,
        CALLBACK_ENDS
    }

    /**
     * Something that has happened.
     *
     * @param task its number; -1 where it is about none
     * @param told what a callback was given; null for anything else
     */
    public record Event(
            What what, int task, Thread thread, @Nullable Outcome told) {}

    /** How a task ends: what it returns, or what it throws. */
    public record Outcome(@Nullable Object result, @Nullable Throwable failure) {

        boolean isThe(Outcome other) {
            return result == other.result && failure == other.failure;
        }

        @Override
        public String toString() {
            // An exception that is a result may be anything; its text is not ours to ask for.
            String returned = result instanceof Throwable ? "an exception" : Expect.show(result);
            String thrown = failure == null ? "null" : Thrown.of(failure).simpleName();
            return "callback.accept(" + returned + ", " + thrown + ")";
        }
    }

    private final List<Outcome> tasks = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private @Nullable CheckFailedError problem;

    /** Returns the number of a new task, which will end like this. */
    public synchronized int task(Outcome outcome) {
        tasks.add(outcome);
        return tasks.size() - 1;
    }

    /** Notes what a thread does. */
    public void add(What what, int task, Thread thread) {
        add(new Event(what, task, thread, null));
    }

    /** Notes an event. */
    public synchronized void add(Event event) {
        events.add(event);
    }

    /** Notes what a call of the pool threw that it must not throw. */
    public synchronized void add(CheckFailedError thrown) {
        problem = problem == null ? thrown : problem;
    }

    /** Returns the first that a call threw and must not throw, or null. */
    public synchronized @Nullable CheckFailedError problem() {
        return problem;
    }

    synchronized List<Outcome> tasks() {
        return List.copyOf(tasks);
    }

    synchronized List<Event> events() {
        return List.copyOf(events);
    }

    /** Returns how much has happened. */
    public synchronized int size() {
        return events.size();
    }

    /** Returns how often something has happened. */
    public synchronized long count(What what) {
        return events.stream().filter(event -> event.what() == what).count();
    }

    /** Returns whether every callback has ended whose task was accepted. */
    public boolean isDone() {
        return count(What.ACCEPTED) == count(What.CALLBACK_ENDS);
    }

    /** Returns the threads that called tasks or callbacks. */
    public synchronized Set<Thread> callers() {
        Set<Thread> callers = new HashSet<>();
        events.stream()
                .filter(event -> event.what() == What.TASK_BEGINS || event.what() == What.CALLBACK_BEGINS)
                .forEach(event -> callers.add(event.thread()));
        return callers;
    }
}
