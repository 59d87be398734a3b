package lockstep.grader.check.race;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import lockstep.engine.control.Sneaky;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.Expect;
import lockstep.grader.probe.SpinMeeting;
import lockstep.grader.probe.Stillness;
import lockstep.grader.probe.ThreadReport;
import lockstep.grader.verdict.Evidence;
import org.jspecify.annotations.Nullable;

/** One call of a scenario under stress. */
final class Round implements Race {

    /** Ends a round whose actors do not end. */
    static final class StuckError extends Error {
        private static final long serialVersionUID = 1;

        private final transient CheckFailedError cause;

        StuckError(CheckFailedError cause) {
            super(cause.getMessage());
            this.cause = cause;
        }

        CheckFailedError failure() {
            return cause;
        }
    }

    /** What a round came to; rounds with the same text are counted together. */
    record Outcome(String text, boolean permitted) {}

    private static final Outcome AS_EXPECTED = new Outcome("the expected value", true);

    private static final long LOOK_NANOS = 20_000_000;
    private static final int MAX_DELAY_SPINS = 400;
    private static final int MAX_PAUSE_SPINS = 20_000;

    /** Fresh objects take time to make, and show most faults only while two threads have a core each. */
    private static final int ROUNDS_PER_FRESH = 4;

    /** More would take longer to make than to try. */
    private static final int MOST_SUBJECTS = 1 << 12;

    private final StressSettings settings;
    private final Carriers carriers;
    private final Set<Thread> strangers;
    private final int operations;
    private final SplittableRandom random;
    private final boolean isOfFreshObjects;
    private @Nullable Outcome outcome;
    private boolean asked;
    private int repetitions = 1;
    private boolean raced;
    private boolean met;
    private long actingNanos;

    /**
     * @param strangers threads that have nothing to do with the scenario
     * @param operations how many operations each actor does
     */
    Round(StressSettings settings, Carriers carriers, Set<Thread> strangers, int operations, SplittableRandom random) {
        this.settings = settings;
        this.carriers = carriers;
        this.strangers = strangers;
        this.operations = operations;
        this.random = random;
        this.isOfFreshObjects = random.nextInt(ROUNDS_PER_FRESH) == 0;
    }

    /** Returns whether the scenario looked at any outcome. */
    boolean asked() {
        return asked;
    }

    /** Returns what the scenario's looks amount to, or null if there were none. */
    synchronized @Nullable Outcome outcome() {
        return outcome;
    }

    /** A round has one outcome: what is forbidden before what is permitted, and what says more before what says less. */
    private synchronized void saw(Outcome next) {
        asked = true;
        Outcome before = outcome;
        if (before == null || before.permitted() && (!next.permitted() || before.equals(AS_EXPECTED))) {
            outcome = next;
        }
    }

    /** Returns how often an actor did its operation to one object. */
    int repetitions() {
        return repetitions;
    }

    /** Returns whether actors were seen to run at the same time, or there were none that could. */
    boolean met() {
        return met || !raced;
    }

    /** Returns how long actors were at it. */
    long actingNanos() {
        return actingNanos;
    }

    @Override
    public void together(Actor... actors) {
        asked = true;
        StartLine start = new StartLine(actors.length, settings.cores());
        AtomicReferenceArray<@Nullable Throwable> thrown = new AtomicReferenceArray<>(actors.length);
        int[] order = shuffled(actors.length);
        List<Runnable> tasks = new ArrayList<>();
        for (int i = 0; i < actors.length; i++) {
            int position = i;
            // Half of the delays are none: both the closest meeting and a scattered one are worth trying.
            int delay = random.nextBoolean() ? 0 : random.nextInt(MAX_DELAY_SPINS);
            tasks.add(() -> {
                thrown.set(position, start.run(order[position], actors[position], delay));
                start.ended();
            });
        }
        List<Thread> threads = carriers.start(tasks);
        await(start, threads);
        raced |= actors.length > 1;
        met |= start.met();
        actingNanos += start.actingNanos();
        for (int i = 0; i < actors.length; i++) {
            Throwable it = thrown.get(i);
            if (it != null) {
                // As it is, checked or not: its stack is the evidence.
                throw Sneaky.<RuntimeException>rethrow(it);
            }
        }
    }

    @Override
    public <T> Subjects<T> subjects(Supplier<? extends T> maker) {
        if (isOfFreshObjects) {
            return usedOnce(maker);
        }
        repetitions = operations;
        return new Subjects<>(1, operations, maker);
    }

    @Override
    public <T> Subjects<T> usedOnce(Supplier<? extends T> maker) {
        return new Subjects<>(Math.min(operations, MOST_SUBJECTS), 1, maker);
    }

    @Override
    public int size(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    @Override
    public SpinMeeting meeting(int parties) {
        return new SpinMeeting(parties);
    }

    @Override
    public Runnable pause() {
        int length = random.nextInt(MAX_PAUSE_SPINS);
        return () -> {
            for (int i = 0; i < length; i++) {
                Thread.onSpinWait();
            }
        };
    }

    @Override
    public int oneOf(int count) {
        return random.nextInt(count);
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public void expect(String what, @Nullable Object expected, @Nullable Object actual) {
        boolean right = Objects.deepEquals(expected, actual);
        saw(right ? AS_EXPECTED : new Outcome("another value", false));
        if (!right) {
            Expect.same(expected, what, actual);
        }
    }

    @Override
    public void expect(String observed, @Nullable CheckFailedError wrong) {
        saw(new Outcome(observed, wrong == null));
        if (wrong != null) {
            throw wrong;
        }
    }

    private void await(StartLine start, List<Thread> threads) {
        long began = System.nanoTime();
        Stillness stillness = new Stillness();
        boolean interrupted = false;
        while (!start.isOver()) {
            LockSupport.parkNanos(this, LOOK_NANOS);
            interrupted |= Thread.interrupted();
            long now = System.nanoTime();
            if (now - began > LOOK_NANOS && !start.isOver()) {
                boolean still =
                        stillness.look(involved(), now) >= settings.still().toNanos();
                if (still || now - began > settings.endless().toNanos()) {
                    throw stuck(threads, still);
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the threads that could wake each other: actors and whatever the submission has started. */
    private Collection<Thread> involved() {
        Collection<Thread> threads = new ArrayList<>(Thread.getAllStackTraces().keySet());
        threads.removeAll(strangers);
        threads.removeAll(carriers.idle());
        threads.remove(Thread.currentThread());
        return threads;
    }

    private StuckError stuck(List<Thread> actors, boolean still) {
        Collection<Thread> threads = involved();
        Evidence.StuckThreads report = ThreadReport.of(
                (int) actors.stream().filter(threads::contains).count() + " of " + actors.size()
                        + " threads that started together did not end",
                threads);
        return new StuckError(new CheckFailedError(ThreadReport.finding(report, still, settings.endless())));
    }

    /** Where there are fewer cores than actors, another pair begins each time. */
    private int[] shuffled(int length) {
        int[] order = new int[length];
        for (int i = 0; i < length; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }
}
