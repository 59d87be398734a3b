package lockstep.grader.author;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import lockstep.grader.author.ParallelCall.Setting;
import lockstep.grader.probe.Difference;
import lockstep.grader.probe.Expect;
import lockstep.grader.probe.Handed;
import lockstep.grader.probe.SubmissionFrames;
import lockstep.grader.probe.Thrown;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/** What parallel calls do to each other. */
final class SeveralCalls extends Derivation {

    /** In which order threads take their steps is the question of the race checks. */
    private static final int ORDERS = 2;

    private static final Advice INNER = new Advice(
            "A call that is made within a call is one like any other: workers of its own do its work, and its caller waits.",
            "How does the thread that makes the inner call come to compute, and who else could?",
            null);

    SeveralCalls(ParallelCall call) {
        super(call);
    }

    /** Calls in a row, after a failure, with the same function, and at the same time do not disturb each other. */
    Probe independent(boolean ownThreads) {
        List<Case> cases = new ArrayList<>(List.of(afterFailure(), afterInterrupt()));
        for (boolean shared : List.of(false, true)) {
            cases.add(besidesOne(shared, "whose " + call.function() + " throws", Setting.of(100, 108, 2), false));
            cases.add(besidesOne(shared, "that is interrupted", slowAt(Setting.of(100, 108, 2), Set.of(100L)), true));
        }
        return independentWell(ownThreads).and(new Probe(cases));
    }

    /** The same without the failure. */
    Probe independentWell(boolean ownThreads) {
        Setting twelve = Setting.of(0, 12, 3);
        List<Case> cases = new ArrayList<>();
        cases.add(Case.of("calls in a row", stage -> {
            ParallelCall.Instance instance = call.instance();
            for (Setting setting :
                    List.of(twelve, Setting.of(0, 4, 4).with("i -> 10", i -> 10L), twelve, Setting.of(5, 25, 2))) {
                expectUndisturbed(
                        new Trial(call, stage, setting).start(instance).finish(), "A later call on the same instance,");
            }
        }));
        cases.add(Case.of("calls in a row by one thread", stage -> {
            ParallelCall.Instance instance = call.instance();
            // What a call keeps for its thread is there for the next one.
            ParallelCall.Instance twice = (first, end, function, workers) -> {
                Object unused = instance.call(0, 4, Handed.of(i -> i), 2);
                return instance.call(first, end, function, workers);
            };
            expectUndisturbed(new Trial(call, stage, twelve).start(twice).finish(), "A later call by the same thread,");
        }));
        cases.add(again(twelve, ownThreads));
        cases.add(again(Setting.of(0, 300, 2), ownThreads));
        for (long held : List.of(0L, 11L)) {
            cases.add(besides(false, held, ownThreads));
            cases.add(besides(true, held, ownThreads));
        }
        return new Probe(cases);
    }

    private Case afterFailure() {
        Setting twelve = Setting.of(0, 12, 3);
        return Case.of("a call after one that failed", stage -> {
                    ParallelCall.Instance instance = call.instance();
                    new Trial(call, stage, twelve, (i, number) -> {
                                throw new FunctionException(call.one(i) + " failed");
                            })
                            .start(instance)
                            .finish();
                    expectUndisturbed(
                            new Trial(call, stage, twelve).start(instance).finish(), "After a call that failed,");
                })
                .advising(call.advice(Sign.WORKER_DIED))
                .inOrders(ORDERS);
    }

    private Case afterInterrupt() {
        Setting twelve = Setting.of(0, 12, 3);
        return Case.of("a call after one that was interrupted", stage -> {
                    ParallelCall.Instance instance = call.instance();
                    Trial interrupted = heldAt(stage, slowAt(twelve, Set.of(0L)), Set.of(0L))
                            .start(instance);
                    stage.settle();
                    interrupted.interrupt();
                    stage.settle();
                    interrupted.finish();
                    expectUndisturbed(
                            new Trial(call, stage, twelve).start(instance).finish(),
                            "After a call that was interrupted,");
                })
                .inOrders(ORDERS);
    }

    private Case again(Setting setting, boolean ownThreads) {
        return ofCase(setting, stage -> {
            ParallelCall.Instance instance = call.instance();
            Trial trial = new Trial(call, stage, setting).start(instance).finish();
            Set<Thread> first = trial.log().byThread().keySet();
            trial.start(instance).finish();
            String again = "The same call again on the same instance,";
            expectUndisturbed(trial, again);
            if (trial.log().counts().size() < setting.size()) {
                throw trial.wrong(
                        again + " " + trial.text() + " did not call " + call.function() + " for each element.",
                        Sign.LEFTOVERS,
                        null,
                        call.function() + " is called for each element",
                        "it was called for " + trial.log().counts().size() + " of " + setting.size());
            }
            expectApart(
                    ownThreads,
                    "A later call",
                    trial,
                    first,
                    trial.log().byThread().keySet());
        });
    }

    private Case besides(boolean shared, long held, boolean ownThreads) {
        Setting slow = slowAt(Setting.of(0, 12, 3), Set.of(held));
        Setting quick = Setting.of(100, 108, 2);
        String where = "Of two calls at once on " + (shared ? "one instance," : "two instances,");
        Case both = Case.of(where + " " + slow.text(call), stage -> {
                    ParallelCall.Instance one = call.instance();
                    Trial slowOne = heldAt(stage, slow, Set.of(held)).start(one);
                    stage.settle();
                    Trial quickOne = new Trial(call, stage, quick).start(shared ? one : call.instance());
                    stage.settle();
                    // A quick call that waits for the slow one is slow, but it is not disturbed: both go on.
                    slowOne.finish();
                    quickOne.finish();
                    expectUndisturbed(quickOne, where);
                    expectUndisturbed(slowOne, where);
                    expectApart(
                            ownThreads,
                            "Another call at the same time",
                            quickOne,
                            slowOne.log().byThread().keySet(),
                            quickOne.log().byThread().keySet());
                })
                .inOrders(ORDERS);
        return shared ? both : both.betweenTwoObjects();
    }

    /** A call beside one that fails, or that is interrupted: what becomes of that one is asked elsewhere. */
    private Case besidesOne(boolean shared, String other, Setting others, boolean interrupted) {
        Setting slow = slowAt(Setting.of(0, 12, 3), Set.of(0L, 4L, 8L));
        String where = "Beside another call " + other + " on " + (shared ? "the same instance," : "another instance,");
        Case both = Case.of(where + " " + slow.text(call), stage -> {
                    ParallelCall.Instance one = call.instance();
                    Trial slowOne = heldAt(stage, slow, Set.of(0L, 4L, 8L)).start(one);
                    stage.settle();
                    Trial beside = interrupted
                            ? heldAt(stage, others, Set.of(others.first()))
                            : new Trial(call, stage, others, (i, number) -> {
                                throw new FunctionException(call.one(i) + " failed");
                            });
                    beside.start(shared ? one : call.instance());
                    stage.settle();
                    if (interrupted) {
                        beside.interrupt();
                        stage.settle();
                    }
                    beside.finish();
                    slowOne.finish();
                    expectUndisturbed(slowOne, where);
                })
                .inOrders(ORDERS);
        return shared ? both : both.betweenTwoObjects();
    }

    private void expectUndisturbed(Trial trial, String when) {
        Trial.Outcome outcome = trial.outcome();
        Object expected = call.expected(trial.setting);
        if (outcome.thrown() != null || !ParallelCall.same(expected, outcome.value())) {
            Throwable thrown = outcome.thrown();
            Difference difference = Difference.between(expected, outcome.value());
            String wanted = difference.expected();
            String actual = thrown == null
                    ? "gave " + difference.actual()
                    : Thrown.of(thrown).inWords();
            throw trial.wrong(
                    when + " " + trial.text() + " " + actual + ", expected " + wanted + ".",
                    Sign.LEFTOVERS,
                    thrown == null ? null : SubmissionFrames.topmost(thrown).orElse(null),
                    wanted,
                    actual);
        }
    }

    private void expectApart(boolean ownThreads, String who, Trial trial, Set<Thread> one, Set<Thread> other) {
        Set<Thread> shared = new HashSet<>(one);
        shared.retainAll(other);
        if (ownThreads && !shared.isEmpty()) {
            throw trial.wrong(
                    who + " used the same threads.",
                    Sign.SHARED_THREADS,
                    null,
                    "each call has threads of its own",
                    call.workers(shared.size()) + " worked for both calls");
        }
    }

    /** A function that makes the call itself. */
    Probe nested() {
        List<Case> cases = new ArrayList<>();
        for (int workers : List.of(1, 2, 3)) {
            for (boolean shared : List.of(true, false)) {
                Setting inner = Setting.of(1, 4, workers);
                Setting outer = Setting.of(0, 3, workers)
                        .with("i -> " + inner.with("j -> j", j -> j).text(call), i -> call.expected(inner));
                cases.add(ofCase(outer, stage -> {
                            ParallelCall.Instance one = call.instance();
                            AtomicBoolean byCaller = new AtomicBoolean();
                            AtomicReference<@Nullable SourceLocation> calledAt = new AtomicReference<>();
                            Trial trial = new Trial(call, stage, outer, (i, number) -> {
                                Thread caller = Thread.currentThread();
                                Handed<Long, @Nullable Object> function = Handed.of(j -> {
                                    if (Thread.currentThread() == caller) {
                                        byCaller.set(true);
                                        calledAt.set(SubmissionFrames.leading(List.of(new Throwable().getStackTrace()))
                                                .orElse(null));
                                    }
                                    return j;
                                });
                                Object answer = (shared ? one : call.instance())
                                        .call(inner.first(), inner.end(), function, workers);
                                Expect.same(call.expected(inner), outer.functionText(), answer);
                            });
                            trial.start(one).finish().expectResult();
                            if (byCaller.get()) {
                                throw trial.wrong(
                                                trial.text() + ": a " + call.worker()
                                                        + " of the outer call computed elements of"
                                                        + " the inner one, which it had made itself.",
                                                null,
                                                calledAt.get(),
                                                "only " + call.worker() + "s of the inner call call " + call.function(),
                                                "the thread that had made that call did")
                                        .advising(INNER);
                            }
                        })
                        .advising(call.advice(Sign.STARVED)));
            }
        }
        return new Probe(Collections.unmodifiableList(cases));
    }
}
