package lockstep.grader.catalog.identities;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import lockstep.grader.author.Case;
import lockstep.grader.author.ParallelCall;
import lockstep.grader.author.ParallelChecks;
import lockstep.grader.author.Probe;
import lockstep.grader.author.Sign;
import lockstep.grader.check.race.ParallelScenarios;
import lockstep.grader.check.race.Race;
import lockstep.grader.exercise.Check;
import lockstep.grader.exercise.mistakes.MistakeCatalog;
import lockstep.grader.probe.Boundary;
import lockstep.grader.probe.Expect;
import lockstep.grader.probe.Handed;
import lockstep.grader.probe.Uninterruptibly;
import lockstep.grader.verdict.Advice;
import lockstep.identities.Identities;
import lockstep.identities.Identity;
import org.jspecify.annotations.Nullable;

/** What {@code inOneThread} and {@code inThreads} promise. */
public final class ThreadsContract implements ParallelCall {

    private static final ParallelChecks IN_THREADS = new ParallelChecks(new ThreadsContract());
    private static final ParallelScenarios RACES = new ParallelScenarios(new ThreadsContract());
    /** Longer than it takes a second thread to come. */
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private static final String REPORTS = "correctness.reports";

    @Check(
            id = "one-thread",
            title = "Runs tasks in the calling thread, in order",
            points = 8,
            why = "Without threads there is one identity, and one task after the other.",
            hint = "A loop is all that it takes.")
    static final Probe ONE_THREAD = new Probe(IntStream.of(0, 1, 5, 1_001)
                    .mapToObj(size -> Case.of("inOneThread(" + size + " tasks)", stage -> oneThread(size)))
                    .toList())
            .and(again("inOneThread(the same task 6 times)", 1, Identities::inOneThread));

    @Check(
            id = "reports",
            title = "Reports of each task which thread ran it",
            points = 12,
            why = "A thread knows who it is; nobody else knows who ran what.",
            hint = "Take one task: how often is it run, by which thread, and who writes its entry in the report?")
    static final Probe REPORTED = IN_THREADS
            .resultsInAnyOrder(4)
            .and(IN_THREADS.resultsByOnce(
                    Setting.of(0, 3, 3),
                    Setting.of(0, 0, 2),
                    Setting.of(0, 1, 3),
                    Setting.of(0, 5, 1),
                    Setting.of(0, 20, 4),
                    Setting.of(0, 1_001, 3)))
            .and(again("inThreads(the same task 6 times, 2)", 2, (it, tasks) -> it.inThreads(tasks, 2)))
            .and(Probe.ofNumbers(number -> IN_THREADS.resultsByOnce(Setting.around(number, 2))));

    @Check(
            id = "side-by-side",
            title = "Runs as many tasks at a time as there are threads",
            points = 8,
            why = "Three ids in a report are worth little if only one of the three threads ran at any time.",
            hint = "Which line waits for a thread, and have all been started by then?",
            ground = REPORTS)
    static final Probe SIDE_BY_SIDE = IN_THREADS
            .busy(Setting.of(0, 3, 3), Setting.of(0, 9, 3), Setting.of(0, 40, 20), Setting.of(0, 1_002, 3))
            .and(IN_THREADS.goesOn(Setting.of(0, 9, 3), Setting.of(0, 1_002, 3)))
            .and(Probe.ofNumbers(number -> IN_THREADS.busy(Setting.around(number, 2))));

    @Check(
            id = "no-more",
            title = "Uses no more threads than asked for, and not the caller",
            points = 7,
            why = "The report of a pool of three has three ids at most, however many tasks there are.",
            hint = "Which line makes a thread, and how often is it come to?",
            ground = REPORTS)
    static final Probe NO_MORE = IN_THREADS
            .noMore(
                    Setting.of(0, 1, 3),
                    Setting.of(0, 4, 1),
                    Setting.of(0, 12, 3),
                    Setting.of(0, 2, 7),
                    Setting.of(0, 1_001, 3))
            .and(IN_THREADS.rejects(Setting.of(0, 3, 0), Setting.of(0, 0, -1)))
            .and(Probe.ofNumbers(number -> IN_THREADS.noMore(Setting.around(number, 2))));

    @Check(
            id = "threads-end",
            title = "Waits for all tasks, and leaves no thread",
            points = 5,
            why = "A report is complete when all tasks are done; a thread that is left keeps the program from ending.",
            hint = "What in your code knows that a thread has ended, and not only that its task has?",
            ground = REPORTS)
    static final Probe THREADS_END = IN_THREADS.endsWell();

    @Check(
            id = "calls-apart",
            title = "Calls have threads and reports of their own",
            points = 4,
            why = "What one call has run is no business of another's.",
            hint = "Which variables outlive a call?",
            ground = REPORTS)
    static final Probe CALLS_APART = IN_THREADS.independentWell(true);

    @Check(
            id = "tasks-meet",
            title = "Tasks that end at the same time",
            points = 5,
            why = "Threads that write down at the same time who they are must not overwrite each other's entry.",
            hint = "Which object do two threads write? Give each task a place of its own.",
            ground = REPORTS)
    void tasks_meet(Race race) {
        if (race.oneOf(2) == 0) {
            RACES.meet(race, race.size(2, 4), race.size(2, 50));
        } else {
            RACES.twoCalls(race);
        }
    }

    private interface Way {
        List<Identity> run(Identities identities, List<Runnable> tasks) throws Exception;
    }

    /**
     * A task that is in the list more than once is run as often as it is there, and each time is reported; a report stays as
     * it is when there is another.
     *
     * @param threads how many run it at a time
     */
    private static Probe again(String call, int threads, Way way) {
        return Probe.of(Case.of(call + ", twice on one object", stage -> {
            List<Long> by = Collections.synchronizedList(new ArrayList<>());
            CountDownLatch all = new CountDownLatch(threads);
            Identities identities = Boundary.call(Identities::new);
            List<Runnable> tasks = Collections.nCopies(6, Handed.action(() -> {
                all.countDown();
                boolean unused = Uninterruptibly.await(all, A_MOMENT);
                return by.add(Thread.currentThread().getId());
            }));
            List<Identity> first =
                    Expect.noThrow("a report", call, () -> Boundary.call(() -> way.run(identities, tasks)));
            List<Long> ran = by.stream().sorted().toList();
            Expect.same(6, "how often " + call + " runs it", ran.size());
            Expect.answer(
                    3,
                    "the size of the report of another call with 3 tasks",
                    () -> Boundary.call(() -> way.run(identities, tasks.subList(0, 3)))
                            .size());
            Expect.same(6, "the size of the report of " + call + ", after another call", first.size());
            Expect.same(
                    ran,
                    "the threads in the report of " + call + ", in the order of their ids",
                    first.stream().map(Identity::thread).sorted().toList());
        }));
    }

    private static void oneThread(int size) throws Exception {
        List<Integer> order = new ArrayList<>();
        Ran ran = new Ran(size);
        List<Runnable> tasks = IntStream.range(0, size)
                .mapToObj(i -> ran.task(i, () -> order.add(i)))
                .toList();
        String call = "inOneThread(" + size + " tasks)";
        Expect.answer(
                Ran.all(size), call, () -> ran.heldAgainst(Boundary.call(() -> new Identities().inOneThread(tasks))));
        Expect.same(IntStream.range(0, size).boxed().toList(), "the order of tasks in " + call, order);
        Expect.same(true, "whether the caller ran all tasks of " + call, ran.allBy(Thread.currentThread()));
    }

    @Override
    public Instance instance() {
        Identities identities = Boundary.call(Identities::new);
        return (first, end, function, threads) -> {
            Ran ran = new Ran((int) (end - first));
            List<Runnable> tasks = LongStream.range(first, end)
                    .mapToObj(i -> ran.task((int) (i - first), () -> function.apply(i)))
                    .toList();
            return ran.heldAgainst(Boundary.call(() -> identities.inThreads(tasks, threads)));
        };
    }

    @Override
    public String text(long first, long end, String function, int threads) {
        String like = function.equals("i -> i") ? "" : " like " + function;
        return "inThreads(" + (end - first) + " tasks" + like + ", " + threads + ")";
    }

    @Override
    public String function() {
        return "task";
    }

    @Override
    public String worker() {
        return "thread";
    }

    @Override
    public Object result(List<@Nullable Object> values) {
        return Ran.all(values.size());
    }

    @Override
    public @Nullable Advice advice(Sign sign) {
        return switch (sign) {
            case CALLER_RUNS -> MistakeCatalog.adviceOn("S1");
            case ONE_AFTER_THE_OTHER -> MistakeCatalog.adviceOn("S2");
            case READ_TOO_EARLY -> MistakeCatalog.adviceOn("S3");
            case SLEPT -> MistakeCatalog.adviceOn("S4");
            case LEFT_WAITING -> MistakeCatalog.adviceOn("P2");
            default -> null;
        };
    }
}
