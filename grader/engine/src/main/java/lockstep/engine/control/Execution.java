package lockstep.engine.control;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import lockstep.engine.ExecutionEnded;
import lockstep.engine.control.Choices.Question;
import lockstep.engine.control.ExecutionResult.End;
import lockstep.engine.control.Options.Spinning;
import lockstep.engine.trace.Awaited;
import lockstep.engine.trace.Event;
import lockstep.engine.trace.Lock;
import org.jspecify.annotations.Nullable;

/**
 * One run of a scenario: threads of which one at a time moves. Where a hook says that threads can meet, a
 * {@link Strategy} decides who goes on. All state is touched only by the thread that has the token.
 */
public final class Execution {

    /**
     * After so many choices at one place in one execution, only some are made there: they would take all the time. A
     * choice: more than a budget can try the orders of.
     */
    private static final int BUSY = 400;

    /** One in so many of those, drawn so that it is the same one in each execution. */
    private static final int BUSY_STRIDE = 16;

    /** The JVM's own threads come first. */
    private static final long FIRST_NUMBER = 24;

    /** So many offers in a row a thread does not mean, once it does not: in less, no clock that it reads gets far. A choice. */
    private static final int REFUSALS = 200;

    private static final int TIMED_OUT = -2;
    private static final int LATE = -4;

    /** What a thread notes when it goes on after the library has started another one for it. */
    private static final int STARTED = -3;

    /** In lines, how far below its beginning a part of a statement is looked for. A choice. */
    private static final int LINES_OF_STATEMENT = 3;

    private final Program program;
    private final Limits limits;
    private final PooledThreads pool;
    private final BitSet decisionSites;
    private final Thread engine = Thread.currentThread();

    final Memory memory;
    final Views views = new Views();
    final Monitors monitors;
    final Initialisers initialisers = new Initialisers(this);
    final Trace trace;
    final Origins origins;
    final Choices choices;
    final VirtualTime time = new VirtualTime();
    private final Starvation starvation = new Starvation(time);
    final Liveness liveness = new Liveness();

    private final List<ControlledThread> threads = new ArrayList<>();
    private final Map<Thread, ControlledThread> byUser = new IdentityHashMap<>();
    private final Set<Thread> interruptedBeforeStart = Collections.newSetFromMap(new IdentityHashMap<>());
    /** What threads inherit that have been made and not started. */
    private final Map<Thread, Map<Object, @Nullable Object>> inherited = new IdentityHashMap<>();

    private final Map<Thread, Runnable> tasks = new IdentityHashMap<>();
    /** The default handler of what nobody catches. */
    Thread.@Nullable UncaughtExceptionHandler lastResort;

    private final Map<Object, Integer> hashes = new IdentityHashMap<>();
    private final Map<Thread, Long> threadNumbers = new IdentityHashMap<>();
    private final Map<Logger, Optional<Level>> levels = new IdentityHashMap<>();
    private final Map<String, Object> kept = new HashMap<>();
    private int threadNames;

    private final Random random = new Random(42);
    private int steps;
    private long progress;
    private volatile int pulse;
    /** The pooled thread of the thread that moves. */
    private volatile @Nullable PooledThread moving;

    private volatile boolean over;

    private End end = End.COMPLETED;
    private String lost = "";
    private boolean leavesOut;
    private boolean startsThreadsInInitialiser;
    /** Where long time-outs have expired that need not have. */
    private final List<Line> gaveUp = new ArrayList<>();

    private boolean outOfPatience;
    private int[] visits = new int[64];
    private @Nullable Fault fault;

    /**
     * @param decisionSites where to ask the strategy; the execution adds the places where it sees threads meet
     */
    public Execution(Program program, PooledThreads pool, Strategy strategy, BitSet decisionSites, boolean traced) {
        this.program = program;
        this.limits = program.limits();
        this.pool = pool;
        this.decisionSites = decisionSites;
        this.choices = new Choices(this, strategy);
        this.trace = new Trace(traced);
        this.origins = new Origins(program.weaving()::tests);
        this.memory = new Memory(this, program);
        this.monitors = new Monitors(this);
    }

    /** Lets time-outs expire only when nobody can go on: time is as exact as on a machine that is never busy. */
    public void keepExactTime() {
        time.keepExact();
    }

    /** Runs the body under control; returns when it has ended, with all its threads gone or given up. */
    public ExecutionResult run(Runnable body) {
        Thread user = new Thread(body, nextThreadName());
        user.setDaemon(false);
        ControlledThread main = newThread("main", user, body);
        token(main);
        awaitEnd();
        pool.recall(threads);
        levels.forEach((logger, level) -> logger.setLevel(level.orElse(null)));
        return new ExecutionResult(
                end,
                fault,
                new Reach(lost, leavesOut),
                memory.races(),
                steps,
                trace.steps(memory::fieldHolding),
                trace.touches(),
                decisionSites,
                threads.stream().map(thread -> thread.schedulingPoints).toList());
    }

    private ControlledThread newThread(String name, Thread user, Runnable body) {
        ControlledThread thread = new ControlledThread(this, threads.size(), name, user, body);
        threads.add(thread);
        byUser.put(user, thread);
        thread.locals.putAll(inherited.getOrDefault(user, Map.of()));
        return thread;
    }

    /** Notes what a thread will know from its beginning, and who has made it. */
    void made(Thread user, ControlledThread maker) {
        Map<Object, @Nullable Object> locals = ThreadLocals.inherited(maker);
        if (!locals.isEmpty()) {
            inherited.put(user, locals);
        }
        Object pool = maker.growing;
        maker.growing = null;
        if (trace.isOn() && pool != null) {
            origins.madeBy(pool, user);
        } else if (trace.isOn()) {
            origins.made(user);
        }
    }

    /** Notes a thread that was not made by a constructor, with what it runs. */
    void adopt(Thread user, Runnable task, ControlledThread maker) {
        tasks.put(user, task);
        made(user, maker);
    }

    @Nullable
    Runnable taskOf(Thread user) {
        return tasks.get(user);
    }

    /** Starts a thread on behalf of another; it does not move before it is switched to. */
    ControlledThread start(ControlledThread starter, String name, Thread user, Runnable body) {
        if (threads.size() >= limits.threads()) {
            throw refuse("it starts more than " + limits.threads() + " threads");
        }
        ControlledThread thread = newThread(name, user, body);
        startsThreadsInInitialiser |= starter.initialising > 0;
        starter.hasStartedOthers = true;
        starter.streak = 0;
        thread.beginsAt(Variable.mix(
                starter.librarySite, thread.user.getClass().getName().hashCode(), STARTED));
        thread.clock.join(starter.clock);
        starter.clock.tick(starter.id);
        thread.history = Variable.mix(starter.history, thread.id, 17);
        starter.history = Variable.mix(starter.history, thread.id, 19);
        progressed(starter);
        thread.interrupted = interruptedBeforeStart.remove(user);
        pool.take().assign(thread);
        return thread;
    }

    private void token(ControlledThread thread) {
        if (thread.pooled == null) {
            pool.take().assign(thread);
        }
        PooledThread pooled = Objects.requireNonNull(thread.pooled);
        moving = pooled;
        pooled.giveToken();
    }

    @Nullable
    ControlledThread of(Thread user) {
        return byUser.get(user);
    }

    List<ControlledThread> threads() {
        return threads;
    }

    void runBody(ControlledThread thread) {
        try {
            if (!over) {
                thread.body.run();
            }
        } catch (ExecutionEnded ended) {
            // The execution has ended.
        } catch (Throwable thrown) {
            thread.uncaught = thrown;
            refuseIfOurs(thrown);
        }
        if (!over) {
            try {
                if (thread.uncaught != null) {
                    escapes(thread.uncaught);
                }
                ended(thread);
            } catch (ExecutionEnded ended) {
                // It ended just now.
            }
        }
    }

    private void ended(ControlledThread thread) {
        trace.flush();
        steps++;
        if (decisionSites.get(program.threadEnd()) && thread.id != 0) {
            schedule(thread, Question.SWITCH);
        }
        thread.done = true;
        Throwable uncaught = thread.uncaught;
        memory.neverValidated(thread);
        memory.release(thread, thread.ending, Site.OUTSIDE);
        if (thread.id == 0) {
            if (uncaught != null) {
                finish(End.FAULT, "", new Fault.Thrown(uncaught));
            } else {
                finish(End.COMPLETED, "", null);
            }
            return;
        }
        if (uncaught != null) {
            trace.add(
                    thread,
                    Site.OUTSIDE,
                    () -> new Event.End(uncaught.getClass().getSimpleName()));
        }
        schedule(thread, Question.BLOCKED);
    }

    /** A step of the submission, before it is taken: others may be let in. */
    void point(ControlledThread me, int site) {
        checkAlive(me);
        trace.flush();
        if (me.initialising > 0) {
            // A class is initialised in its first run only; steps mean the same in all runs.
            return;
        }
        count(me);
        if (liveness.repeats()) {
            letOthersIn(me);
        }
        boolean decides = site >= 0 && decisionSites.get(site) && !isPassedOver(me, site);
        if (decides) {
            me.comesTo(site);
        }
        boolean circles = decides && circles(me, me.visits.merge(site, 1, Integer::sum));
        if (circles || ++me.streak > me.longestStreak) {
            me.mayRunLonger(!circles && !othersCanGoOn(me));
            schedule(me, Question.YIELD, false);
        } else if (decides) {
            schedule(me, Question.SWITCH);
        }
    }

    /** Returns whether a thread comes again and again to a place, and nothing changes; for longer where it is alone. */
    private boolean circles(ControlledThread me, int visits) {
        return visits > me.longestCircle
                || me.repetition.rounds() > ControlledThread.CIRCLE
                || visits > ControlledThread.CIRCLE && othersCanGoOn(me);
    }

    /** What has repeated itself for long, and would for ever, takes time; and whoever has not moved meanwhile does now. */
    private void letOthersIn(ControlledThread me) {
        boolean timePasses = Options.settling(threads) == null && time.expireEarliest(threads);
        for (ControlledThread thread : threads) {
            if (thread != me && !liveness.hasMoved(thread) && thread.isEnabled(progress)) {
                liveness.beginsAnew();
                goesOn(me, thread);
                return;
            }
        }
        if (timePasses) {
            liveness.beginsAnew();
        }
    }

    private boolean isPassedOver(ControlledThread me, int site) {
        if (site >= visits.length) {
            visits = Arrays.copyOf(visits, site + 64);
        }
        visits[site] += !starvation.isBy(me) && othersCanGoOn(me) ? 1 : 0;
        if (visits[site] <= BUSY || choices.areMadeEverywhere()) {
            return false;
        }
        losesControl("it comes to one place more than " + BUSY + " times while other threads can go on");
        return Long.remainderUnsigned(Variable.mix(site, visits[site], 47), BUSY_STRIDE) != 0;
    }

    private boolean othersCanGoOn(ControlledThread me) {
        for (int i = 0; i < threads.size(); i++) {
            ControlledThread other = threads.get(i);
            if (other != me && other.isEnabled(progress)) {
                return true;
            }
        }
        return false;
    }

    /** Notes that from here on orders matter which are not tried; the execution goes on, as it may still show a fault. */
    void losesControl(String reason) {
        lost = lost.isEmpty() ? reason : lost;
    }

    /** A step that always concerns others, wherever it is. */
    void meetingPoint(ControlledThread me, int site) {
        checkAlive(me);
        trace.flush();
        count(me);
        if (site >= 0 && me.initialising == 0) {
            schedule(me, Question.SWITCH);
        }
    }

    /**
     * The library has started a thread. Whoever asked for it may not wait, but do the work itself.
     *
     * @param forkJoin whether the thread is one of a fork-join pool, whose code reads plain fields in a race with others:
     *     the state of an execution does not tell what was read
     */
    void startedInLibrary(ControlledThread me, boolean forkJoin) {
        leavesOut |= forkJoin;
        count(me);
        if (me.initialising == 0) {
            schedule(me, Question.SWITCH);
        }
        // It has come further: else the next question would look like this one, and the rest of the order be left out.
        me.did(STARTED);
    }

    private void count(ControlledThread me) {
        steps++;
        if ((steps & 63) == 0) {
            pulse = steps;
        }
        if (liveness.step(steps)) {
            List<Fault.Turn> round = liveness.round(threads, progress);
            if (!round.isEmpty()) {
                finish(End.FAULT, "", new Fault.Livelock(StuckThreads.of(this), round));
                throw unwind(me);
            }
        }
        endIfEndless(me);
        if (steps - liveness.idleSteps() > limits.steps()) {
            finish(End.CUT_OFF, "it takes more than " + limits.steps() + " steps", null);
            throw unwind(me);
        }
    }

    private void endIfEndless(ControlledThread me) {
        if (liveness.isEndless()) {
            finish(End.FAULT, "", new Fault.NoProgress(StuckThreads.of(this)));
            throw unwind(me);
        }
    }

    /** A thread is about to ask how others fare, which matters where they are about to end. */
    void looksAtThreads(ControlledThread me) {
        decisionSites.set(program.threadEnd());
        boolean anew = me.offeredAt != progress;
        me.offeredAt = progress;
        letIn(me, anew ? Question.SWITCH : Question.YIELD);
    }

    /** Offers others to go on. Where all go in step they do so anyway, unless it is for want of anything new. */
    void offer(ControlledThread me) {
        if (me.refusals > 0 && othersCanGoOn(me)) {
            me.refusals--;
            checkAlive(me);
            count(me);
            return;
        }
        boolean anew = me.offeredAt != progress;
        me.offeredAt = progress;
        letIn(me, anew && choices.areMadeEverywhere() ? Question.SWITCH : Question.OFFER);
    }

    private void letIn(ControlledThread me, Question how) {
        checkAlive(me);
        trace.flush();
        count(me);
        me.did(-1);
        if (me.initialising == 0) {
            schedule(me, how, true);
        }
    }

    /** Waits until what is waited for has come; returns false if the time was up first. */
    boolean block(ControlledThread me, Wait wait) {
        checkAlive(me);
        trace.flush();
        if (wait.isOver(me.interrupted) && !wait.spuriously) {
            return true;
        }
        if (me.initialising > 0) {
            throw refuse("a class initialiser waits");
        }
        count(me);
        wait.ofSubmission = me.librarySite >= 0;
        wait.isLong = Options.isLong(wait, time);
        wait.isLongest = Options.isLongest(wait, time);
        leavesOut |= Options.neverExpiresEarly(wait, time) && othersCanGoOn(me);
        me.wait = wait;
        trace.add(me, me.librarySite, () -> new Event.Block(wait.awaited()));
        if (trace.isOn() && wait.awaited().letsOthersIn()) {
            me.waits++;
        }
        schedule(me, Question.BLOCKED);
        me.wait = null;
        if (wait.timedOut) {
            me.expiredAt = me.librarySite;
            me.did(TIMED_OUT);
        } else if (wait.late) {
            me.did(LATE);
        }
        return !wait.timedOut;
    }

    /** Lets all others go on until each has ended or waits, without letting time pass. */
    void settle(ControlledThread me) {
        me.settles = true;
        threads.forEach(thread -> thread.looks = 0);
        block(me, Wait.forMonitor(() -> Awaited.of(Awaited.Kind.REST), this, () -> false));
        me.settles = false;
    }

    /** Returns how many threads wait for this and cannot go on. */
    int waitingFor(Lock lock) {
        int waiting = 0;
        for (ControlledThread each : threads) {
            Wait wait = each.wait;
            if (wait != null
                    && !wait.isOver(each.interrupted)
                    && lock.equals(wait.awaited().lock())) {
                waiting++;
            }
        }
        return waiting;
    }

    /** Notes that something has changed that others may wait for. */
    void progressed(ControlledThread me) {
        progress++;
        liveness.progressed();
        me.changedSomething();
    }

    /** Notes that the thread has learnt something that it did not know: it does not spin. */
    void learnt(ControlledThread me) {
        liveness.progressed();
        me.visits.clear();
    }

    /**
     * Notes that a thread is interrupted. If it may be waiting for the end of another one, it matters whether that one
     * has ended or has only done all it had to do.
     */
    void interrupted(ControlledThread thread) {
        thread.interrupted = true;
        if (thread.hasStartedOthers) {
            decisionSites.set(program.threadEnd());
        }
    }

    /** An interrupt is kept for a thread that has still to be started (JDK 14 and newer). */
    void interruptedBeforeStart(Thread user) {
        boolean unused = interruptedBeforeStart.add(user);
    }

    boolean isInterruptedBeforeStart(Thread user) {
        return interruptedBeforeStart.contains(user);
    }

    /** Notes a place where threads can meet. */
    void meet(Variable variable) {
        variable.addSites(decisionSites);
    }

    /** Returns whether threads have been seen to meet at a place, in this execution or in one before. */
    boolean isMeetingPlace(int site) {
        return decisionSites.get(site);
    }

    void checkAlive(ControlledThread me) {
        if (over) {
            throw unwind(me);
        }
    }

    /** Returns a hash that looks like the JVM's and is the same in each execution. */
    int hashOf(Object object) {
        return hashes.computeIfAbsent(object, key -> (int) Variable.mix(hashes.size(), 41, 43) >>> 1);
    }

    String nextThreadName() {
        return "Thread-" + threadNames++;
    }

    /** Returns a number as the JDK gives one to each thread. */
    long numberOf(Thread thread) {
        return threadNumbers.computeIfAbsent(thread, key -> FIRST_NUMBER + threadNumbers.size());
    }

    /** Notes what a logger's level is, as the logger outlives this execution. */
    void keepLevel(Logger logger) {
        levels.putIfAbsent(logger, Optional.ofNullable(logger.getLevel()));
    }

    /** Returns what stands for a static field of the JDK in this execution. */
    Object kept(String field, Supplier<?> made) {
        Object known = kept.get(field);
        if (known == null) {
            known = made.get();
            kept.put(field, known);
        }
        return known;
    }

    /** The same numbers in each execution. */
    Random random() {
        return random;
    }

    /** Takes a step in which the strategy is asked, and returns its number. */
    int step() {
        return ++steps;
    }

    long progress() {
        return progress;
    }

    /** Ends the execution because the strategy has seen its rest before. */
    ExecutionEnded stopped(ControlledThread me) {
        finish(End.STOPPED, "", null);
        return unwind(me);
    }

    Program program() {
        return program;
    }

    /** Returns whether a thread was started while a class was initialised, which happens once for each class. */
    public boolean startsThreadsInInitialiser() {
        return startsThreadsInInitialiser;
    }

    boolean isOver() {
        return over;
    }

    int steps() {
        return steps;
    }

    // ---- who goes on

    private void schedule(ControlledThread me, Question how) {
        schedule(me, how, false);
    }

    private void schedule(ControlledThread me, Question how, boolean hints) {
        if (starvation.isBy(me) && holdsUpOthers(me, how)) {
            return;
        }
        starvation.end();
        me.schedulingPoints++;
        boolean letsIn = how == Question.YIELD || how == Question.OFFER;
        if (letsIn) {
            me.spinsSince = progress;
            me.hints = hints;
        }
        Option next = choose(me, how, letsIn);
        ControlledThread thread = next.thread();
        choices.goesOn(thread);
        Wait wait = thread.wait;
        if (next.kind() == Option.Kind.REFUSE) {
            choices.refused();
            thread.refusals = REFUSALS;
        } else if (wait != null && next.kind().expires()) {
            if (next.kind() == Option.Kind.STARVE) {
                starvation.begin(thread);
            }
            time.expireEarly(wait, threads);
            noteGivenUp(wait);
            trace.add(thread, Site.OUTSIDE, () -> new Event.Expire(wait.late));
        } else if (wait != null && next.kind() == Option.Kind.WAKE_UP) {
            wait.timedOut = true;
            choices.wokeUp();
            trace.add(thread, Site.OUTSIDE, Event.WakeUp::new);
        }
        goesOn(me, thread);
    }

    /** Returns whether a thread goes on that holds up all others. */
    private boolean holdsUpOthers(ControlledThread me, Question how) {
        if (how != Question.BLOCKED) {
            return starvation.goesOn();
        }
        boolean expires = starvation.expires(me, threads);
        if (expires) {
            outOfPatience |= starvation.isLong();
            trace.add(me, Site.OUTSIDE, () -> new Event.Expire(false));
        }
        return expires;
    }

    private void goesOn(ControlledThread me, ControlledThread thread) {
        thread.spinsSince = -1;
        if (thread == me) {
            return;
        }
        thread.streak = 0;
        thread.visits.clear();
        thread.repetition.isSwitchedTo();
        pulse = ++steps;
        token(thread);
        if (!me.done) {
            Objects.requireNonNull(me.pooled).awaitToken();
            checkAlive(me);
        }
    }

    private void noteGivenUp(Wait chosen) {
        outOfPatience |= chosen.isLong;
        for (ControlledThread thread : threads) {
            Wait wait = thread.wait;
            Line line = program.sites().at(thread.librarySite).line();
            if (wait != null && wait.timedOut && wait.isLong && line != null) {
                gaveUp.add(line);
            }
        }
    }

    private Option choose(ControlledThread me, Question how, boolean letsIn) {
        while (true) {
            ControlledThread settling = Options.settling(threads);
            if (settling != null && liveness.repeats()) {
                liveness.beginsAnew();
                return new Option(settling, Option.Kind.GO_ON, 0);
            }
            List<Option> options = Options.of(threads, me, how, progress, time, choices);
            if (!options.isEmpty()) {
                leavesOut |= Options.keepsTimeFromPassing(threads, time);
                leavesOut |= letsIn && me.isSpinning(progress);
                return options.size() == 1 ? options.get(0) : choices.ask(me, how, options);
            }
            if (settling != null) {
                if (Options.letSpinnersLook(threads)) {
                    continue;
                }
                return new Option(settling, Option.Kind.GO_ON, 0);
            }
            Spinning spinning = Options.letSpinnersGoOn(threads);
            boolean hinted = spinning == Spinning.BY_HINTS;
            if (spinning != Spinning.NOBODY && liveness.isPatient()) {
                liveness.allSpin(hinted);
                continue;
            }
            endIfEndless(me);
            if (time.expireEarliest(threads)) {
                liveness.timePasses();
            } else if (spinning != Spinning.NOBODY) {
                liveness.allSpin(hinted);
            } else {
                finish(End.FAULT, "", new Fault.Stuck(StuckThreads.of(this)));
                throw unwind(me);
            }
        }
    }

    // ---- the end

    /** Ends the execution because it does what is not modelled. */
    ExecutionEnded refuse(String reason) {
        finish(End.NOT_CONTROLLED, reason, null);
        ControlledThread me = ControlledThread.current();
        return me == null ? new ExecutionEnded() : unwind(me);
    }

    /** Ends the execution if what was thrown is the engine's own fault. The thrower goes on to its next step. */
    void refuseIfOurs(Throwable thrown) {
        String reason = EngineFailure.reason(thrown);
        if (reason != null) {
            finish(End.NOT_CONTROLLED, reason, null);
        }
    }

    /**
     * An exception leaves the submission. Where a long time-out has expired before, this execution says nothing: who gives
     * up loudly has not guessed how long others take. Assertions say what is wrong, and are not meant by that, but for one
     * about the answer of the wait itself, as in {@code assertTrue(latch.await(5, SECONDS))}.
     */
    void escapes(Throwable thrown) {
        if (outOfPatience && !over && (!(thrown instanceof AssertionError) || isAboutAnswer(thrown))) {
            leavesOut = true;
            throw stopped(Objects.requireNonNull(ControlledThread.current()));
        }
    }

    private boolean isAboutAnswer(Throwable thrown) {
        return Stream.of(thrown.getStackTrace())
                .filter(frame -> program.weaving().includes(frame.getClassName()))
                .flatMap(frame -> Line.of(frame).stream())
                .findFirst()
                .filter(asserted -> gaveUp.stream().anyMatch(wait -> isInStatement(wait, asserted)))
                .isPresent();
    }

    /** A statement of several lines begins where it asserts. */
    private static boolean isInStatement(Line wait, Line asserted) {
        int below = wait.number() - asserted.number();
        return wait.file().equals(asserted.file()) && below >= 0 && below <= LINES_OF_STATEMENT;
    }

    private ExecutionEnded unwind(ControlledThread me) {
        return Objects.requireNonNull(me.pooled).unwind();
    }

    private void finish(End how, String reason, @Nullable Fault what) {
        if (over) {
            return;
        }
        end = how;
        lost = reason.isEmpty() ? lost : reason;
        fault = what;
        over = true;
    }

    /** A thread has come to its end. The engine has nothing to do before the execution is over. */
    void threadIsIdle() {
        if (over) {
            LockSupport.unpark(engine);
        }
    }

    private void awaitEnd() {
        StallWatch watch = new StallWatch(limits.silence());
        int seen = pulse;
        while (!over) {
            LockSupport.parkNanos(this, 20_000_000L);
            if (pulse != seen) {
                seen = pulse;
                watch = new StallWatch(limits.silence());
            } else if (!over && watch.isTooLong(moving)) {
                // Its thread may be anywhere; what it says about itself is read without the token.
                finish(End.NOT_CONTROLLED, "it ran or waited for long where the engine does not see it", null);
            }
        }
    }
}
