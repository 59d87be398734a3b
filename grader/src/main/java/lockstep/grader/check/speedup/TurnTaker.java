package lockstep.grader.check.speedup;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import lockstep.grader.probe.Expect;
import lockstep.grader.probe.SubmissionFrames;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/** Lets baseline, submission and reference take their turns on one input, times them, and compares their answers. */
final class TurnTaker {

    /** How many times the reference's time the submission gets in a round, but never less than the patience below. */
    static final int HOPELESS = 20;

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final Workload work;
    private final int threads;
    private final Bystanders bystanders = new Bystanders();
    private final Lap[] laps = new Lap[3];
    private final long[] answers = new long[3];
    private long referenceNanos;
    private long waitedNanos;
    private boolean cutOff;

    /**
     * Makes one for a number of threads.
     *
     * @param referenceNanos the reference's time as far as it is known already
     */
    TurnTaker(Workload work, int threads, long referenceNanos) {
        this.work = work;
        this.threads = threads;
        this.referenceNanos = referenceNanos;
    }

    /**
     * Takes a round.
     *
     * @param round its number, by which the order rotates
     */
    Turn round(int round, long input) throws Exception {
        // The reference's first time is needed before the submission's first turn, to know when to cut it off.
        int first = round == 0 ? 2 : round % 3;
        waitedNanos = 0;
        for (int i = 0; i < 3; i++) {
            switch ((first + i) % 3) {
                case 0 -> ours(0, () -> baseline(input));
                case 1 -> theirs(input);
                default -> reference(input);
            }
        }
        compare(0, 2, false);
        if (!cutOff) {
            compare(0, 1, true);
        }
        return new Turn(laps[0], laps[1], laps[2], cutOff);
    }

    /** Takes a round without the baseline, whose time does not depend on the number of threads; null if cut off. */
    @Nullable
    Turn withoutBaseline(long input) throws Exception {
        reference(input);
        theirs(input);
        if (cutOff) {
            return null;
        }
        compare(2, 1, true);
        return new Turn(new Lap(0, 0), laps[1], laps[2], false);
    }

    long referenceNanos() {
        return referenceNanos;
    }

    /** Returns how long the latest baseline's thread was ready to run and had no core; 0 where the system does not tell. */
    long waitedNanos() {
        return waitedNanos;
    }

    private long baseline(long input) throws Exception {
        long answer = work.baseline(input);
        try {
            String[] words = Files.readString(Path.of("/proc/thread-self/schedstat"))
                    .strip()
                    .split(" ");
            waitedNanos = Long.parseLong(words[1]);
        } catch (IOException | RuntimeException e) {
            waitedNanos = 0;
        }
        return answer;
    }

    private void reference(long input) throws Exception {
        ours(2, () -> work.reference(input, threads));
        referenceNanos = laps[2].nanos();
    }

    private void compare(int one, int other, boolean ofSubmission) {
        if (answers[one] != answers[other]) {
            throw new FailedTurnException(ofSubmission, Long.toString(answers[one]), "gave " + answers[other], null, 0);
        }
    }

    /** All three are called in the same way: in a new thread. */
    private void ours(int who, Callable<Long> call) throws Exception {
        bystanders.look();
        long cpu = SYSTEM.getProcessCpuTime();
        long start = System.nanoTime();
        answers[who] = start(call).get();
        laps[who] = lap(start, cpu);
        List<String> disturbing = bystanders.atWork(laps[who].nanos());
        if (!cutOff && !disturbing.isEmpty()) {
            throw new FailedTurnException(
                    true,
                    "nobody to be at work after it had answered",
                    "left " + disturbing.size() + " behind that worked on while others were timed: "
                            + disturbing.get(0),
                    null,
                    0);
        }
    }

    private void theirs(long input) throws InterruptedException {
        long cpu = SYSTEM.getProcessCpuTime();
        long start = System.nanoTime();
        FutureTask<Long> task = start(() -> work.submission(input, threads));
        try {
            answers[1] = task.get(Math.max(PATIENCE_NANOS, HOPELESS * referenceNanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            // Its threads go on, so nothing that is measured from here on would be worth anything.
            cutOff = true;
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        } finally {
            laps[1] = lap(start, cpu);
        }
    }

    private Lap lap(long start, long cpu) {
        long nanos = System.nanoTime() - start;
        return new Lap(nanos, work.isInProcess() ? Math.max(0, SYSTEM.getProcessCpuTime() - cpu) : 0);
    }

    private static FailedTurnException failure(Throwable thrown) {
        SourceLocation line = SubmissionFrames.topmost(thrown).orElse(null);
        String file = line == null ? null : line.file();
        int number = line == null ? 0 : line.line();
        StackTraceElement stub = SubmissionFrames.unwritten(thrown).orElse(null);
        return stub == null
                ? new FailedTurnException(true, "an answer", Expect.threw(thrown), file, number)
                : FailedTurnException.unwritten(SubmissionFrames.methodName(stub), file, number);
    }

    private static FutureTask<Long> start(Callable<Long> call) {
        FutureTask<Long> task = new FutureTask<>(call);
        Thread caller = new Thread(task, "caller");
        caller.setDaemon(true);
        caller.start();
        return task;
    }
}
