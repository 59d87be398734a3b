package lockstep.grader.author;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import lockstep.engine.Actors;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.verdict.Evidence;
import org.jspecify.annotations.Nullable;

/** Two objects that have nothing to do with each other. */
final class Apart {

    /** Who deals out so many locks or fewer gives one of them to two of so many objects. */
    private static final int MANY = 130;

    private Apart() {}

    /** Returns a subject that consists of two. */
    static <S, M> Subject<Side<S>, Side<M>> both(Subject<S, M> subject) {
        return Subject.observedBy(
                "one and other, each a " + subject.construction(),
                () -> new Side<>(subject.make(), subject.make()),
                () -> new Side<>(subject.model(), subject.model()),
                subject.observers().stream()
                        .flatMap(op -> Stream.of(op.on(0, "one"), op.on(1, "other")))
                        .toList());
    }

    static <S, M> Probe state(Subject<S, M> subject, List<Op<S, M>> calls) {
        return new Probe(calls.stream()
                        .map(call -> Case.of("other." + call.text() + " beside another object", actors -> {
                            List<CheckFailedError> touched = new ArrayList<>();
                            actors.start(() -> touch(subject, call, touched));
                            // Whether calls end at all is the question of other checks.
                            actors.settle();
                            if (!touched.isEmpty()) {
                                throw touched.get(0);
                            }
                        }))
                        .toList())
                .betweenTwoObjects();
    }

    private static <S, M> void touch(Subject<S, M> subject, Op<S, M> call, List<CheckFailedError> touched) {
        try {
            S one = subject.make();
            Made.of(call, 0).on(one);
            List<@Nullable Object> before = look(subject, one);
            S other = subject.make();
            expectUntouched(subject, one, before, "other = " + subject.construction());
            Made.of(call, 0).on(other);
            expectUntouched(subject, one, before, "other." + call.text());
            before = look(subject, other);
            Made.of(call, 0).on(one);
            expectUntouched(subject, other, before, "one." + call.text());
        } catch (CheckFailedError e) {
            touched.add(e);
        }
    }

    private static <S, M> List<@Nullable Object> look(Subject<S, M> subject, S object) {
        return subject.observers().stream()
                .map(op -> {
                    Made<S, M> look = Made.of(op, 0);
                    look.on(object);
                    return look.returned();
                })
                .toList();
    }

    private static <S, M> void expectUntouched(
            Subject<S, M> subject, S bystander, List<@Nullable Object> before, String call) {
        List<@Nullable Object> after = look(subject, bystander);
        for (int i = 0; i < after.size(); i++) {
            if (!Objects.equals(before.get(i), after.get(i))) {
                String look = subject.observers().get(i).text();
                throw CheckFailedError.because(
                        call + " changed another object: its " + look + " returned " + before.get(i) + " before, and "
                                + after.get(i) + " afterwards.",
                        new Evidence.Counterexample(
                                "another object's " + look + " after " + call,
                                String.valueOf(before.get(i)),
                                String.valueOf(after.get(i))));
            }
        }
    }

    static <S, M> Probe waiting(Subject<S, M> subject, Op<S, M> taking, List<Op<S, M>> calls) {
        String meanwhile = " while one." + taking.text() + " is running";
        Stream<Case> others = calls.stream()
                .map(call -> Case.of(
                                "other." + call.text() + meanwhile,
                                actors -> doesNotWait(actors, subject, taking, call, 1))
                        .inOrders(4));
        Case many = Case.of(
                        calls.get(0).text() + " on each of " + MANY + " others" + meanwhile,
                        actors -> doesNotWait(actors, subject, taking, calls.get(0), MANY))
                .inOrders(1);
        return new Probe(Stream.concat(others, Stream.of(many)).toList()).betweenTwoObjects();
    }

    private static <S, M> void doesNotWait(
            Actors actors, Subject<S, M> subject, Op<S, M> taking, Op<S, M> call, int others)
            throws InterruptedException {
        S busy = subject.make();
        List<S> idle = Stream.generate(subject::make).limit(others).toList();
        CountDownLatch open = new CountDownLatch(1);
        Made<S, M> holding = Made.doing(taking, 0, Made.held(new CountDownLatch(1), open));
        Thread holder = actors.start(() -> holding.on(busy));
        actors.settle();
        try {
            actors.await(
                    actors.start(() -> idle.forEach(each -> Made.of(call, 1).on(each))));
        } finally {
            open.countDown();
        }
        actors.await(holder);
    }
}
