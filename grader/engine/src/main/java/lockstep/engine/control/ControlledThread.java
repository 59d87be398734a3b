package lockstep.engine.control;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A thread of an execution: the scenario's main part, an actor, or a thread that the submission starts. */
public final class ControlledThread {

    /** So often a thread comes to a place, and nothing changes, before it is taken to spin. A choice. */
    static final int CIRCLE = 8;

    /** While others can go on. */
    private static final int LONGEST_STREAK = 9_600;

    final Execution execution;
    final int id;
    final String name;
    /** The object that the submission knows; it is never started, a {@link PooledThread} runs in its place. */
    final Thread user;

    final Runnable body;
    final VectorClock clock = new VectorClock();
    final List<HeldLock> held = new ArrayList<>();
    /** By identity: the keys are objects of the submission, which may claim to be equal. */
    final Map<Object, @Nullable Object> locals = new IdentityHashMap<>();

    @Nullable
    PooledThread pooled;

    @Nullable
    Wait wait;

    @Nullable
    Throwable uncaught;

    @Nullable
    Object blocker;

    boolean done;
    /** Whether it waits for all others to come to rest. */
    boolean settles;

    boolean interrupted;
    boolean hasStartedOthers;
    /** How often in a row it has parked and gone on at once, because its interrupt flag was set. */
    int parksInVain;

    boolean parkPermit;
    /** Whether code of the submission's parks it next, and not the library's, which knows that it may wake up early. */
    boolean parksItself;
    /** More than 0 while a class is being initialised: the JVM's own lock is held, so nobody may be switched to. */
    int initialising;
    /** How many of the classes that are being initialised are the submission's. */
    int initialisesOwn;
    /** The submission's last call into the library; what happens inside is put down to it. */
    int librarySite = Site.OUTSIDE;

    /** The number of the call that it makes, as the scenario says, from 1; 0 between calls. */
    int call;

    private int calls;
    /** How often it has waited in that call for others to come in. */
    int waits;
    /** By which return a method of the submission's was left last. */
    int returnedAt = Site.OUTSIDE;

    /** By which return the last call of the scenario's came back. */
    int answeredAt = Site.OUTSIDE;

    /** The pool for which it is about to make a thread. */
    @Nullable
    Object growing;

    /** Where its interrupt flag was cleared last. */
    int interruptTakenAt = Site.OUTSIDE;

    /** Where it has last written something in that call; only where the run is traced. */
    int changedAt = Site.OUTSIDE;

    /** Where its time-out has expired last. */
    int expiredAt = Site.OUTSIDE;

    /** How many times in a row it has waited at a pipe until the time was up. */
    int vainWaits;
    /** Whether it reads on the chance of a {@code StampedLock}, and asks later whether that was right. */
    boolean optimistic;
    /** Whether it reads so though it was told that a writer is there, until it takes the lock: such a value is of no use. */
    boolean optimisticInVain;
    /** The data races of its optimistic reads and of reads before a fence; they count if it never asks, and has no fence. */
    final List<RacePair> doubtful = new ArrayList<>();
    /** The mode of the call of an atomic class that it has begun, where that is a weaker one than volatile. */
    @Nullable
    AccessMode weakMode;

    /** Whether code of the submission or of the scenario has thrown in it. */
    boolean threw;
    /** What that code has thrown last. */
    @Nullable
    Throwable thrown;

    long history;
    /** Where it was started, where it has been since and where it is, as a hash: no values, not how often, and not who it is. */
    long path;

    private final BitSet places = new BitSet();
    private long been;
    /** How often it came to a place where others may be let in. */
    int schedulingPoints;
    /** How many steps it took since it was last switched to. */
    int streak;
    /** How many steps it may take in a row before others are let in. */
    int longestStreak = 300;
    /** How many times it had changed anything when others were last let in for that. */
    private long changesSeen = 1;
    /** How often it has been at a place since it last changed or learnt anything. */
    final Map<Integer, Integer> visits = new HashMap<>();
    /** How many times it has changed anything, from 1. */
    long changes = 1;
    /** How many of its next offers to let others in it does not mean. */
    int refusals;
    /** The execution's progress when this thread began to wait in a loop, or -1. */
    long spinsSince = -1;
    /** How often it has looked again, changing nothing, since somebody waits for all to come to rest. */
    int looks;
    /** Whether it has said so by a hint to the scheduler. */
    boolean hints;
    /** The execution's progress when this thread last offered to let others in, or -1. */
    long offeredAt = -1;
    /** How often it may come to a place without having changed or learnt anything before it is taken to spin. */
    int longestCircle = CIRCLE;

    final Repetition repetition = new Repetition();
    final Variable ending;
    final Variable interruption;
    final Variable permit;
    final Fences fences = new Fences(this);

    ControlledThread(Execution execution, int id, String name, Thread user, Runnable body) {
        this.execution = execution;
        this.id = id;
        this.name = name;
        this.user = user;
        this.body = body;
        this.history = id;
        this.ending = new Variable(this, "the end");
        this.interruption = new Variable(this, "the interrupt status");
        this.permit = new Variable(this, "the park permit");
        clock.tick(id);
    }

    void beginCall() {
        call = ++calls;
        waits = 0;
        returnedAt = Site.OUTSIDE;
        interruptTakenAt = Site.OUTSIDE;
        changedAt = Site.OUTSIDE;
    }

    /** It learns that it was interrupted, and its flag is cleared. */
    void takesInterrupt(int site) {
        interrupted = false;
        interruptTakenAt = site >= 0 ? site : librarySite;
    }

    /** It begins at a place of its own, or at one that others begin at, too. */
    void beginsAt(long start) {
        been = start;
        path = start;
    }

    /** It comes to a place where it may be switched off. */
    void comesTo(int site) {
        if (!places.get(site)) {
            places.set(site);
            been += Variable.mix(site, 53, 59);
        }
        path = Variable.mix(been, site, 61);
    }

    /** Returns the controlled thread that the calling code runs in, or null for a thread that nobody controls. */
    static @Nullable ControlledThread current() {
        return Thread.currentThread() instanceof PooledThread pooled ? pooled.task() : null;
    }

    boolean isEnabled(long progress) {
        return !done && !isSpinning(progress) && (wait == null || wait.isOver(interrupted));
    }

    /**
     * Returns the place that taking a lock is put down to as a scheduling point. Inside of a call into the library it is none,
     * unless that call holds another lock already: between the two, others can go on and take them the other way round.
     */
    int placeOfLocking(int site) {
        if (site < 0) {
            for (HeldLock lock : held) {
                if (lock.site() == librarySite) {
                    return librarySite;
                }
            }
        }
        return site;
    }

    /** Returns whether it waits in a loop for something that has not changed since. */
    boolean isSpinning(long progress) {
        return spinsSince >= 0 && spinsSince == progress;
    }

    /** Returns in how far it can go on, apart from what it has done: part of the execution's state. */
    int stance(long progress) {
        Wait waiting = wait;
        int waits = waiting == null ? 0 : waiting.timedOut ? 2 : waiting.late ? 6 : 4;
        return waits + (isSpinning(progress) ? 1 : 0);
    }

    /**
     * Notes in its history a step that touches no variable, with what it has learnt by it: a thread that has come further
     * in its code is in another state.
     */
    void did(long what) {
        execution.liveness.did(this, what);
        history = Variable.mix(history, what, 37);
    }

    /**
     * A long streak in which it changes something is work; one in which it does not may be a wait, unless there is nobody
     * to wait for. The others are let in all the same from time to time: the scheduler is fair.
     */
    void mayRunLonger(boolean alone) {
        if (alone || changes > changesSeen) {
            longestStreak = Math.min(2 * longestStreak, alone ? Integer.MAX_VALUE / 4 : LONGEST_STREAK);
        }
        changesSeen = changes;
        streak = 0;
    }

    /** All who could go on spin: it may look again, and for longer if it has not said that it spins. */
    void mayLookAgain() {
        spinsSince = -1;
        longestCircle = hints ? CIRCLE : Math.min(2 * longestCircle, Integer.MAX_VALUE / 4);
    }

    void changedSomething() {
        visits.clear();
        looks = 0;
        changes++;
        longestCircle = CIRCLE;
    }
}
