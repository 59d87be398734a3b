package lockstep.grader.catalog.threadedsum;

import java.util.function.LongUnaryOperator;
import lockstep.engine.explain.BugPattern;
import lockstep.grader.author.FunctionException;
import lockstep.grader.check.race.NamesMistake;
import lockstep.grader.check.race.Race;
import lockstep.grader.exercise.Check;
import lockstep.grader.probe.SpinMeeting;
import lockstep.grader.probe.ThrownBySubmission;

/**
 * What threads of {@code sum} may do to each other. The terms let the threads meet right before they add something up,
 * and record nothing: a record would order the threads and hide what is looked for.
 */
@NamesMistake(pattern = BugPattern.MISSING_JOIN, mistake = "S3")
@NamesMistake(pattern = BugPattern.SLEEP_FOR_JOIN, mistake = "S4")
@NamesMistake(pattern = BugPattern.VOLATILE_UPDATE, mistake = "S8")
@NamesMistake(pattern = BugPattern.LOCK_OF_INSTANCE_FOR_STATIC, mistake = "S21")
@NamesMistake(pattern = BugPattern.LOCK_ON_WORKER, mistake = "S21")
@NamesMistake(pattern = BugPattern.TWO_LOCKS, mistake = "S22")
@NamesMistake(pattern = BugPattern.TIME_OUT_IGNORED, mistake = "S23")
@NamesMistake(pattern = BugPattern.PLAIN_FLAG, mistake = "S27")
public final class ThreadedSumScenarios {

    private static final int MAX_THREADS = 4;

    private static final String HEARD = "InterruptedException, or 7 and the interrupt flag is set";

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
    public void adds_once_per_thread(Race race) {
        int threads = race.size(2 + race.oneOf(2), MAX_THREADS);
        // One element per thread, or one more: shares of unequal length may be added in different ways.
        int elements = threads + race.oneOf(2);
        long first = race.random().nextInt(1000);
        // All threads come out of the term together and add their partial sums.
        SpinMeeting meeting = race.meeting(threads);
        long[] answer = new long[1];
        race.together(() -> answer[0] = new SubmittedSum()
                .sum(
                        first,
                        first + elements,
                        i -> {
                            meeting.visit();
                            return i;
                        },
                        threads));
        race.expect(
                "sum(first, first + " + elements + ", i -> i, " + threads + ") - expected",
                0L,
                answer[0] - (elements * first + (long) elements * (elements - 1) / 2));
    }

    @NamesMistake(pattern = BugPattern.UNLOCKED_UPDATES, mistake = "S6")
    @NamesMistake(pattern = BugPattern.UNLOCKED_UPDATE, mistake = "S7")
    @Check(
            id = "adds-per-element",
            title = "No element gets lost between threads",
            points = 6,
            why =
                    "A variable that several threads add to element by element loses an update whenever two of them overlap.",
            hint = "How many threads write the variable that is added to inside of the loop?",
            ground = {"correctness.adds-up", "correctness.right-threads"})
    public void adds_per_element(Race race) {
        int threads = race.size(2, 3);
        long perThread = race.size(2, 2000);
        long[] answer = new long[1];
        SpinMeeting meeting = race.meeting(threads);
        race.together(() -> answer[0] = new SubmittedSum()
                .sum(
                        0,
                        threads * perThread,
                        i -> {
                            meeting.visit();
                            return 1;
                        },
                        threads));
        race.expect(
                "expected - sum(0, n, i -> 1, threads)",
                answer[0] == threads * perThread,
                "nothing lost",
                answer[0] == threads * perThread ? "nothing lost" : "additions lost");
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
    public void two_throw_at_once(Race race) {
        SpinMeeting meeting = race.meeting(2);
        FunctionException[] failures = {new FunctionException("term(0) failed"), new FunctionException("term(1) failed")
        };
        String[] outcome = new String[1];
        race.together(() -> {
            try {
                outcome[0] = "returned "
                        + new SubmittedSum()
                                .sum(
                                        0,
                                        2,
                                        i -> {
                                            meeting.visit();
                                            throw failures[(int) i];
                                        },
                                        2);
            } catch (ThrownBySubmission e) {
                outcome[0] = e.thrown().is(failures[0]) || e.thrown().is(failures[1])
                        ? "threw one of the two"
                        : "threw " + e.thrown().simpleName();
            }
        });
        race.expect("sum(0, 2, i -> { throw failures[i]; }, 2)", "threw one of the two", outcome[0]);
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
    public void interrupt_at_any_time(Race race) {
        String[] outcome = new String[1];
        race.together(() -> outcome[0] = interrupted());
        race.expect(
                "sum(7, 8, i -> i, 1) in a thread that is interrupted meanwhile",
                outcome[0].equals(HEARD),
                HEARD,
                outcome[0]);
    }

    /** The interrupt may come before the call waits, while it waits, or after; it must not be lost. */
    private static String interrupted() {
        Thread caller = Thread.currentThread();
        Thread interrupter = new Thread(() -> caller.interrupt());
        interrupter.start();
        try {
            long sum = new SubmittedSum().sum(7, 8, i -> i, 1);
            boolean kept = wasInterruptedUntilEndOf(interrupter);
            return sum != 7 ? "returned " + sum : kept ? HEARD : "7, and the interrupt flag is not set";
        } catch (ThrownBySubmission e) {
            boolean unused = wasInterruptedUntilEndOf(interrupter);
            if (e.thrown().isA(InterruptedException.class)) {
                return HEARD;
            }
            throw e;
        }
    }

    private static boolean wasInterruptedUntilEndOf(Thread interrupter) {
        boolean interrupted = false;
        while (interrupter.isAlive()) {
            try {
                interrupter.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        return Thread.interrupted() || interrupted;
    }

    @NamesMistake(pattern = BugPattern.STATE_OF_TWO_CALLS, mistake = "S10")
    @Check(
            id = "two-calls-at-once",
            title = "Two calls at the same time",
            points = 8,
            why = "Calls from different threads must not disturb each other, on one instance or on several.",
            hint = "Which variables outlive a call? Each one in a field is shared by all calls on that instance.",
            ground = {"correctness.adds-up", "correctness.right-threads"})
    public void two_calls_at_once(Race race) {
        boolean isShared = race.oneOf(2) == 1;
        int threads = race.size(1, 2);
        SubmittedSum one = new SubmittedSum();
        SubmittedSum other = isShared ? one : new SubmittedSum();
        SpinMeeting meeting = race.meeting(2 * threads);
        LongUnaryOperator term = i -> {
            meeting.visit();
            return i;
        };
        long[] answers = new long[2];
        race.together(
                () -> answers[0] = one.sum(0, 2, term, threads), () -> answers[1] = other.sum(100, 102, term, threads));
        String where = threads + ") beside another call" + (isShared ? " on one instance" : " on two instances");
        race.expect("sum(0, 2, i -> i, " + where, 1L, answers[0]);
        race.expect("sum(100, 102, i -> i, " + where, 201L, answers[1]);
    }
}
