package lockstep.grader.author;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lockstep.grader.probe.ThrownBySubmission;
import org.jspecify.annotations.Nullable;

/**
 * Calls of several threads on one object, and whether they are linearizable (Herlihy and Wing, TOPLAS 1990): whether some
 * order of the calls, in which each comes after those that had ended before it began, gives the same answers on the model.
 * A call that never ended has to be one that the model makes wait in the end.
 *
 * <p>The search tries all orders; it is meant for a handful of calls.
 */
final class History<S, M> {

    /** Makes its calls when all others have ended. */
    static final int ARBITER = -1;

    private static final int MOST_TOLD = 4;

    private final Subject<S, M> subject;
    private final S object;
    private final boolean inOrder;
    private final List<Made<S, M>> calls = new ArrayList<>();
    private int clock;

    /** @param inOrder whether one thread moves at a time, so that it is known which call ended before another began */
    History(Subject<S, M> subject, boolean inOrder) {
        this.subject = subject;
        this.object = subject.make();
        this.inOrder = inOrder;
    }

    /** Adds a call that is about to be made; to be called by one thread. */
    Made<S, M> add(Made<S, M> call) {
        calls.add(call);
        return call;
    }

    /** Makes a call. */
    void perform(Made<S, M> call) {
        call.began = ++clock;
        call.on(object);
        call.ended = ++clock;
    }

    /** Adds a call and makes it. */
    Made<S, M> now(Op<S, M> op, int thread) {
        Made<S, M> call = add(Made.of(op, thread));
        perform(call);
        return call;
    }

    /** Asks for the state that the threads have left. */
    void observe() {
        subject.observers().forEach(op -> now(op, ARBITER));
    }

    List<Object> givenToTheFirst() {
        return List.copyOf(calls.get(0).given);
    }

    /** Returns whether all looks at the state gave the same, for want of any other calls. */
    boolean isUntouched() {
        return calls.stream()
                        .filter(call -> call.thread == ARBITER)
                        .map(Made::text)
                        .distinct()
                        .count()
                <= subject.observers().size();
    }

    /** Returns whether some order explains all answers. */
    boolean isExplained() {
        return isExplainedWithout(null, null);
    }

    /** Returns whether some order explains all answers, whatever functions were called with. */
    boolean isExplainedByAnswers() {
        return explains(List.of(), calls, null, false);
    }

    /**
     * Returns whether some order explains all answers but those that do not count.
     *
     * @param unmade a call that counts as not made; null for none
     * @param unanswered a call whose end does not count; null for none
     */
    boolean isExplainedWithout(@Nullable Made<S, M> unmade, @Nullable Made<S, M> unanswered) {
        List<Made<S, M>> all = calls.stream().filter(call -> call != unmade).toList();
        return explains(List.of(), all, unanswered, true);
    }

    /** Returns whether some order explains everything but what the first call returned, which called its function once. */
    boolean isExplainedButForTheFirst() {
        Made<S, M> first = calls.get(0);
        return first.given.size() == 1 && isExplainedWithout(null, first);
    }

    private boolean explains(
            List<Made<S, M>> placed, List<Made<S, M>> left, @Nullable Made<S, M> unanswered, boolean withGiven) {
        if (left.stream().noneMatch(Made::isOver)) {
            return left.stream().allMatch(call -> answer(placed, call) == null);
        }
        for (Made<S, M> next : left) {
            if (next.isOver() && mayComeNext(next, left)) {
                Made.Answer answer = answer(placed, next);
                boolean fits = answer != null
                        && (next == unanswered || next.endedLike(answer))
                        && (!withGiven || next.given.equals(answer.given()));
                if (fits && explains(with(placed, next), without(left, next), unanswered, withGiven)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static <T> List<T> with(List<T> list, T last) {
        return Stream.concat(list.stream(), Stream.of(last)).toList();
    }

    private static <T> List<T> without(List<T> list, T one) {
        return list.stream().filter(other -> other != one).toList();
    }

    private boolean mayComeNext(Made<S, M> next, List<Made<S, M>> left) {
        for (Made<S, M> other : left) {
            if (other != next && isBefore(other, next)) {
                return false;
            }
        }
        return true;
    }

    private boolean isBefore(Made<S, M> one, Made<S, M> other) {
        if (one.thread == other.thread) {
            return calls.indexOf(one) < calls.indexOf(other);
        }
        return inOrder ? one.isOver() && one.ended < other.began : other.thread == ARBITER;
    }

    /** Returns what a call comes to after these, or null where it waits. */
    private Made.@Nullable Answer answer(List<Made<S, M>> before, Made<S, M> call) {
        M model = subject.model();
        for (Made<S, M> each : before) {
            each.onModel(model);
        }
        try {
            return call.onModel(model);
        } catch (WouldBlock waits) {
            return null;
        }
    }

    /** Returns the first exception that no function has thrown and no order explains, or null. */
    @Nullable
    ThrownBySubmission unexpected() {
        return calls.stream()
                .filter(call -> call.threwOnItsOwn() && !isOfModel(call))
                .map(call -> call.threw)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private boolean isOfModel(Made<S, M> call) {
        Made.Answer answer = answer(List.of(), call);
        return answer != null && call.endedLike(answer);
    }

    /** Returns what was done: {@code A: increment(), B: get() and get(), from new LockedCounter(0)}. */
    String text() {
        List<String> threads = new ArrayList<>();
        calls.stream()
                .filter(call -> call.thread != ARBITER)
                .map(call -> call.thread)
                .distinct()
                .sorted()
                .forEach(thread -> threads.add(name(thread) + ": "
                        + calls.stream()
                                .filter(call -> call.thread == thread)
                                .map(call -> call.op.text())
                                .collect(Collectors.joining(" and "))));
        return String.join(", ", threads) + " at the same time, on " + subject.construction();
    }

    private static String name(int thread) {
        return String.valueOf((char) ('A' + thread));
    }

    /** Returns what came of it. */
    String observed() {
        return calls.stream()
                .map(call -> told(call, call.text()))
                .filter(told -> !told.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static <S, M> String told(Made<S, M> call, String answer) {
        if (answer.isEmpty()) {
            return "";
        }
        return (call.thread == ARBITER ? "then " : name(call.thread) + "'s ")
                + call.op.text()
                + (answer.startsWith("threw ") ? " " : " = ")
                + answer;
    }

    /** Returns what may come of it. */
    String permitted() {
        Set<String> texts = new TreeSet<>();
        collect(List.of(), calls, new String[calls.size()], texts);
        return texts.stream().limit(MOST_TOLD).collect(Collectors.joining("; or "))
                + (texts.size() > MOST_TOLD ? "; or " + (texts.size() - MOST_TOLD) + " others" : "");
    }

    private void collect(List<Made<S, M>> placed, List<Made<S, M>> left, String[] told, Set<String> texts) {
        if (left.isEmpty()) {
            texts.add(Stream.of(told).filter(text -> !text.isEmpty()).collect(Collectors.joining(", ")));
        }
        for (Made<S, M> next : left) {
            Made.Answer answer = mayComeNext(next, left) ? answer(placed, next) : null;
            if (answer != null) {
                told[calls.indexOf(next)] = told(next, answer.text());
                collect(with(placed, next), without(left, next), told, texts);
            }
        }
    }
}
