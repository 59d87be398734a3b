package lockstep.grader.author;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.Expect;
import lockstep.grader.probe.ThrownBySubmission;
import org.jspecify.annotations.Nullable;

/** Calls that are made one after the other, held against the model. */
final class Sequence {

    private static final int DRAWN = 40;
    private static final int LONGEST = 12;

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
                return wrong(after(subject, before, call.op), call, answer).answeredAt(looks ? null : call.answeredAt);
            }
            before.add(call.op);
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
