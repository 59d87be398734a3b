package lockstep.grader.author;

import static lockstep.grader.author.PoolSituation.situation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import lockstep.grader.author.PoolSituation.Group;
import lockstep.grader.author.PoolTrial.Closing;
import lockstep.grader.author.PoolTrial.Place;
import lockstep.grader.probe.PoolFault;
import lockstep.grader.probe.SubmissionFrames;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/** How a pool is closed. */
final class PoolClosings {

    private PoolClosings() {}

    /** While something is running, waiting, or yet to be submitted by that. */
    static Group whileBusy() {
        List<PoolSituation> all = new ArrayList<>();
        all.add(situation(3, "more tasks than threads, submitted by the last callback while close waits", trial -> {
            CountDownLatch gate = new CountDownLatch(1);
            trial.submit(submittingSix(trial, gate, () -> {}));
            boolean busyBefore = trial.atWork(Place.TASK) == trial.threads;
            gate.countDown();
            trial.settle();
            if (!busyBefore) {
                return;
            }
            CountDownLatch again = new CountDownLatch(1);
            trial.submit(submittingSix(trial, again, trial.held()));
            Closing closing = trial.close();
            trial.goOn();
            trial.expectAtWork(Place.TASK, PoolFault.TOO_FEW);
            again.countDown();
            trial.end(closing);
        }));
        for (Place place : Place.values()) {
            String who = place.text;
            all.add(situation(2, "close while a " + who + " is running", trial -> {
                trial.hold(1, place);
                trial.end(trial.close());
            }));
            all.add(situation(
                    3, "close while the last of ten " + place.texts() + " is running, and one has thrown", trial -> {
                        trial.submit(Job.throwing(new FunctionException("thrown on purpose")));
                        trial.submit(8);
                        trial.hold(1, place);
                        trial.end(trial.close());
                    }));
            all.add(situation(2, "close while " + place.texts() + " are running and twenty tasks wait", trial -> {
                trial.hold(2, place);
                trial.submit(20);
                trial.end(trial.close());
            }));
            String busy = "twenty tasks while two " + place.texts() + " take their time and close waits";
            all.add(situation(3, busy, trial -> {
                if (!trial.goesOnBeside(place)) {
                    return;
                }
                CountDownLatch gate = new CountDownLatch(1);
                trial.submit(place.in(Job.returning("first"), heldBy(gate)));
                trial.hold(2, place);
                trial.submit(20);
                Closing closing = trial.close();
                gate.countDown();
                trial.settle();
                PoolUses.expectTwentyDone(trial);
                trial.end(closing);
            }));
            String idle = "a " + who + " that waits for what it submits, while close waits and a thread is free";
            all.add(situation(2, idle, trial -> {
                if (!trial.goesOnBeside(place)) {
                    return;
                }
                CountDownLatch gate = new CountDownLatch(1);
                CountDownLatch came = new CountDownLatch(1);
                Job.Step held = trial.held();
                // Its thread begins to wait for a task after close has begun to wait: who wakes one may wake close.
                trial.submit(place.in(Job.returning("first"), heldBy(gate)));
                trial.submit(place.in(Job.returning("waits"), () -> {
                    held.run();
                    trial.history.submit(Job.returning("comes").first(came::countDown));
                    heldBy(came).run();
                }));
                Closing closing = trial.close();
                gate.countDown();
                trial.settle();
                trial.goOn();
                trial.history.expectRight();
                if (came.getCount() > 0) {
                    trial.history.breach(
                            PoolFault.LOST,
                            trial.stage.line(trial.pool()),
                            "One of two threads was free, and did not begin the task.",
                            "a task begins as soon as a thread is free",
                            "no call");
                }
                trial.end(closing);
            }));
            for (int length : new int[] {1, 3, 20}) {
                all.add(situation(
                        2, "close while a " + who + " is running that submits a chain of " + length, trial -> {
                            Job.Step held = trial.held();
                            trial.submit(place.in(Job.returning("first"), () -> {
                                held.run();
                                trial.history.submit(PoolUses.chain(trial, length, place));
                            }));
                            trial.end(trial.close());
                        }));
            }
            all.add(situation(1, "close while a " + who + " is running that was submitted three times", trial -> {
                Job.Step held = trial.held();
                trial.start(() -> trial.history.submit(place.in(Job.returning("a"), held), 3));
                trial.settle();
                trial.end(trial.close());
            }));
            all.add(situation(
                    1,
                    "close while a " + who + " is running that was submitted twice, and submits when it is alone",
                    trial -> {
                        Job.Step held = trial.held();
                        AtomicInteger calls = new AtomicInteger();
                        Job.Step second = () -> {
                            if (calls.incrementAndGet() == 2) {
                                held.run();
                                trial.history.submit(Job.returning("next"));
                            }
                        };
                        trial.start(() -> trial.history.submit(place.in(Job.returning("a"), second), 2));
                        trial.settle();
                        trial.end(trial.close());
                    }));
            all.add(lasting("hours", null, place));
        }
        return new Group(
                all,
                seeds -> seeds.durations().stream()
                        .map(time -> lasting(time.toMillis() + " ms", time.plusMillis(1), Place.TASK)));
    }

    /** Its callback submits six tasks, each of which stays until the gate is open. */
    private static Job submittingSix(PoolTrial trial, CountDownLatch gate, Job.Step first) {
        Job.Step stays = heldBy(gate);
        return Job.returning("last").then(() -> {
            first.run();
            PoolTrial.times(6, () -> Job.returning("next").first(stays)).forEach(trial.history::submit);
        });
    }

    private static Job.Step heldBy(CountDownLatch gate) {
        return Made.held(new CountDownLatch(1), gate)::run;
    }

    private static PoolSituation lasting(String text, @Nullable Duration time, Place place) {
        return situation(2, "close while " + place.texts() + " take " + text, trial -> {
                    Duration each = time == null ? trial.stage.longTime() : time;
                    Job.Step step = () -> trial.stage.pause(each);
                    trial.submit(PoolTrial.times(3, () -> place.in(Job.returning("a"), step)));
                    trial.submit(place.in(Job.returning("b"), () -> {
                        step.run();
                        trial.history.submit(place.in(Job.returning("c"), step));
                    }));
                    trial.end();
                })
                .takingTime();
    }

    /** When nothing is running: with nothing done, all done, something thrown, and after hours. */
    static Group whenIdle() {
        List<PoolSituation> all = new ArrayList<>();
        for (int threads : new int[] {1, 3}) {
            all.add(situation(threads, "close without a task", PoolTrial::end));
            all.add(situation(threads, "one task, and close when it is done", trial -> {
                trial.submit(1);
                trial.end();
            }));
        }
        all.add(situation(2, "a burst of tasks that all run, and close", trial -> {
            trial.hold(10, Place.TASK);
            trial.goOn();
            trial.end();
        }));
        PoolUses.throwables()
                .forEach((name, thrown) ->
                        all.add(situation(2, "tasks and callbacks that throw " + name + ", and close", trial -> {
                            trial.submit(
                                    Job.throwing(thrown.get()),
                                    Job.returning("b").then(() -> {
                                        throw thrown.get();
                                    }));
                            trial.end();
                        })));
        all.add(situation(3, "close after hours without a task", trial -> {
                    trial.submit(5);
                    trial.stage.pause(trial.stage.longTime());
                    trial.end();
                })
                .takingTime());
        return Group.of(all);
    }

    /** Submitting and closing, after closing and meanwhile. */
    static Group again() {
        List<PoolSituation> all = new ArrayList<>();
        IntStream.of(0, 1, 5)
                .forEach(tasks -> all.add(situation(2, tasks + " tasks, close, and submit", trial -> {
                    trial.submit(tasks);
                    trial.end();
                    trial.submit(2);
                    trial.expectDone();
                    trial.end();
                    trial.submit(1);
                    trial.expectDone();
                })));
        for (Place place : Place.values()) {
            all.add(situation(2, "close by three threads while a " + place.text + " is running", trial -> {
                trial.hold(1, place);
                trial.end(trial.close(), trial.close(), trial.close());
            }));
            all.add(situation(2, "submit by another thread while close waits for a " + place.text, trial -> {
                trial.hold(2, place);
                boolean returnsBefore = !trial.isAlive(trial.submit(1));
                Closing closing = trial.close();
                Thread submitter = trial.submit(2);
                if (returnsBefore) {
                    PoolUses.expectReturned(trial, submitter);
                }
                trial.end(closing);
                trial.submit(1);
                trial.expectDone();
            }));
            all.add(situation(2, "close, and submit by a thread that a " + place.text + " has started", trial -> {
                CountDownLatch closed = new CountDownLatch(1);
                trial.submit(place.in(
                        Job.returning("a"),
                        () -> trial.start(() -> {
                            Made.await(closed);
                            trial.history.submit(Job.returning("late"));
                        })));
                trial.end();
                closed.countDown();
                trial.settle();
                trial.expectDone();
            }));
        }
        return Group.of(all);
    }

    /** Interrupts of who closes or submits, and those that a task leaves. */
    static Group interrupts() {
        List<PoolSituation> all = new ArrayList<>();
        for (Place place : Place.values()) {
            String where = " while a " + place.text + " is running";
            all.add(situation(2, "close in a thread that has been interrupted," + where, trial -> {
                boolean[] came = holdWatched(trial, place);
                endInterrupted(trial, trial.new Closing(true), came);
            }));
            for (int times : new int[] {1, 2}) {
                all.add(situation(2, "close, interrupted " + (times == 1 ? "once" : "twice") + where, trial -> {
                    boolean[] came = holdWatched(trial, place);
                    Closing closing = trial.close();
                    for (int i = 0; i < times; i++) {
                        closing.interrupt();
                    }
                    endInterrupted(trial, closing, came);
                }));
            }
            all.add(situation(
                    2,
                    "close by two threads, the second of which is interrupted, while a " + place.text + " is running",
                    trial -> {
                        boolean[] came = holdWatched(trial, place);
                        Closing first = trial.close();
                        Closing second = trial.close();
                        second.interrupt();
                        endInterrupted(trial, second, came);
                        first.expectEnd();
                    }));
            all.add(PoolUses.harmful(
                    4, place.texts() + " that leave their thread interrupted", () -> leavingInterrupted(place)));
            all.add(situation(2, "a " + place.text + " that leaves its thread interrupted, and close", trial -> {
                trial.submit(leavingInterrupted(place));
                trial.end();
            }));
        }
        all.add(situation(2, "close in a thread that has been interrupted, with nothing to do, and again", trial -> {
            for (int i = 0; i < 2; i++) {
                Closing closing = trial.new Closing(true);
                closing.expectEnd();
                closing.expectInterrupted();
            }
        }));
        all.add(situation(2, "submit in a thread that has been interrupted", trial -> {
            boolean[] kept = new boolean[1];
            SourceLocation[] taken = new SourceLocation[1];
            trial.start(() -> {
                Thread.currentThread().interrupt();
                for (Job job : PoolTrial.times(3, () -> Job.returning("a"))) {
                    trial.history.submit(job);
                    taken[0] = taken[0] == null ? SubmissionFrames.interruptTakenAt() : taken[0];
                }
                kept[0] = Thread.interrupted();
            });
            trial.settle();
            trial.expectDone();
            if (!kept[0]) {
                trial.history.breach(
                        PoolFault.INTERRUPT,
                        taken[0],
                        "submit cleared the interrupt flag.",
                        "the flag is still set",
                        "it was cleared");
            }
        }));
        return Group.of(all);
    }

    private static Job leavingInterrupted(Place place) {
        return place.in(Job.returning("a"), () -> Thread.currentThread().interrupt());
    }

    /** Holds a task or a callback; what is returned tells whether an interrupt has come to it. */
    private static boolean[] holdWatched(PoolTrial trial, Place place) {
        boolean[] came = new boolean[1];
        Job.Step held = trial.held();
        trial.submit(place.in(Job.returning("a"), () -> {
            held.run();
            came[0] = Thread.interrupted();
        }));
        trial.submit(3);
        return came;
    }

    private static void endInterrupted(PoolTrial trial, Closing closing, boolean[] came) {
        trial.end(closing);
        closing.expectInterrupted();
        if (came[0]) {
            trial.history.breach(
                    PoolFault.INTERRUPT,
                    null,
                    "The thread of a running task or callback was interrupted by close.",
                    "tasks and callbacks run on to their end",
                    "an interrupt came");
        }
    }
}
