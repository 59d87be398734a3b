package lockstep.grader.catalog.threadedsum;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import lockstep.engine.explain.BugPattern;
import lockstep.grader.author.Case;
import lockstep.grader.author.ParallelCall;
import lockstep.grader.author.ParallelChecks;
import lockstep.grader.author.Probe;
import lockstep.grader.author.Sign;
import lockstep.grader.check.race.ParallelScenarios;
import lockstep.grader.check.race.Race;
import lockstep.grader.exercise.Check;
import lockstep.grader.exercise.NamesMistake;
import lockstep.grader.exercise.mistakes.MistakeCatalog;
import lockstep.grader.probe.CallLog;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.Rendezvous;
import lockstep.grader.probe.Thrown;
import lockstep.grader.probe.ThrownBySubmission;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.Evidence;
import org.jspecify.annotations.Nullable;

/** What {@code sum} promises. */
@NamesMistake(pattern = BugPattern.MISSING_JOIN, mistake = "S3")
@NamesMistake(pattern = BugPattern.SLEEP_FOR_JOIN, mistake = "S4")
@NamesMistake(pattern = BugPattern.VOLATILE_UPDATE, mistake = "S8")
@NamesMistake(pattern = BugPattern.LOCK_OF_INSTANCE_FOR_STATIC, mistake = "S21")
@NamesMistake(pattern = BugPattern.LOCK_ON_WORKER, mistake = "S21")
@NamesMistake(pattern = BugPattern.TWO_LOCKS, mistake = "S22")
@NamesMistake(pattern = BugPattern.TIME_OUT_IGNORED, mistake = "S23")
@NamesMistake(pattern = BugPattern.PLAIN_FLAG, mistake = "S27")
public final class ThreadedSumContract implements ParallelCall {

    private static final long FAR = 4_000_000_000L;

    private static final Map<Sign, String> MISTAKES = Map.ofEntries(
            Map.entry(Sign.CALLER_RUNS, "S1"),
            Map.entry(Sign.ONE_AFTER_THE_OTHER, "S2"),
            Map.entry(Sign.READ_TOO_EARLY, "S3"),
            Map.entry(Sign.SLEPT, "S4"),
            Map.entry(Sign.TAKES_TURNS, "S9"),
            Map.entry(Sign.LEFTOVERS, "S10"),
            Map.entry(Sign.REMAINDER_DROPPED, "S11"),
            Map.entry(Sign.BORDERS, "S12"),
            Map.entry(Sign.FEW_ELEMENTS, "S14"),
            Map.entry(Sign.WRONG_NUMBER, "S15"),
            Map.entry(Sign.COMMON_POOL, "S16"),
            Map.entry(Sign.CALLER_COMPUTES, "S17"),
            Map.entry(Sign.NOT_SHARED, "S17"),
            Map.entry(Sign.SWALLOWED, "S18"),
            Map.entry(Sign.INTERRUPT_SWALLOWED, "S19"),
            Map.entry(Sign.WAITED_WITH_LIMIT, "S23"),
            Map.entry(Sign.WAITED_FOR_ONE, "S24"),
            Map.entry(Sign.LEFT_AT_WORK, "S26"),
            Map.entry(Sign.LEFT_WAITING, "S26"),
            Map.entry(Sign.LEFT_WAITING_BY_FAILURE, "S26"));

    private static final Advice LOST = new Advice(
            "total += x reads, adds and writes: if two threads do it at the same time, or one reads total before it computes"
                    + " x, the other one's addition is lost.",
            "Which variable do several threads write? Give each thread one of its own and add them up after the last join.",
            null);

    private static final ParallelChecks SUM = new ParallelChecks(new ThreadedSumContract());
    private static final ParallelScenarios RACES = new ParallelScenarios(new ThreadedSumContract());
    private static final int MAX_THREADS = 4;

    @Check(
            id = "adds-up",
            title = "Adds up every element",
            points = 4,
            why =
                    "A sum is right only if each element is added exactly once and the result is read after the last one.",
            hint =
                    "Try a small range by hand, first with one thread, then with three: which elements does each thread take,"
                            + " and when is its partial sum ready?")
    static final Probe ADDS_UP = SUM.resultsByOnce(
            Setting.of(0, 12, 3),
            Setting.of(0, 12, 1),
            Setting.of(0, 12, 4).with("i -> i * i", i -> i * i),
            Setting.of(1000, 1012, 2).with("i -> 1", i -> 1L),
            Setting.of(-8, 8, 4).with("i -> i * i * i + 5", i -> i * i * i + 5),
            Setting.of(-30, -10, 2));

    @Check(
            id = "uneven",
            title = "Divides ranges that do not divide evenly",
            points = 3,
            why = "Few ranges are a multiple of the number of threads; what is left over has to be added, too.",
            hint = "Write down first and last element of each thread's share for 10 elements and 3 threads.",
            ground = "correctness.adds-up")
    static final Probe UNEVEN = SUM.resultsByOnce(
                    Setting.of(0, 10, 3),
                    Setting.of(0, 10, 7).with("i -> 1", i -> 1L),
                    Setting.of(0, 7, 2),
                    Setting.of(-5, 6, 4).with("i -> i * i", i -> i * i),
                    Setting.of(100, 113, 5),
                    Setting.of(0, 107, 3),
                    Setting.of(0, 1_001, 6),
                    Setting.of(0, 10_001, 4))
            .and(Probe.ofNumbers(number -> SUM.resultsByOnce(Setting.around(number, 2))));

    @Check(
            id = "borders",
            title = "Sums empty ranges, single elements, and fewer elements than threads",
            points = 3,
            why =
                    "An empty range gives 0, and more threads than elements is allowed: borders are where loops go wrong.",
            hint =
                    "Go through your code with 1 element and 4 threads, then with 0 elements: what is each thread's share?",
            ground = "correctness.adds-up")
    static final Probe BORDERS = SUM.resultsByOnce(
            Setting.of(0, 0, 1).with("i -> 7", i -> 7L),
            Setting.of(0, 0, 4).with("i -> 7", i -> 7L),
            Setting.of(-3, -3, 4).with("i -> 7", i -> 7L),
            Setting.of(5 * FAR, 5 * FAR, 2).with("i -> 7", i -> 7L),
            Setting.of(5, 6, 1),
            Setting.of(5, 6, 4),
            Setting.of(0, 3, 4).with("i -> i + 1", i -> i + 1),
            Setting.of(0, 3, 8).with("i -> i + 1", i -> i + 1),
            Setting.of(0, 3, 3),
            Setting.of(0, 2, 50).with("i -> i + 1", i -> i + 1),
            // Before the first long, and behind the last, there is nothing for an empty share to lie in.
            Setting.of(Long.MIN_VALUE, Long.MIN_VALUE + 1, 4),
            Setting.of(Long.MIN_VALUE, Long.MIN_VALUE + 3, 8),
            Setting.of(Long.MAX_VALUE - 1_003, Long.MAX_VALUE - 1_000, 8));

    @Check(
            id = "long-arithmetic",
            title = "Counts and adds in long",
            points = 3,
            why = "Elements, borders and sums are longs: an int anywhere between them cuts off what lies beyond 2^31."
                    + " Overflow of the sum itself is allowed and wraps around.",
            hint = "Look for every int, every (int), and every product of two ints. Only the number of threads is one.",
            mistake = "S13",
            ground = "correctness.adds-up")
    // Not up to MAX_VALUE itself: a stride or a shared counter may step a little over the end.
    static final Probe LONG_ARITHMETIC = SUM.resultsByOnce(
                    Setting.of(0, 6, 2).with("i -> 3_000_000_000L + i", i -> 3_000_000_000L + i),
                    Setting.of(0, 6, 3).with("i -> Long.MAX_VALUE - i", i -> Long.MAX_VALUE - i),
                    Setting.of(0, 2, 2).with("i -> Long.MAX_VALUE", i -> Long.MAX_VALUE),
                    Setting.of(5 * FAR, 5 * FAR + 12, 3),
                    Setting.of(-5 * FAR, -5 * FAR + 12, 4),
                    Setting.of(Long.MIN_VALUE, Long.MIN_VALUE + 8, 2),
                    Setting.of(Long.MAX_VALUE - 1_008, Long.MAX_VALUE - 1_000, 2))
            .and(Probe.of(sharesOf(0, FAR), sharesOf(0, Long.MAX_VALUE / 2)));

    @Check(
            id = "bad-arguments",
            title = "Rejects arguments that make no sense",
            points = 2,
            why =
                    "A caller who mixes up start and end, or asks for no threads, should hear of it and not get a number.",
            hint =
                    "Compare the arguments themselves, first thing in the method; a difference of two longs can overflow.",
            ground = "correctness.adds-up")
    static final Probe BAD_ARGUMENTS = SUM.rejects(
            Setting.of(5, 4, 2),
            Setting.of(0, 10, 0),
            Setting.of(0, 10, -1),
            Setting.of(0, 0, 0),
            Setting.of(Long.MAX_VALUE, Long.MIN_VALUE, 2));

    @Check(
            id = "same-exception",
            title = "Throws what the term throws",
            points = 3,
            why =
                    "An exception ends only the thread in which it is thrown; the caller must still get that very object and"
                            + " never a partial sum.",
            hint = "Keep what a thread caught where the caller can find it after join(), and throw that object there.",
            ground = "correctness.adds-up")
    static final Probe SAME_EXCEPTION = SUM.failures();

    @Check(
            id = "right-threads",
            title = "Shares the work among as many new threads as asked for",
            points = 5,
            why =
                    "The caller chooses the number of threads. Only threads that live at the same time can compute at the same"
                            + " time, and only threads of this call's own are free for it.",
            hint =
                    "Trace how many times your loop starts a thread, and what the method does between the first start and the"
                            + " last.",
            ground = "correctness.adds-up")
    // Also more threads than a limit that someone may think to be enough; and a remainder, which needs no thread of its
    // own.
    static final Probe RIGHT_THREADS = SUM.workers(
                    Setting.of(0, 105, 3),
                    Setting.of(0, 1, 3),
                    Setting.of(0, 15, 1),
                    Setting.of(0, 30, 2),
                    Setting.of(0, 105, 7),
                    Setting.of(0, 2_000, 20),
                    Setting.of(0, 1_002, 3),
                    Setting.of(0, 10_000, 2),
                    Setting.of(0, 10, 4),
                    Setting.of(0, 3, 2),
                    Setting.of(0, 2, 7))
            .and(Probe.ofNumbers(number -> SUM.workers(Setting.around(number, 15))));

    @Check(
            id = "waits-for-all",
            title = "Waits for every thread and leaves none running",
            points = 3,
            why =
                    "What a thread has not finished is not in the sum, and a thread that lives on after the call takes time"
                            + " and touches objects that the caller thinks are done.",
            hint =
                    "Follow every way out of your method, also those by exception: has every thread ended there, whichever"
                            + " is the slowest?")
    static final Probe WAITS_FOR_ALL = SUM.ends();

    @Check(
            id = "interrupt",
            title = "Stops waiting when it is interrupted",
            points = 2,
            why =
                    "An interrupt asks a waiting thread to give up. Who swallows it keeps a program from being stopped, and"
                            + " may hand out a sum that is not complete.",
            hint =
                    "Look at each catch of InterruptedException: the signature allows it to reach the caller. Which threads"
                            + " have to end before it does?",
            ground = "correctness.adds-up")
    static final Probe INTERRUPT = SUM.interrupts();

    @Check(
            id = "independent-calls",
            title = "Calls do not disturb each other",
            points = 2,
            why = "Whoever uses your class may call it twice, at the same time, and again after a call has failed.",
            hint =
                    "Which variables outlive a call? Each one in a field is shared by all calls on that instance, each static"
                            + " one by all calls there are.",
            ground = {"correctness.adds-up", "correctness.waits-for-all"})
    static final Probe INDEPENDENT_CALLS = SUM.independent(false);

    @Check(
            id = "adds-once-per-thread",
            title = "Partial sums come together without loss",
            points = 8,
            why =
                    "total += partial reads, adds and writes: two threads that do it at the same time both start from the old"
                            + " value, and one partial sum is lost. The += of a volatile is no better.",
            hint =
                    "Which variable do two threads write? Give each thread one of its own, or make the addition one step.",
            ground = {"correctness.adds-up", "correctness.right-threads"})
    void adds_once_per_thread(Race race) {
        int workers = race.size(2 + race.oneOf(2), MAX_THREADS);
        // One element per thread, or one more: shares of unequal length may be added in different ways.
        RACES.meet(race, workers, workers + race.oneOf(2));
    }

    @NamesMistake(pattern = BugPattern.UNLOCKED_UPDATES, mistake = "S6")
    @NamesMistake(pattern = BugPattern.UNLOCKED_UPDATE, mistake = "S7")
    @Check(
            id = "adds-per-element",
            title = "No element gets lost between threads",
            points = 6,
            why = "A variable that several threads add to loses an update whenever two of them overlap.",
            hint = "How many threads write the variable that is added to?",
            ground = {"correctness.adds-up", "correctness.right-threads"})
    void adds_per_element(Race race) {
        int workers = race.size(2, 3);
        RACES.meet(race, workers, workers * race.size(2, 2000));
    }

    @Check(
            id = "two-throw-at-once",
            title = "Two threads that fail at the same time",
            points = 4,
            why =
                    "If two threads fail at once, the caller gets one of their exceptions; never a sum, never another failure.",
            hint =
                    "Where do the threads keep what they caught, and what happens if two of them do it at the same time?",
            ground = {"correctness.adds-up", "correctness.right-threads", "correctness.same-exception"})
    void two_throw_at_once(Race race) {
        RACES.twoFail(race);
    }

    @Check(
            id = "interrupt-at-any-time",
            title = "An interrupt at any time",
            points = 4,
            why =
                    "An interrupt asks a thread to stop waiting. If the exception is caught and forgotten, nobody ever learns"
                            + " of it: the call goes on, and so does its caller.",
            hint = "For each of your waits, also those that clean up: what happens to an InterruptedException there?",
            ground = {"correctness.adds-up", "correctness.right-threads", "correctness.interrupt"})
    void interrupt_at_any_time(Race race) {
        RACES.interrupted(race);
    }

    @NamesMistake(pattern = BugPattern.STATE_OF_TWO_CALLS, mistake = "S10")
    @Check(
            id = "two-calls-at-once",
            title = "Two calls at the same time",
            points = 8,
            why = "Calls from different threads must not disturb each other, on one instance or on several.",
            hint = "Which variables outlive a call? Each one in a field is shared by all calls on that instance.",
            ground = {"correctness.adds-up", "correctness.right-threads"})
    void two_calls_at_once(Race race) {
        RACES.twoCalls(race);
    }

    private static Case sharesOf(long start, long end) {
        String text = "sum(" + start + ", " + end + ", term, 4)";
        return Case.of(text, stage -> sharesLongRange(text, start, end));
    }

    /** Each thread's first element shows where its share begins; then the term throws and ends the call. */
    private static void sharesLongRange(String text, long start, long end) {
        CallLog<Long> log = new CallLog<>();
        Rendezvous meeting = new Rendezvous(4, Duration.ofSeconds(3));
        AtomicLong calls = new AtomicLong();
        RuntimeException failure = new IllegalStateException("enough seen");
        String outcome;
        try {
            outcome = "returned "
                    + new SubmittedSum()
                            .sum(
                                    start,
                                    end,
                                    i -> {
                                        // Code that goes on after an exception would try billions of elements; an Error
                                        // stops it.
                                        if (calls.incrementAndGet() > 1_000) {
                                            throw new AssertionError("the term has thrown often enough");
                                        }
                                        log.add(i);
                                        meeting.visit();
                                        throw failure;
                                    },
                                    4);
        } catch (ThrownBySubmission e) {
            outcome = "threw " + e.thrown().simpleName();
        }
        // Whether the caller computes, too, is asked elsewhere.
        List<Long> first = log.byThread().entrySet().stream()
                .filter(taken -> taken.getKey() != Thread.currentThread())
                .map(taken -> taken.getValue().get(0))
                .toList();
        boolean inside = log.counts().keySet().stream().allMatch(i -> i >= start && i < end);
        if (first.isEmpty() || !inside || first.stream().distinct().count() < first.size()) {
            String actual = (first.isEmpty() ? "term was never called" : "the shares began at " + first) + ", the call "
                    + outcome;
            throw CheckFailedError.because(
                    text + " does not compute in long everywhere: " + actual + ".",
                    new Evidence.Counterexample(text, "4 shares of the range", actual));
        }
    }

    @Override
    public Instance instance() {
        return new SubmittedSum()::sumAsIs;
    }

    @Override
    public String text(long first, long end, String function, int workers) {
        return "sum(" + first + ", " + end + ", " + function + ", " + workers + ")";
    }

    @Override
    public String function() {
        return "term";
    }

    @Override
    public String worker() {
        return "thread";
    }

    @Override
    public Object result(List<@Nullable Object> values) {
        return values.stream()
                .mapToLong(value -> (Long) Objects.requireNonNull(value))
                .sum();
    }

    @Override
    public String failure() {
        return "throws the very object that term threw";
    }

    @Override
    public Thrown thrownByFunction(Thrown caught) {
        return caught;
    }

    @Override
    public boolean throwsUndeclared() {
        return false;
    }

    @Override
    public @Nullable Advice advice(Sign sign) {
        String mistake = MISTAKES.get(sign);
        return sign == Sign.LOST ? LOST : mistake == null ? null : MistakeCatalog.adviceOn(mistake);
    }
}
