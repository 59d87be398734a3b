package lockstep.grader.author;

import static lockstep.grader.author.PoolSituation.situation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lockstep.grader.author.PoolSituation.Group;
import lockstep.grader.author.PoolTrial.Place;
import lockstep.grader.probe.PoolFault;
import lockstep.grader.probe.TaskLog.What;
import org.jspecify.annotations.Nullable;

/** What is done with a pool before it is closed. */
final class PoolUses {

    /** So many tasks that take no time are done in a moment. */
    private static final int MOST_TASKS = 10_000;

    private static final int MOST_THREADS = 301;
    private static final int MANY = 1_001;
    private static final int SLEEP_SECONDS = 3;
    private static final int FIFTY = 50;

    /** Who is first, the submitter or the pool, is for the race checks; a few orders cost little. */
    private static final int FEW_ORDERS = 6;

    private PoolUses() {}

    /** What tasks return, in all numbers. */
    static Group results() {
        List<PoolSituation> all = new ArrayList<>();
        for (int count : new int[] {1, 2, 3, 4}) {
            all.add(returning(3, count).inOrders(FEW_ORDERS));
        }
        all.add(returning(1, 5));
        all.add(returning(2, 7));
        all.add(returning(7, 50));
        all.add(returning(2, MANY));
        all.add(situation(2, "tasks that return null, equal values, and exceptions", trial -> {
            trial.submit(Stream.of("a", "a", new IllegalStateException(), new Error(), new FutureTask<>(() -> 1))
                    .map(Job::returning)
                    .toList());
            trial.submit(Job.returning(null), Job.returning((Callable<Object>) () -> 1));
            trial.expectDone();
        }));
        all.add(situation(2, "the same task with the same callback three times", trial -> {
            trial.start(() -> trial.history.submit(Job.returning("a"), 3));
            trial.settle();
            trial.expectDone();
        }));
        all.add(situation(3, "twenty tasks, each when the one before is done", trial -> {
            for (int i = 0; i < 20; i++) {
                trial.submit(1);
                trial.expectDone();
            }
        }));
        return new Group(
                all,
                seeds -> Stream.concat(
                        seeds.counts(MOST_TASKS)
                                .flatMap(count -> Stream.of(count, count + 1, 2 * count + 2))
                                .map(count -> returning(2, count)),
                        seeds.counts(MOST_THREADS).map(count -> returning(count + 1, count + 2))));
    }

    private static PoolSituation returning(int threads, int count) {
        return situation(threads, count + (count == 1 ? " task" : " tasks"), trial -> {
            trial.submit(count);
            trial.expectDone();
        });
    }

    /** What may be thrown, by a name. */
    static Map<String, Supplier<Throwable>> throwables() {
        Map<String, Supplier<Throwable>> all = new LinkedHashMap<>();
        Arrays.stream(ThrowableKind.values())
                .forEach(kind -> all.put(kind.text(), () -> kind.make("thrown on purpose")));
        return all;
    }

    /** Tasks that throw, and tasks after them. */
    static Group failures() {
        List<PoolSituation> all = new ArrayList<>();
        throwables().forEach((name, thrown) -> {
            all.add(situation(1, "a task that throws " + name + ", and another one", trial -> {
                trial.submit(Job.throwing(thrown.get()), Job.returning("b"));
                trial.expectDone();
            }));
            all.add(harmful(4, "tasks that throw " + name, () -> Job.throwing(thrown.get())));
        });
        all.add(situation(1, "a task that interrupts its own thread and throws, and another one", trial -> {
            trial.submit(failing().first(() -> Thread.currentThread().interrupt()), Job.returning("b"));
            trial.expectDone();
        }));
        return new Group(
                all,
                seeds -> seeds.counts(MANY).map(count -> harmful(count + 1, "tasks that throw", PoolUses::failing)));
    }

    private static Job failing() {
        return Job.throwing(new FunctionException("thrown on purpose"));
    }

    /** Callbacks that throw, and tasks after them. */
    static Group failingCallbacks() {
        List<PoolSituation> all = new ArrayList<>();
        throwables().forEach((name, thrown) -> {
            Job.Step step = () -> {
                throw thrown.get();
            };
            all.add(situation(1, "a callback that throws " + name + ", and another one", trial -> {
                trial.submit(Job.returning("a").then(step), failing().then(step), Job.returning("b"));
                trial.expectDone();
            }));
            all.add(harmful(
                    4, "callbacks that throw " + name, () -> Job.returning("a").then(step)));
        });
        all.add(harmful(4, "callbacks that throw what they were told", () -> {
            FunctionException failure = new FunctionException("thrown on purpose");
            return Job.throwing(failure).then(() -> {
                throw failure;
            });
        }));
        return new Group(
                all,
                seeds -> seeds.counts(MANY)
                        .map(count -> harmful(
                                count + 1,
                                "callbacks that throw",
                                () -> Job.returning("a").then(() -> {
                                    throw new FunctionException("thrown on purpose");
                                }))));
    }

    /** So many of these, after which the same two threads do as much as before. */
    static PoolSituation harmful(int count, String what, Supplier<Job> job) {
        return situation(2, count + " " + what, trial -> {
            boolean busyBefore = trial.canBeBusy();
            trial.submit(PoolTrial.times(count, job));
            trial.expectDone();
            // A pool that never did so has lost nobody.
            if (busyBefore) {
                trial.expectBusy(Place.TASK, PoolFault.THREAD_LOST);
                trial.expectSameThreads();
            }
        });
    }

    /** Tasks that come while all threads are busy. */
    static Group whileBusy() {
        List<PoolSituation> all = new ArrayList<>();
        for (Place place : Place.values()) {
            for (int threads : new int[] {1, 3}) {
                all.add(whileBusy(threads, 1, place));
                all.add(whileBusy(threads, MANY, place));
            }
        }
        return new Group(all, seeds -> seeds.counts(MOST_TASKS).map(count -> whileBusy(1, count + 2, Place.TASK)));
    }

    private static PoolSituation whileBusy(int threads, int count, Place place) {
        String what = count + (count == 1 ? " task" : " tasks") + " while all threads are busy with " + place.texts();
        return situation(threads, what, trial -> {
            trial.hold(threads, place);
            expectReturned(trial, trial.submit(count));
            trial.expectFewThreads();
            trial.goOn();
            trial.expectDone();
            trial.expectFewThreads();
        });
    }

    /** Fails if this thread has not come back from submitting. */
    static void expectReturned(PoolTrial trial, Thread submitter) {
        trial.history.expectRight();
        if (trial.isAlive(submitter)) {
            trial.history.breach(
                    PoolFault.SUBMIT_WAITS,
                    trial.stage.line(List.of(submitter)),
                    "submit did not return.",
                    "submit returns at once",
                    "it waits");
        }
    }

    /** As much at a time as there are threads, from the beginning, again and again, and after some time without tasks. */
    static Group sideBySide() {
        List<PoolSituation> all = new ArrayList<>();
        IntStream.of(1, 2, 3, 8, 20).mapToObj(PoolUses::busy).forEach(all::add);
        all.add(situation(3, "more tasks than threads when one is done", trial -> {
                    trial.submit(1);
                    trial.expectBusy(Place.TASK, PoolFault.TOO_FEW);
                })
                .inOrders(FEW_ORDERS));
        all.add(takes(3, 3, 3));
        all.add(takes(1, 3, 9));
        all.add(takes(2, 5, 9));
        all.add(idle(2, "hours", null));
        return new Group(
                all,
                seeds -> Stream.concat(
                        seeds.counts(MOST_THREADS).flatMap(count -> Stream.of(busy(count), busy(count + 1))),
                        seeds.durations().stream().map(time -> idle(2, time.toMillis() + " ms", time.plusMillis(1)))));
    }

    private static PoolSituation busy(int threads) {
        return situation(threads, "more tasks than threads", trial -> {
            trial.expectBusy(Place.TASK, PoolFault.TOO_FEW);
            trial.expectBusy(Place.CALLBACK, PoolFault.TOO_FEW);
            trial.expectBusy(Place.TASK, PoolFault.TOO_FEW);
            trial.expectSameThreads();
        });
    }

    private static PoolSituation idle(int threads, String text, @Nullable Duration time) {
        return situation(threads, "tasks after " + text + " without any", trial -> {
                    trial.submit(3);
                    trial.stage.pause(time == null ? trial.stage.longTime() : time);
                    trial.expectBusy(Place.TASK, PoolFault.TOO_FEW);
                })
                .takingTime();
    }

    private static PoolSituation takes(int threads, int tasks, int seconds) {
        return situation(threads, tasks + " tasks that sleep for 3 s", trial -> {
                    Duration sleep = trial.stage.atMost(Duration.ofSeconds(SLEEP_SECONDS));
                    long begin = System.nanoTime();
                    long[] end = {begin};
                    trial.submit(PoolTrial.times(
                            tasks,
                            () -> Job.returning("slept")
                                    .first(() -> Thread.sleep(sleep.toMillis()))
                                    .then(() -> end[0] = System.nanoTime())));
                    trial.stage.pause(sleep.multipliedBy(tasks + 1));
                    trial.history.expectDone();
                    long took = Math.round(SLEEP_SECONDS * (end[0] - begin) / (double) sleep.toNanos());
                    if (took != seconds) {
                        trial.history.breach(
                                took > seconds ? PoolFault.TOO_FEW : PoolFault.TOO_MANY,
                                null,
                                "The last callback came after " + took + " s.",
                                "after " + seconds + " s",
                                "after " + took + " s");
                    }
                })
                .takingTime();
    }

    /** Tasks and callbacks that wait for something that others can bring about, if nothing is locked. */
    static Group waiting() {
        List<PoolSituation> all = new ArrayList<>();
        for (Place place : Place.values()) {
            String who = "a " + place.text;
            for (Place other : Place.values()) {
                all.add(situation(2, who + " that waits for another " + other.text, trial -> {
                    if (!trial.canBeBusy()) {
                        return;
                    }
                    CountDownLatch came = new CountDownLatch(1);
                    trial.submit(place.in(Job.returning("waits"), came::await));
                    trial.submit(other.in(Job.returning("comes"), came::countDown));
                    expectNotHeldUp(trial);
                }));
            }
            all.add(situation(2, who + " that waits for another call of the same " + place.text, trial -> {
                if (!trial.canBeBusy()) {
                    return;
                }
                CountDownLatch both = new CountDownLatch(2);
                Job.Step meeting = () -> {
                    both.countDown();
                    both.await();
                };
                trial.start(() -> trial.history.submit(place.in(Job.returning("waits"), meeting), 2));
                trial.settle();
                expectNotHeldUp(trial);
            }));
            all.add(situation(
                    2,
                    "fifty tasks, when two threads are free, of which the first " + place.text
                            + " waits for the others",
                    trial -> {
                        if (!trial.canBeBusy()) {
                            return;
                        }
                        trial.hold(2, place);
                        CountDownLatch others = new CountDownLatch(FIFTY - 1);
                        List<Job> jobs = new ArrayList<>(List.of(place.in(Job.returning("waits"), others::await)));
                        jobs.addAll(PoolTrial.times(
                                FIFTY - 1, () -> Job.returning("comes").first(others::countDown)));
                        trial.submit(jobs);
                        trial.goOn();
                        expectNotHeldUp(trial);
                    }));
            all.add(situation(1, who + " that waits for a thread that submits", trial -> {
                CountDownLatch submitted = new CountDownLatch(1);
                trial.submit(place.in(Job.returning("waits"), () -> {
                    trial.start(() -> {
                        trial.history.submit(Job.returning("comes"));
                        submitted.countDown();
                    });
                    submitted.await();
                }));
                expectNotHeldUp(trial);
            }));
            all.add(situation(1, who + " that submits ten tasks", trial -> {
                trial.submit(place.in(
                        Job.returning("first"),
                        () -> PoolTrial.times(10, () -> Job.returning("next")).forEach(trial.history::submit)));
                expectNotHeldUp(trial);
            }));
            all.add(situation(2, "a chain of 100, each submitted by " + who, trial -> {
                trial.submit(chain(trial, 100, place));
                expectNotHeldUp(trial);
            }));
            all.add(situation(3, "twenty tasks while two " + place.texts() + " take their time", trial -> {
                if (!trial.canBeBusy()) {
                    return;
                }
                trial.hold(2, place);
                trial.submit(20);
                expectTwentyDone(trial);
                trial.goOn();
                trial.expectDone();
            }));
        }
        return Group.of(all);
    }

    /** Of three threads, two are held, and twenty tasks wait: fails unless the third has done these. */
    static void expectTwentyDone(PoolTrial trial) {
        trial.history.expectRight();
        long done = 22 - (trial.log().count(What.ACCEPTED) - trial.log().count(What.CALLBACK_ENDS));
        if (done < 20) {
            trial.history.breach(
                    PoolFault.HELD_UP,
                    trial.stage.line(trial.pool()),
                    "One of three threads was free, and did not do all tasks.",
                    "20 are done meanwhile",
                    done + " are");
        }
    }

    private static void expectNotHeldUp(PoolTrial trial) {
        if (!trial.log().isDone()) {
            trial.history.breach(
                    PoolFault.HELD_UP,
                    trial.stage.line(trial.pool()),
                    "A task or a callback could have gone on and did not.",
                    "each goes on, whatever others wait for",
                    "all threads wait");
        }
        trial.history.expectDone();
    }

    /** Returns a job that submits the next one, so many in all. */
    static Job chain(PoolTrial trial, int length, Place place) {
        return place.in(Job.returning(length), () -> {
            if (length > 1) {
                trial.history.submit(chain(trial, length - 1, place));
            }
        });
    }
}
