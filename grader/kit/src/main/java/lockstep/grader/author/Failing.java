package lockstep.grader.author;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lockstep.engine.Actors;
import lockstep.grader.probe.CheckFailedError;

/** A function that throws, and what is left of it. */
record Failing<S, M>(Subject<S, M> subject, Op<S, M> taking, ThrowableKind kind) {

    /** Nobody does anything at the same time as another one. */
    private static final int FEW = 3;

    private String text() {
        return taking.method() + "(...) whose function throws " + kind.text();
    }

    private Made<S, M> call(int thread, String which) {
        return Made.throwing(
                new Op<>(text(), taking.onSubject(), taking.onModel()), thread, () -> {}, () -> kind.make(which));
    }

    /** What is thrown comes out, also the second time and in another thread; the state is as it was. */
    Case comesOut() {
        return Case.of(text(), actors -> {
                    S object = subject.make();
                    List<Made<S, M>> all = new ArrayList<>();
                    // A lock that is kept is the question of another check.
                    if (inThread(actors, object, all, List.of(call(0, "the first one"), call(0, "the second one")))) {
                        inThread(actors, object, all, List.of(call(1, "the third one")));
                    }
                    CheckFailedError wrong = Sequence.wrongOf(subject, untilNotLetIn(all));
                    if (wrong != null) {
                        throw wrong;
                    }
                })
                .inOrders(FEW);
    }

    /**
     * Returns the calls before the first one that was not let in: that an earlier one has kept its place is the question of
     * another check.
     */
    private List<Made<S, M>> untilNotLetIn(List<Made<S, M>> all) {
        return all.subList(
                0,
                IntStream.range(1, all.size())
                        .filter(i -> taking.section() != null
                                && all.get(i).op.text().equals(text())
                                && all.get(i).given.isEmpty())
                        .findFirst()
                        .orElse(all.size()));
    }

    /** Makes the calls and looks at the state in a thread of its own; returns whether it ends. */
    private boolean inThread(Actors actors, S object, List<Made<S, M>> all, List<Made<S, M>> calls) {
        List<Made<S, M>> next = new ArrayList<>(calls);
        subject.observers().forEach(op -> next.add(Made.of(op, 0)));
        Thread thread = actors.start(() -> next.forEach(call -> {
            call.on(object);
            all.add(call);
        }));
        actors.settle();
        return !actors.alive().contains(thread);
    }

    /** Other threads can make calls afterwards. */
    Case leavesFree(List<Op<S, M>> calls) {
        String texts = calls.stream().map(Op::text).collect(Collectors.joining(", "));
        String text = texts + ", each in a thread of its own, after " + text();
        return Case.of(text, actors -> {
                    S object = subject.make();
                    Made<S, M> failing = call(0, "the only one");
                    actors.await(actors.start(() -> failing.on(object)));
                    for (Op<S, M> op : calls) {
                        actors.await(actors.start(() -> Made.of(op, 1).on(object)));
                    }
                })
                .inOrders(FEW);
    }
}
