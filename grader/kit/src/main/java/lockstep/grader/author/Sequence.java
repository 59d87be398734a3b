package lockstep.grader.author;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import lockstep.engine.Calls;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.Expect;
import lockstep.grader.probe.ThrownBySubmission;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/** Calls that are made one after the other, held against the model. */
final class Sequence {

    private static final int DRAWN = 40;
    private static final int LONGEST = 12;

    /** More calls than this take too many steps to be made twice. A choice. */
    private static final int MOST_REPEATED = 3_000;

    private Sequence() {}

    /** Fails by the first call that answers otherwise than the model. */
    static <S, M> void check(Subject<S, M> subject, List<Op<S, M>> calls) {
        CheckFailedError wrong = wrong(subject, calls);
        if (wrong != null) {
            throw wrong;
        }
    }

    /** Checks sequences that are drawn, and fails by the shortest that can be got by leaving out calls. */
    static <S, M> void checkRandom(Subject<S, M> subject, List<Op<S, M>> choice, SplittableRandom random) {
        for (int i = 0; i < DRAWN; i++) {
            List<Op<S, M>> calls = withoutWaiting(
                    subject,
                    random.ints(1 + random.nextInt(LONGEST), 0, choice.size())
                            .mapToObj(choice::get)
                            .toList());
            CheckFailedError wrong = wrong(subject, calls);
            if (wrong != null) {
                throw shortest(subject, calls, wrong);
            }
        }
    }

    /** Returns the calls without those that would wait for ever in a single thread. */
    private static <S, M> List<Op<S, M>> withoutWaiting(Subject<S, M> subject, List<Op<S, M>> calls) {
        M model = subject.model();
        return calls.stream().filter(call -> !waits(model, call)).toList();
    }

    private static <S, M> boolean waits(M model, Op<S, M> call) {
        try {
            Made.of(call, 0).onModel(model);
            return false;
        } catch (WouldBlock waits) {
            return true;
        }
    }

    private static <S, M> CheckFailedError shortest(
            Subject<S, M> subject, List<Op<S, M>> failing, CheckFailedError known) {
        for (int i = 0; i < failing.size(); i++) {
            List<Op<S, M>> shorter = new ArrayList<>(failing);
            shorter.remove(i);
            CheckFailedError wrong = wrong(subject, withoutWaiting(subject, shorter));
            if (wrong != null) {
                return shortest(subject, shorter, wrong);
            }
        }
        return known;
    }

    private static <S, M> @Nullable CheckFailedError wrong(Subject<S, M> subject, List<Op<S, M>> calls) {
        S object = subject.make();
        List<Made<S, M>> made = new ArrayList<>();
        calls.forEach(op -> made.add(Made.of(op, 0)));
        subject.observers().forEach(op -> made.add(Made.of(op, 0)));
        made.forEach(call -> call.on(object));
        return wrongOf(subject, made);
    }

    /** Returns the failure of the first call that answered otherwise than the model, or null. */
    static <S, M> @Nullable CheckFailedError wrongOf(Subject<S, M> subject, List<Made<S, M>> made) {
        M model = subject.model();
        List<Op<S, M>> before = new ArrayList<>();
        for (Made<S, M> call : made) {
            Made.Answer answer = call.onModel(model);
            if (!call.endedLike(answer) || !call.given.equals(answer.given())) {
                // Who looks at the state may only tell what another call has done to it.
                boolean looks = !before.isEmpty() && subject.observers().contains(call.op);
                return wrong(after(subject, before, call.op), call, answer)
                        .at(wrongStateAt(subject, made.subList(0, before.size()), call, answer))
                        .answeredAt(looks ? null : call.answeredAt);
            }
            before.add(call.op);
        }
        return null;
    }

    /**
     * Returns the line that has left the state wrong which a call tells of, as it only looks at it, or is given it; null where the call
     * itself is at fault, or that is not known.
     */
    private static <S, M> @Nullable SourceLocation wrongStateAt(
            Subject<S, M> subject, List<Made<S, M>> before, Made<S, M> call, Made.Answer answer) {
        if (!Calls.isShown() || before.isEmpty() || before.size() > MOST_REPEATED) {
            return null;
        }
        Set<Op<S, M>> observers = new LinkedHashSet<>(subject.observers());
        boolean looks = call.threw == null && call.changedAt == null && onlyLooks(subject, before, call.op);
        if (looks) {
            observers.add(call.op);
        }
        return observers.contains(call.op) || call.endedLike(answer) ? firstWrong(subject, before, observers) : null;
    }

    /** Returns whether the model is, as far as it is observed, the same before and after the call. */
    private static <S, M> boolean onlyLooks(Subject<S, M> subject, List<Made<S, M>> before, Op<S, M> call) {
        M model = subject.model();
        before.forEach(made -> made.again().onModel(model));
        List<Made.Answer> answers = observed(subject, model);
        Made.of(call, 0).onModel(model);
        return answers.equals(observed(subject, model));
    }

    private static <S, M> List<Made.Answer> observed(Subject<S, M> subject, M model) {
        return subject.observers().stream()
                .map(observer -> Made.of(observer, 0).onModel(model))
                .toList();
    }

    /** Makes the calls again, with a look at the state after each; returns the line by which the first wrong one was left. */
    private static <S, M> @Nullable SourceLocation firstWrong(
            Subject<S, M> subject, List<Made<S, M>> made, Set<Op<S, M>> observers) {
        S object = subject.make();
        M model = subject.model();
        for (Made<S, M> call : made) {
            Made<S, M> again = call.again();
            again.onModel(model);
            again.on(object);
            for (Op<S, M> observer : observers) {
                if (waits(model, observer)) {
                    return null;
                }
                Made<S, M> look = Made.of(observer, call.thread);
                look.on(object);
                if (!look.endedLike(look.onModel(model))) {
                    return again.changedAt == null ? again.cameBackAt : again.changedAt;
                }
            }
        }
        return null;
    }

    private static <S, M> String after(Subject<S, M> subject, List<Op<S, M>> before, Op<S, M> call) {
        return before.isEmpty()
                ? subject.construction() + "." + call.text()
                : call.text() + " after " + text(subject, before);
    }

    /** Returns the calls in words: {@code new LockedCounter(0), 2 increment() and get()}. */
    static <S, M> String text(Subject<S, M> subject, List<Op<S, M>> calls) {
        return text(subject.construction(), calls);
    }

    static <S, M> String text(String construction, List<Op<S, M>> calls) {
        List<String> parts = new ArrayList<>(List.of(construction));
        for (int i = 0; i < calls.size(); ) {
            int next = i;
            while (next < calls.size() && calls.get(next).equals(calls.get(i))) {
                next++;
            }
            parts.add(
                    (next - i == 1 ? "" : (next - i) + " times ") + calls.get(i).text());
            i = next;
        }
        return parts.size() == 1
                ? parts.get(0)
                : String.join(", ", parts.subList(0, parts.size() - 1)) + " and " + parts.get(parts.size() - 1);
    }

    /** Returns the failure of a call that should have come to this. */
    static <S, M> CheckFailedError wrong(String text, Made<S, M> call, Made.Answer answer) {
        ThrownBySubmission threw = call.threw;
        Throwable expected = answer.threw();
        if (call.endedLike(answer)) {
            return Expect.wrong(
                    "the values that " + call.op.method() + " called its function with, in " + text,
                    answer.given().toString(),
                    call.given.toString(),
                    null);
        }
        String wanted = expected == null
                ? answer.text().isEmpty() ? "no exception" : answer.text()
                : call.threwInside(expected)
                        ? "the same " + expected.getClass().getSimpleName() + " object (" + expected.getMessage()
                                + ") that was thrown inside"
                        : "a thrown " + expected.getClass().getSimpleName();
        return Expect.wrong(
                text,
                wanted,
                threw == null
                        ? ("returned " + call.text()).strip()
                        : threw.thrown().inWords(),
                threw);
    }
}
