package lockstep.grader.author;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lockstep.grader.probe.ThrownBySubmission;
import lockstep.grader.verdict.SourceLocation;
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

    /** Each look at the clock moves it by a little, and several may be needed. */
    private static final Duration SLACK = Duration.ofMillis(100);

    private final Subject<S, M> subject;
    private final S object;
    private final boolean inOrder;
    private final boolean inTime;
    private final List<Made<S, M>> calls = new ArrayList<>();
    private int clock;

    /** @param inOrder whether one thread moves at a time, so that it is known which call ended before another began */
    History(Subject<S, M> subject, boolean inOrder) {
        this(subject, inOrder, false);
    }

    private History(Subject<S, M> subject, boolean inOrder, boolean inTime) {
        this.subject = subject;
        this.object = subject.make();
        this.inOrder = inOrder;
        this.inTime = inTime;
    }

    /** Returns a history of which it is asked, too, how long calls wait; one thread moves at a time. */
    static <S, M> History<S, M> inTime(Subject<S, M> subject) {
        return new History<>(subject, true, true);
    }

    /** Adds a call that is about to be made; to be called by one thread. */
    Made<S, M> add(Made<S, M> call) {
        calls.add(call);
        if (call.exit != null) {
            calls.add(call.exit);
        }
        return call;
    }

    /** Makes a call. */
    void perform(Made<S, M> call) {
        call.beganAt = inTime ? System.nanoTime() : 0;
        call.began = ++clock;
        Made<S, M> exit = call.exit;
        if (exit == null) {
            call.on(object);
        } else {
            call.on(object, new Made.Passage(() -> enter(call), () -> exit.began = ++clock));
        }
        if (exit != null && call.hasEntered()) {
            exit.endLike(call);
            exit.ended = ++clock;
        } else {
            call.endedAt = inTime ? System.nanoTime() : 0;
            call.ended = ++clock;
        }
    }

    private void enter(Made<S, M> call) {
        if (!call.hasEntered()) {
            call.enter();
            call.ended = ++clock;
        }
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

    /** Makes a call when the threads have ended. */
    void last(Op<S, M> op) {
        Made<S, M> unused = now(op, ARBITER);
    }

    /** Returns the call that has called its function most often; of several, the first. */
    Made<S, M> calledMostOften() {
        Made<S, M> most = calls.get(0);
        for (Made<S, M> call : calls) {
            most = call.given.size() > most.given.size() ? call : most;
        }
        return most;
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
        return explains(List.of(), begun(), null, false);
    }

    /**
     * Returns whether some order explains all answers but those that do not count.
     *
     * @param unmade a call that counts as not made; null for none
     * @param unanswered a call whose end does not count; null for none
     */
    boolean isExplainedWithout(@Nullable Made<S, M> unmade, @Nullable Made<S, M> unanswered) {
        return explains(List.of(), without(begun(), unmade), unanswered, true);
    }

    /** Returns whether some order explains all answers of the calls but these, which count as not made. */
    boolean isExplainedWithout(Collection<Made<S, M>> unmade) {
        return explains(
                List.of(),
                begun().stream().filter(call -> !unmade.contains(call)).toList(),
                null,
                true);
    }

    /** Returns the calls without the second halves to which nobody has come. */
    private List<Made<S, M>> begun() {
        return calls.stream().filter(call -> call.began > 0 || !call.isExit).toList();
    }

    /** Returns whether some order explains everything but what the first call returned, which called its function once. */
    boolean isExplainedButForTheFirst() {
        Made<S, M> first = calls.get(0);
        return first.given.size() == 1 && isExplainedWithout(null, first);
    }

    private boolean explains(
            List<Made<S, M>> placed, List<Made<S, M>> left, @Nullable Made<S, M> unanswered, boolean withGiven) {
        if (left.stream().noneMatch(Made::isOver)) {
            return left.stream().allMatch(call -> mayWait(call, answer(placed, call)));
        }
        for (Made<S, M> next : left) {
            if (next.isOver() && mayComeNext(next, left)) {
                Made.Answer answer = answer(placed, next);
                boolean fits = answer != null
                        && (next == unanswered || next.partEndedLike(answer) && hasWaited(next, answer))
                        && (!withGiven || next.partGave(answer));
                if (fits && explains(with(placed, next), without(left, next), unanswered, withGiven)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns whether a call that has not ended may wait. */
    private boolean mayWait(Made<S, M> call, Made.@Nullable Answer answer) {
        if (answer == null) {
            return true;
        }
        Duration limit = answer.limit();
        return limit != null
                && !limit.isZero()
                && !limit.isNegative()
                && inTime
                && System.nanoTime() - call.beganAt < limit.plus(SLACK).toNanos();
    }

    /** Returns whether a call has waited for as long as it had to. */
    private boolean hasWaited(Made<S, M> call, Made.Answer answer) {
        Duration limit = answer.limit();
        return limit == null
                || !inTime
                || call.endedAt - call.beganAt >= limit.minus(SLACK).toNanos();
    }

    private static <T> List<T> with(List<T> list, T last) {
        return Stream.concat(list.stream(), Stream.of(last)).toList();
    }

    private static <T> List<T> without(List<T> list, @Nullable T one) {
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
            each.partOnModel(model);
        }
        try {
            return call.partOnModel(model);
        } catch (WouldBlock waits) {
            return null;
        }
    }

    /** Returns the first exception that no function has thrown and no order explains, or null. */
    @Nullable
    ThrownBySubmission unexpected() {
        return unexpected(List.of());
    }

    /** Returns the first exception of the calls but these that no function has thrown and no order explains, or null. */
    @Nullable
    ThrownBySubmission unexpected(Collection<Made<S, M>> unmade) {
        return calls.stream()
                .filter(call -> !unmade.contains(call) && call.threwOnItsOwn() && !isOfModel(call))
                .map(call -> call.threw)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private boolean isOfModel(Made<S, M> call) {
        Made.Answer answer = answer(List.of(), call);
        return answer != null && call.partEndedLike(answer);
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
                                .filter(call -> call.thread == thread && !call.isExit)
                                .map(call -> call.op.text())
                                .collect(Collectors.joining(" and "))));
        return String.join(", ", threads) + " at the same time, on " + subject.construction();
    }

    static String name(int thread) {
        return String.valueOf((char) ('A' + thread));
    }

    /** Returns what came of it. */
    String observed() {
        return inWords(answers());
    }

    /** Returns what came of each call in words, in the order of the calls; empty where there is nothing to tell. */
    private List<String> answers() {
        return calls.stream().map(call -> told(call, call.text())).toList();
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

    private static String inWords(List<String> answers) {
        return answers.stream().filter(answer -> !answer.isEmpty()).collect(Collectors.joining(", "));
    }

    /** Returns what may come of it. */
    String permitted() {
        Set<String> texts = new TreeSet<>();
        outcomes().forEach(outcome -> texts.add(inWords(outcome)));
        return texts.stream().limit(MOST_TOLD).collect(Collectors.joining("; or "))
                + (texts.size() > MOST_TOLD ? "; or " + (texts.size() - MOST_TOLD) + " others" : "");
    }

    /**
     * Returns the line that gave the first answer which is not in the permitted outcome most like the observed one, the first of
     * several; null where that is not known. A look at what the threads have left says nothing of who left it.
     */
    @Nullable
    SourceLocation answeredAt() {
        List<String> observed = answers();
        List<String> closest = outcomes().stream()
                .reduce((one, next) -> common(observed, next) > common(observed, one) ? next : one)
                .orElse(observed);
        return IntStream.range(0, closest.size())
                .filter(i -> calls.get(i).thread != ARBITER && !observed.get(i).equals(closest.get(i)))
                .mapToObj(i -> calls.get(i).answeredAt)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static long common(List<String> observed, List<String> outcome) {
        return IntStream.range(0, outcome.size())
                .filter(i -> outcome.get(i).equals(observed.get(i)))
                .count();
    }

    /** Returns what may come of each call, for all orders of the calls. */
    private Set<List<String>> outcomes() {
        Set<List<String>> outcomes = new LinkedHashSet<>();
        String[] told = new String[calls.size()];
        Arrays.fill(told, "");
        collect(List.of(), calls, told, outcomes);
        return outcomes;
    }

    private void collect(List<Made<S, M>> placed, List<Made<S, M>> left, String[] told, Set<List<String>> outcomes) {
        if (left.isEmpty()) {
            outcomes.add(List.of(told));
        }
        for (Made<S, M> next : left) {
            Made.Answer answer = mayComeNext(next, left) ? answer(placed, next) : null;
            if (answer != null) {
                told[calls.indexOf(next)] = told(next, answer.text());
                // In this order it may not be let in, whatever it was in the run.
                Made<S, M> exit = next.isLetInBy(answer) ? null : next.exit;
                if (exit != null) {
                    told[calls.indexOf(exit)] = "";
                }
                collect(with(placed, next), without(without(left, next), exit), told, outcomes);
            }
        }
    }
}
