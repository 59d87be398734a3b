package lockstep.grader.author;

import java.util.ArrayList;
import java.util.List;
import lockstep.engine.explain.BugPattern;
import lockstep.grader.verdict.Advice;
import org.jspecify.annotations.Nullable;

/** Whether a call gives back, on its way out, what another one needs. */
final class Releasing {

    /** Nobody does anything at the same time as another one. */
    private static final int FEW = 3;

    static final Advice NEVER_RELEASED = new Advice(
            "A lock that is not given back stops every thread that comes later, for ever.",
            "Follow the path through your method that this call takes to its very end: is the lock released on it?",
            null);

    private Releasing() {}

    static <S, M> Probe all(Subject<S, M> subject, List<Op<S, M>> calls) {
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            Op<S, M> call = calls.get(i);
            // Where another way through the method has been seen to give the lock back, it is this way out that does
            // not.
            boolean otherWay = calls.subList(0, i).stream()
                    .anyMatch(earlier -> earlier.method().equals(call.method()));
            cases.add(afterReturn(subject, call, calls.get(0), otherWay ? earlyEnd(subject) : null));
        }
        return new Probe(cases);
    }

    private static Advice earlyEnd(Subject<?, ?> subject) {
        return subject.advice(
                BugPattern.KEPT_AFTER_RETURN,
                "A return or an exception leaves the method at once, past every line that follows: also past an unlock at its"
                        + " end.",
                "Look at each way out in turn: is the lock released on it?");
    }

    /** A call returns, and another thread makes the next one. */
    static <S, M> Case afterReturn(Subject<S, M> subject, Op<S, M> call, Op<S, M> next, @Nullable Advice ifKept) {
        String text = next.text() + " after another thread's " + call.text() + " on " + subject.construction();
        return Case.of(text, actors -> {
                    S object = subject.make();
                    actors.await(actors.start(() -> Made.of(call, 0).on(object)));
                    actors.await(actors.start(() -> Made.of(next, 1).on(object)));
                })
                .inOrders(FEW)
                .advising(ifKept == null ? NEVER_RELEASED : ifKept);
    }
}
