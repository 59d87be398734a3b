package lockstep.grader.check.speedup;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import lockstep.grader.author.ParallelCall;
import lockstep.grader.author.ParallelCall.Setting;
import lockstep.grader.author.Sign;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.Handed;
import lockstep.grader.probe.SubmissionFrames;
import lockstep.grader.probe.Uninterruptibly;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/** Whether the workers of a parallel call are at work at the same time, and on shares that are fair: told without a clock. */
public final class SharedWork {

    /** Only what is serial waits this long; workers that are at work at the same time meet in microseconds. */
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    /** A worker that pauses now and then lets others have their turn even where there is one core for all. */
    private static final Duration PAUSE = Duration.ofNanos(300_000);

    /** A worker that takes elements as it goes may get few of them on a busy machine, but not so often in a row. */
    private static final int ATTEMPTS = 3;

    /** Reading a thread's clock takes as long as some hundred short elements. */
    private static final int CLOCKS = 64;

    /** How many elements a message names. */
    private static final int SHOWN = 4;

    private final ParallelCall call;

    /** Asks about the call of this contract. */
    public SharedWork(ParallelCall call) {
        this.call = call;
    }

    /** Expects that all workers are inside the function at the same time. */
    public void expectTogether(Setting setting) {
        Gathering gathering = new Gathering(setting.workers(), DEADLINE);
        make(setting, i -> {
            gathering.visit();
            return setting.function().apply(i);
        });
        expectTogether(setting, gathering);
    }

    private void make(Setting setting, LongFunction<@Nullable Object> function) {
        Object unused = call.instance().call(setting.first(), setting.end(), Handed.of(function), setting.workers());
    }

    /**
     * Expects that no worker does more than this part of the work.
     *
     * @param most from 0 to 1
     */
    public void expectFair(Setting setting, double most) {
        Evidence.WorkShare unused = shareOut(setting, 1, most, false);
    }

    /**
     * Expects that all workers are inside the function at the same time, and that none does more than this part of the work.
     *
     * @param pauseEvery after how many elements a worker pauses
     * @param most from 0 to 1
     * @return who did how much, with CPU times
     */
    public Evidence.WorkShare expectTogetherAndFair(Setting setting, int pauseEvery, double most) {
        return shareOut(setting, pauseEvery, most, true);
    }

    private Evidence.WorkShare shareOut(Setting setting, int pauseEvery, double most, boolean inFull) {
        WorkRecord record;
        int attempts = 0;
        do {
            record = shareOutOnce(setting, pauseEvery, inFull);
            attempts++;
        } while (record.shares().get(0) > most && attempts < ATTEMPTS);
        Evidence.WorkShare shares = record.evidence("elements of " + text(setting));
        if (shares.shares().get(0) > most) {
            throw CheckFailedError.because(
                    String.format(
                            Locale.ROOT,
                            "One of %s did %.0f %% of the work, where %.0f %% is fair.",
                            call.workers(setting.workers()),
                            100 * shares.shares().get(0),
                            100.0 / setting.workers()),
                    null,
                    record.busiestCalledFrom(),
                    shares);
        }
        return shares;
    }

    /** Nobody goes on before all are there: a worker that is started late has the same chance. */
    private WorkRecord shareOutOnce(Setting setting, int pauseEvery, boolean inFull) {
        WorkRecord record =
                new WorkRecord(inFull ? Math.max(1, setting.size() / CLOCKS / setting.workers()) : Long.MAX_VALUE);
        Gathering gathering = new Gathering(setting.workers(), DEADLINE);
        make(setting, i -> {
            long calls = record.note();
            if (calls == 1) {
                gathering.visit();
            }
            Object value = setting.function().apply(i);
            if (calls % pauseEvery == 0) {
                Uninterruptibly.pause(PAUSE);
            }
            return value;
        });
        if (inFull) {
            expectTogether(setting, gathering);
        }
        return record;
    }

    /**
     * Expects that while a worker is at one long element, all others are computed.
     *
     * @param longOne an element of the setting, which has more of them than workers
     */
    public void expectNobodyHeldUp(Setting setting, long longOne) {
        Set<Long> heldUp;
        AtomicReference<@Nullable SourceLocation> calledFrom = new AtomicReference<>();
        int attempts = 0;
        do {
            // A pool of the library's may leave a worker asleep now and then.
            heldUp = computedOnlyAfter(setting, longOne, calledFrom);
            attempts++;
        } while (!heldUp.isEmpty() && attempts < ATTEMPTS);
        if (!heldUp.isEmpty()) {
            throw CheckFailedError.because(
                    "While one of " + call.workers(setting.workers()) + " was at " + call.one(longOne)
                            + ", which is long, nobody computed " + inWords(heldUp)
                            + ", though there was nothing else to do.",
                    null,
                    calledFrom.get(),
                    new Evidence.Counterexample(
                            text(setting) + ", where " + call.one(longOne) + " is long",
                            "all other elements are computed in the meantime",
                            heldUp.size() + " of " + (setting.size() - 1) + " were not"));
        }
    }

    /** The long element ends when all others are done, or when that will not happen. */
    private Set<Long> computedOnlyAfter(
            Setting setting, long longOne, AtomicReference<@Nullable SourceLocation> calledFrom) {
        CountDownLatch others = new CountDownLatch((int) setting.size() - 1);
        Set<Long> missing = LongStream.range(setting.first(), setting.end())
                .filter(i -> i != longOne)
                .boxed()
                .collect(Collectors.toCollection(ConcurrentSkipListSet::new));
        Set<Long> heldUp = new ConcurrentSkipListSet<>();
        Standstill standstill = new Standstill();
        make(setting, i -> {
            if (i != longOne) {
                missing.remove(i);
                others.countDown();
            } else if (!standstill.await(others, DEADLINE)) {
                calledFrom.set(SubmissionFrames.topmost(new Throwable()).orElse(null));
                heldUp.addAll(missing);
            }
            return setting.function().apply(i);
        });
        return heldUp;
    }

    private String inWords(Set<Long> elements) {
        String first = elements.stream().limit(SHOWN).map(call::one).collect(Collectors.joining(", "));
        return elements.size() <= SHOWN ? first : first + ", ... (" + elements.size() + " in all)";
    }

    private String text(Setting setting) {
        return call.text(setting.first(), setting.end(), call.function(), setting.workers());
    }

    private void expectTogether(Setting setting, Gathering gathering) {
        Gathering.Shape shape = gathering.shape();
        if (shape != Gathering.Shape.TOGETHER) {
            throw CheckFailedError.because(
                    inWords(gathering),
                    shape == Gathering.Shape.ONE_AFTER_THE_OTHER
                            ? call.advice(Sign.ONE_AFTER_THE_OTHER)
                            : shape == Gathering.Shape.HELD_UP ? heldUp() : null,
                    shape == Gathering.Shape.HELD_UP ? gathering.heldUpAt() : gathering.visitedFrom(),
                    new Evidence.Counterexample(
                            text(setting),
                            call.workers(setting.workers()) + " inside " + call.function() + " at the same time",
                            switch (shape) {
                                case IN_ONE_THREAD -> "one thread in all";
                                case TOO_FEW -> gathering.visitors() + " threads in all";
                                default -> "never more than one";
                            }));
        }
    }

    private String inWords(Gathering gathering) {
        String function = call.function();
        return switch (gathering.shape()) {
            case ONE_AFTER_THE_OTHER ->
                "The " + call.worker() + "s ran one after the other: while the first was inside " + function
                        + ", the others had not started.";
            case HELD_UP ->
                "While one " + call.worker() + " was inside " + function + ", another waited at " + gathering.heldUpAt()
                        + ".";
            case IN_ONE_THREAD -> "A single thread computed all elements.";
            default -> "Only " + gathering.visitors() + " threads computed elements.";
        };
    }

    private Advice heldUp() {
        return new Advice(
                "A lock that is held while " + call.function() + " is computed lets only one " + call.worker()
                        + " compute at a time.",
                "Compute first, without the lock; only what is done with the value needs protection.",
                null);
    }
}
