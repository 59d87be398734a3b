package lockstep.grader.probe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lockstep.grader.verdict.SourceLocation;
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
     * @param line of the submission that is to blame for it; null where nobody is, or it is not known
     */
    public record Event(
            What what,
            int task,
            Thread thread,
            @Nullable Outcome told,
            @Nullable SourceLocation line) {}

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
    /** Who is within a call of the pool. */
    private final Set<Thread> inside = new HashSet<>();

    private @Nullable SourceLocation thrownAt;
    private @Nullable CheckFailedError problem;

    /** Returns the number of a new task, which will end like this. */
    public synchronized int task(Outcome outcome) {
        tasks.add(outcome);
        return tasks.size() - 1;
    }

    /** Notes what a thread does. */
    public void add(What what, int task, Thread thread) {
        add(what, task, thread, null);
    }

    /**
     * Notes that a task was refused.
     *
     * @param closer where somebody is who closes the pool; null where nobody does, or it is not known
     */
    public synchronized void addRefusal(int task, Thread thread, @Nullable SourceLocation closer) {
        inside.remove(thread);
        events.add(new Event(What.REFUSED, task, thread, null, closer));
    }

    /** Notes that this thread calls a callback. */
    public void addCallback(int task, Thread thread, Outcome told) {
        add(What.CALLBACK_BEGINS, task, thread, told);
    }

    private synchronized void add(What what, int task, Thread thread, @Nullable Outcome told) {
        switch (what) {
            case SUBMITS, CLOSES -> inside.add(thread);
            case ACCEPTED, REFUSED, CLOSED -> inside.remove(thread);
            case TASK_BEGINS, TASK_ENDS, CALLBACK_BEGINS, CALLBACK_ENDS -> {}
        }
        events.add(new Event(what, task, thread, told, blamed(what, task, thread, told)));
    }

    private @Nullable SourceLocation blamed(What what, int task, Thread thread, @Nullable Outcome told) {
        if (what == What.ACCEPTED || what == What.CLOSED) {
            SourceLocation interrupted = what == What.ACCEPTED ? SubmissionFrames.interruptTakenAt() : null;
            return interrupted == null ? SubmissionFrames.returnedAt() : interrupted;
        }
        boolean calls = what == What.TASK_BEGINS || what == What.CALLBACK_BEGINS;
        if (calls && inside.contains(thread)) {
            return SubmissionFrames.leading(List.of(new Throwable().getStackTrace()))
                    .orElse(null);
        }
        return told != null && !told.isThe(tasks.get(task))
                ? SubmissionFrames.topmost(new Throwable()).orElse(null)
                : null;
    }

    /** Notes where the submission has called a task or a callback that throws now. */
    public synchronized void addThrown() {
        thrownAt = SubmissionFrames.topmost(new Throwable()).orElse(null);
    }

    /** Returns where the submission had called the last task or callback that threw, or null. */
    public synchronized @Nullable SourceLocation thrownAt() {
        return thrownAt;
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
