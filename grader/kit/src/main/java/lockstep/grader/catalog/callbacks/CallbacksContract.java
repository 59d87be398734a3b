package lockstep.grader.catalog.callbacks;

import java.util.Map;
import lockstep.callbacks.CallbackPool;
import lockstep.grader.author.PoolChecks;
import lockstep.grader.author.PoolMeeting;
import lockstep.grader.author.PoolMeeting.Kind;
import lockstep.grader.author.Probe;
import lockstep.grader.author.TaskPool;
import lockstep.grader.check.race.Race;
import lockstep.grader.exercise.Check;
import lockstep.grader.exercise.mistakes.MistakeCatalog;
import lockstep.grader.probe.PoolFault;
import lockstep.grader.verdict.Advice;
import org.jspecify.annotations.Nullable;

/** What {@link CallbackPool} promises. */
public final class CallbacksContract implements TaskPool {

    /** Where no mistake of the catalogue says as much. */
    private static final Map<PoolFault, Advice> ADVICE = Map.of(
            PoolFault.CALLER_HELPS,
            new Advice(
                    "Who submits or closes has something else to do, and may not be meant to wait for what a task does.",
                    "What at the line that is shown may run a task in the thread that calls it? Some ways to wait for a pool,"
                            + " or to hand it a task when it is full, do.",
                    null),
            PoolFault.CLOSED_BESIDE,
            new Advice(
                    "Each call of close promises that all is done when it returns, whoever else closes the pool as well.",
                    "What does your close do where another thread is closing the pool already? What does it wait for, and what"
                            + " can end that?",
                    null),
            PoolFault.STALE,
            new Advice(
                    "How a task has ended is that task's own: what is kept from it must not meet the next one.",
                    "Which variables keep the outcome of a task, and who else writes or reads them? Give each call of a task its"
                            + " own.",
                    null),
            PoolFault.TOO_FEW,
            new Advice(
                    "As long as tasks wait, each thread that the pool was made for has something to do.",
                    "When does a thread of yours begin, when does it end, and who wakes it? Is there one for each task that waits,"
                            + " up to the number asked for?",
                    null),
            PoolFault.TOO_MANY,
            new Advice(
                    "The number of threads is a promise: the caller may have memory or connections for so many tasks only.",
                    "Which lines of yours, or of the pool that you use, make a thread, and what do they count first?",
                    "P9"));

    private static final PoolChecks POOL = new PoolChecks(new CallbacksContract());
    private static final String RESULTS = "correctness.results";
    private static final String OWN_STATE_CHECK = "correctness.own-state";
    private static final String CLOSE_WAITS = "correctness.close-waits";

    @Override
    public Instance instance(int threads) {
        CallbackPool pool = new CallbackPool(threads);
        return new Instance(pool::submit, pool::close);
    }

    @Override
    public String text(int threads) {
        return "new CallbackPool(" + threads + ")";
    }

    @Override
    public @Nullable Advice advice(PoolFault fault) {
        Advice own = ADVICE.get(fault);
        String mistake = fault.mistake();
        return own != null ? own : mistake == null ? null : MistakeCatalog.adviceOn(mistake);
    }

    @Check(
            id = "results",
            title = "Tells each callback once what its task returned",
            points = 8,
            why = "Nobody waits for the task: what the callback is told is all that is ever learned of it.",
            hint = "Follow one task from submit to the line that calls its callback.")
    static final Probe TELLS_RESULTS = POOL.results();

    @Check(
            id = "failures",
            title = "Tells each callback what its task threw",
            points = 7,
            why = "A task that fails has ended as well, and its callback alone can do something about it.",
            hint = "Which kinds of throwables does your catch let pass, and what comes after it?",
            ground = RESULTS)
    static final Probe FAILURES = POOL.failures();

    @Check(
            id = "failing-callbacks",
            title = "A callback that throws harms nobody",
            points = 7,
            why = "Callbacks are code of others: one that fails must take nothing away from the next one.",
            hint = "Who catches what a callback throws, and what does that code do then?",
            ground = RESULTS)
    static final Probe FAILING_CALLBACKS = POOL.failingCallbacks();

    @Check(
            id = "own-threads",
            title = "Calls in as many threads as asked for, all its own",
            points = 6,
            why = "The number of threads is a promise, and who submits has something else to do.",
            hint = "Which thread comes to the line that calls the callback, in every case, and who made it?",
            ground = RESULTS)
    static final Probe OWN_THREADS = POOL.ownThreads();

    @Check(
            id = "at-once",
            title = "submit returns at once",
            points = 6,
            why = "Asynchronous means: who submits goes on, whether or not somebody has time for the task.",
            hint = "Where in submit can a thread come to wait, and for whom? How long may your queue be?",
            ground = RESULTS)
    static final Probe AT_ONCE = POOL.atOnce();

    @Check(
            id = "side-by-side",
            title = "Three tasks of 3 s take three threads 3 s",
            points = 6,
            why = "Tasks that wait can wait at the same time, one in each thread; in one thread it takes 9 s.",
            hint = "How many threads take from your queue, and does one of them keep the others from it?",
            ground = RESULTS)
    static final Probe SIDE_BY_SIDE = POOL.sideBySide();

    @Check(
            id = "unlocked",
            title = "Holds no lock while a task or a callback runs",
            points = 6,
            why = "Nobody knows what the code of others waits for: perhaps for somebody who needs your lock.",
            hint = "Which locks does a worker hold at the lines that call the task and the callback?",
            ground = RESULTS)
    static final Probe UNLOCKED = POOL.unlocked();

    @Check(
            id = "close-waits",
            title = "close waits for all tasks and callbacks",
            points = 7,
            why = "After close, the caller counts on all being done, and on what that has submitted being done.",
            hint = "What do you wait for: the queue to be empty, the tasks to end, or the callbacks to return?",
            ground = RESULTS)
    static final Probe WAITS = POOL.closeWaits();

    @Check(
            id = "close-ends",
            title = "close ends, and leaves no thread",
            points = 5,
            why = "A thread that is left keeps the program from ending; so does a close that never returns.",
            hint = "Who tells a thread that waits for a task that there will be none, and when has it ended?",
            ground = RESULTS)
    static final Probe ENDS = POOL.closeEnds();

    @Check(
            id = "after-close",
            title = "A closed pool refuses tasks, and can be closed again",
            points = 4,
            why = "A task that is accepted and never called is lost without a word; to close twice is common.",
            hint = "What does submit look at before it accepts, and what does a second close wait for?",
            ground = CLOSE_WAITS)
    static final Probe AFTER_CLOSE = POOL.afterClose();

    @Check(
            id = "interrupts",
            title = "Interrupts change nothing and are not lost",
            points = 4,
            why = "An interrupt is a message to a thread; who cannot act on it keeps it for the caller.",
            hint = "Where can an InterruptedException end a wait, in close, in submit, in a worker? What then?",
            ground = {CLOSE_WAITS, "correctness.after-close"})
    static final Probe INTERRUPTS = POOL.interrupts();

    @Check(
            id = "own-state",
            title = "Pools have nothing to do with each other, and one thread at least",
            points = 3,
            why = "What one pool has to do is no business of another's; and without threads nothing would be done.",
            hint =
                    "Which of your fields are static, and what do you ask of a thread that pools have in common, such as its"
                            + " class? And what does your constructor say to 0?",
            ground = RESULTS)
    static final Probe OWN_STATE = POOL.independent().and(POOL.rejects());

    @Check(
            id = "submit",
            title = "The pool calls the callback, whoever is first",
            points = 8,
            why = "A task may have ended before submit returns, or long after; two threads may submit at once.",
            hint = "Which variables do submit and the workers share, and what guards each of them?",
            ground = {"correctness.close-ends", OWN_STATE_CHECK})
    void submit(Race race) {
        play(race, Kind.SUBMITTING);
    }

    @Check(
            id = "last-callback",
            title = "close, and the last callback",
            points = 7,
            why = "To look whether all is done and to wait for it are two steps; the end may come in between.",
            hint = "Who tells close that the last callback has returned, and what if close does not wait yet?",
            ground = {CLOSE_WAITS, OWN_STATE_CHECK})
    void last_callback(Race race) {
        play(race, Kind.LAST_CALLBACK);
    }

    @Check(
            id = "beside-close",
            title = "close, and another thread that submits or closes",
            points = 6,
            why = "A task is accepted and done, or refused; and each close returns when all is done.",
            hint = "Is looking whether the pool is closed one step with putting the task into the queue?",
            ground = {CLOSE_WAITS, OWN_STATE_CHECK})
    void beside_close(Race race) {
        play(race, Kind.BESIDE_CLOSE);
    }

    private static void play(Race race, Kind kind) {
        PoolMeeting meeting = PoolMeeting.of(new CallbacksContract(), kind, race::oneOf);
        race.together(meeting.parts().<Race.Actor>map(part -> part::run).toArray(Race.Actor[]::new));
        race.together(meeting::close);
        meeting.expectDone();
    }
}
