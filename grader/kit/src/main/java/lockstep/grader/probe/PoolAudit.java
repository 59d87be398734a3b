package lockstep.grader.probe;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lockstep.grader.probe.TaskLog.Event;
import lockstep.grader.probe.TaskLog.Outcome;
import lockstep.grader.probe.TaskLog.What;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/**
 * Holds what became of tasks against what every pool promises, whatever is asked of it: who calls tasks and callbacks, how
 * often and with what, how many at a time; what is refused; and that nothing is left when closing returns.
 */
public final class PoolAudit {

    /** Something that no pool does. */
    public record Breach(
            PoolFault fault,
            String what,
            String expected,
            String actual,
            @Nullable SourceLocation line) {}

    private static final Set<PoolFault> CLOSED_TOO_EARLY =
            EnumSet.of(PoolFault.CLOSED_EARLY, PoolFault.CLOSED_BESIDE, PoolFault.SLIPPED_IN);

    private final int threads;
    private final List<Outcome> tasks;
    private final @Nullable SourceLocation thrownAt;
    /** Who is within a call of the pool, and whether that began after closing had ended. */
    private final Map<Thread, Boolean> inside = new HashMap<>();

    private final Set<Thread> closers = new HashSet<>();
    private final Set<Thread> running = new HashSet<>();
    private final Map<Thread, Event> last = new HashMap<>();
    /** By which line submitting each of them came back last, or null. */
    private final @Nullable SourceLocation[] acceptedAt;

    private final int[] submitted;
    private final int[] accepted;
    private final int[] begun;
    private final int[] ended;
    private final int[] told;
    private final int[] done;
    /** The tasks that were submitted by no task while somebody closed the pool. */
    private final Set<Integer> meanwhile = new HashSet<>();

    private boolean closing;
    private boolean closed;
    /** The first of each kind. */
    private final Map<PoolFault, Breach> breaches = new EnumMap<>(PoolFault.class);

    private PoolAudit(TaskLog log, int threads) {
        this.threads = threads;
        this.tasks = log.tasks();
        this.thrownAt = log.thrownAt();
        this.acceptedAt = new SourceLocation[tasks.size()];
        this.submitted = new int[tasks.size()];
        this.accepted = new int[tasks.size()];
        this.begun = new int[tasks.size()];
        this.ended = new int[tasks.size()];
        this.told = new int[tasks.size()];
        this.done = new int[tasks.size()];
    }

    /**
     * Returns in what a pool of so many threads went wrong, the first breach of each kind in the order of the kinds.
     *
     * @param isOver whether all that was accepted has to be done
     */
    public static List<Breach> of(TaskLog log, int threads, boolean isOver) {
        List<Event> events = log.events();
        PoolAudit audit = new PoolAudit(log, threads);
        events.forEach(audit::look);
        // What closing has not waited for may be done later.
        if (isOver && Collections.disjoint(audit.breaches.keySet(), CLOSED_TOO_EARLY)) {
            audit.expectDone();
        }
        return List.copyOf(audit.breaches.values());
    }

    private void breach(PoolFault fault, String what, String expected, String actual) {
        breach(fault, null, what, expected, actual);
    }

    private void breach(PoolFault fault, @Nullable SourceLocation line, String what, String expected, String actual) {
        breaches.putIfAbsent(fault, new Breach(fault, what, expected, actual, line));
    }

    private void look(Event event) {
        Thread me = event.thread();
        int task = event.task();
        switch (event.what()) {
            case SUBMITS -> {
                submitted[task]++;
                inside.put(me, closed);
            }
            case CLOSES -> {
                closing = true;
                closers.add(me);
                inside.put(me, closed);
            }
            case ACCEPTED -> {
                accepted[task]++;
                acceptedAt[task] = event.line();
                if (!closers.isEmpty() && !running.contains(me)) {
                    meanwhile.add(task);
                }
                if (Boolean.TRUE.equals(inside.remove(me))) {
                    breachByAcceptance(event.line());
                }
            }
            case REFUSED -> {
                submitted[task]--;
                inside.remove(me);
                expectRefusal(running.contains(me), event.line());
                expectOnce(task);
            }
            case CLOSED -> {
                inside.remove(me);
                closers.remove(me);
                closed = true;
                expectOver(event.line());
            }
            case TASK_BEGINS -> {
                expectInPool(event, PoolFault.CALLER_HELPS, "A task");
                running.add(me);
                begun[task]++;
                expectOnce(task);
                expectOpen();
            }
            case TASK_ENDS -> ended[task]++;
            case CALLBACK_BEGINS -> {
                if (!hasEndedTask(last.get(me))) {
                    expectInPool(event, PoolFault.IN_THE_CALLER, "A callback");
                }
                told[task]++;
                expectRightAfter(event, last.get(me));
            }
            case CALLBACK_ENDS -> {
                running.remove(me);
                done[task]++;
            }
        }
        last.put(me, event);
    }

    /** @param line by which submit came back, or null */
    private void breachByAcceptance(@Nullable SourceLocation line) {
        breach(
                PoolFault.ACCEPTED,
                line,
                "submit accepted a task after close had returned.",
                "throws RejectedExecutionException",
                "returned");
    }

    /** @param line where somebody is who closes the pool, or null */
    private void expectRefusal(boolean byTask, @Nullable SourceLocation line) {
        if (byTask || !closing) {
            breach(
                    closing ? PoolFault.CHAIN_REFUSED : PoolFault.REFUSED,
                    line,
                    closing
                            ? "What a task or a callback submitted was refused while close was waiting."
                            : "A task was refused though the pool had not been closed.",
                    "the task is accepted",
                    "threw RejectedExecutionException");
        }
    }

    private void expectInPool(Event event, PoolFault fault, String who) {
        if (inside.containsKey(event.thread())) {
            breach(
                    fault,
                    event.line(),
                    who + " was called within " + (closers.contains(event.thread()) ? "close" : "submit")
                            + ", by the thread that had made that call.",
                    "only the pool's own threads call tasks and callbacks",
                    who + " was called by the caller");
        }
    }

    private void expectOnce(int task) {
        if (begun[task] > submitted[task]) {
            breach(
                    PoolFault.TWICE,
                    submitted[task] == 0 ? "A task was refused, and called." : "A task was called again.",
                    "a task is called as often as it was accepted",
                    "one time more");
        }
        // A thread whose task has ended may be dead, and its callback lost.
        long atOnce =
                running.stream().filter(each -> !hasEndedTask(last.get(each))).count();
        if (atOnce > threads) {
            breach(
                    PoolFault.TOO_MANY,
                    atOnce + " tasks were running at the same time.",
                    "at most " + threads + " at a time",
                    atOnce + " at a time");
        }
    }

    private static boolean hasEndedTask(@Nullable Event event) {
        return event != null && event.what() == What.TASK_ENDS;
    }

    private void expectOpen() {
        if (closed) {
            if (inside.containsValue(true)) {
                breachByAcceptance(null);
            }
            breach(
                    tooEarly(),
                    "A task was called after close had returned.",
                    "close returns after all tasks and callbacks have ended",
                    "a task began later");
        }
    }

    /** A callback is told how its task ended, by the thread that has just called that. */
    private void expectRightAfter(Event callback, @Nullable Event before) {
        int task = callback.task();
        if (told[task] > ended[task]) {
            breach(
                    PoolFault.TOLD_AGAIN,
                    thrownAt,
                    "A callback was called a second time.",
                    "one call",
                    "then " + callback.told());
        } else if (before == null || before.task() != task || before.what() != What.TASK_ENDS) {
            breach(
                    PoolFault.CALLBACK_ELSEWHERE,
                    "A callback was not called by the thread that had called its task, right afterwards.",
                    "the thread that has called a task calls its callback next",
                    "another thread did, or later");
        }
        Outcome expected = tasks.get(task);
        Outcome actual = callback.told();
        if (actual == null || !actual.isThe(expected)) {
            boolean stale = actual != null
                    && actual.failure() != null
                    && tasks.stream().anyMatch(each -> each != expected && each.failure() == actual.failure());
            if (stale) {
                breach(
                        PoolFault.STALE,
                        callback.line(),
                        "A callback was told what another task had thrown.",
                        expected.toString(),
                        String.valueOf(actual));
                return;
            }
            boolean copied = String.valueOf(actual).equals(expected.toString());
            breach(
                    expected.failure() == null ? PoolFault.WRONG_RESULT : PoolFault.WRONG_FAILURE,
                    callback.line(),
                    "A callback was told something else than how its task had ended.",
                    expected + (copied ? " with the very same object" : ""),
                    actual + (copied ? " with another object" : ""));
        }
    }

    private PoolFault tooEarly() {
        return closers.isEmpty() ? PoolFault.CLOSED_EARLY : PoolFault.CLOSED_BESIDE;
    }

    /**
     * Whatever is accepted is done before closing returns; what should have been refused is another question.
     *
     * @param line by which close came back, or null
     */
    private void expectOver(@Nullable SourceLocation line) {
        for (int task = 0; task < tasks.size(); task++) {
            if (Math.max(begun[task], accepted[task]) > done[task]) {
                String actual = begun[task] == done[task]
                        ? "returned before a task had begun"
                        : "returned while " + (told[task] > done[task] ? "a callback" : "a task") + " was running";
                if (begun[task] == done[task] && meanwhile.contains(task)) {
                    breach(
                            PoolFault.SLIPPED_IN,
                            "close returned before a task had begun that was submitted meanwhile.",
                            "a task is accepted and done before close returns, or refused",
                            actual);
                    continue;
                }
                breach(
                        tooEarly(),
                        line,
                        "close " + actual + (closers.isEmpty() ? "." : ", though another close was still waiting."),
                        "close returns after all tasks and callbacks have ended",
                        actual);
            }
        }
    }

    private void expectDone() {
        for (int task = 0; task < tasks.size(); task++) {
            String outcome = tasks.get(task).toString();
            boolean failed = tasks.get(task).failure() != null;
            if (begun[task] < accepted[task]) {
                boolean never = begun[task] == 0;
                breach(
                        PoolFault.LOST,
                        thrownAt == null ? acceptedAt[task] : thrownAt,
                        never
                                ? "A task was never called."
                                : "A task that was submitted " + accepted[task] + " times was not called that often.",
                        never ? "each task is called" : accepted[task] + " calls",
                        never ? "no call" : begun[task] + (begun[task] == 1 ? " call" : " calls"));
            } else if (told[task] < accepted[task]) {
                breach(
                        failed ? PoolFault.FAILURE_LOST : PoolFault.LOST,
                        failed ? thrownAt : null,
                        "The callback of a task that " + (failed ? "had thrown" : "had returned")
                                + " was never called.",
                        outcome,
                        "no call");
            } else if (done[task] < accepted[task]) {
                breach(PoolFault.HELD_UP, "A callback did not get to its end.", "all of them end", "it still waits");
            }
        }
    }
}
