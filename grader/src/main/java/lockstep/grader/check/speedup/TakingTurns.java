package lockstep.grader.check.speedup;

import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import lockstep.grader.probe.Expect;
import lockstep.grader.probe.SubmissionFrames;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * The benchmark of every workload: in each round baseline, submission and reference take a turn on the same fresh input,
 * so that whatever slows the machine for longer than a round slows all three, and ratios within a round stay fair. The
 * order rotates from round to round; answers are compared.
 *
 * <p>A round that is not worth its time any more (all is compiled, the time is used up, the submission was cut off) is
 * left out: it reports zeros.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TakingTurns {

    /** How many times the reference's time the submission gets in a round, but never less than the patience below. */
    static final int HOPELESS = 20;

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);

    /** From so many rounds on, a measurement that has used up its time ends. */
    private static final int ENOUGH = 3;

    /** The compiler is done when it worked less than this during a whole round. */
    private static final long COMPILED_MILLIS = 3;

    /** The class of the workload. */
    @Param("")
    public String workload = "";

    /** How many threads or processes share the work. */
    @Param("2")
    public int threads;

    /** What the inputs come from. */
    @Param("0")
    public long seed;

    /** After how many milliseconds, warm-up included, the rounds that are not needed are left out. */
    @Param("5000")
    public long budgetMillis;

    private @Nullable Workload work;
    private int round;
    private int measured;
    private long used;
    private long referenceNanos;
    private boolean compiled;
    private boolean over;

    /** A round of the warm-up that ended the measurement; the worker hears of measured rounds only. */
    private @Nullable Times cutOff;

    /** The times of a round, as JMH carries them to the worker. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Times {
        /** Wall time of the baseline, in nanoseconds. */
        public long baseline;
        /** Wall time of the submission, in nanoseconds. */
        public long submission;
        /** Wall time of the reference, in nanoseconds. */
        public long reference;
        /** 1 if the submission was cut off. */
        public long cutOff;

        private void copyTo(Times other) {
            other.baseline = baseline;
            other.submission = submission;
            other.reference = reference;
            other.cutOff = cutOff;
        }
    }

    /** Makes the workload, and the fork's life depend on the worker's. */
    @Setup
    public void setUp() throws ReflectiveOperationException, FileNotFoundException {
        // What a submission prints costs it its time, but nobody's terminal and nobody's memory.
        PrintStream nowhere = new PrintStream(
                new FileOutputStream(ProcessBuilder.Redirect.DISCARD.file()), true, StandardCharsets.UTF_8);
        System.setOut(nowhere);
        System.setErr(nowhere);
        // A worker that is killed at its deadline cannot take its fork along, and a fork that hangs would stay for
        // ever.
        ProcessHandle.current()
                .parent()
                .ifPresent(worker -> worker.onExit().thenRun(() -> {
                    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
                    Runtime.getRuntime().halt(1);
                }));
        work = (Workload) Class.forName(workload).getDeclaredConstructor().newInstance();
    }

    /** One round. */
    @Benchmark
    public long round(Times times, IterationParams iteration) throws Exception {
        boolean warmUp = iteration.getType() == IterationType.WARMUP;
        if (!warmUp && cutOff != null) {
            cutOff.copyTo(times);
            cutOff = null;
            return 0;
        }
        if (over || (warmUp && compiled) || (used > budgetMillis * 1_000_000 && (warmUp || measured >= ENOUGH))) {
            return 0;
        }
        Workload current = work;
        if (current == null) {
            throw new IllegalStateException("no workload");
        }
        long compiling = compilerMillis();
        long start = System.nanoTime();
        long answer = takeTurns(current, seed + 0x9E37_79B9L * round, times);
        compiled = round > 0 && compilerMillis() - compiling <= COMPILED_MILLIS;
        round++;
        used += System.nanoTime() - start;
        if (!warmUp) {
            measured++;
        } else if (over) {
            cutOff = new Times();
            times.copyTo(cutOff);
        }
        return answer;
    }

    private long takeTurns(Workload work, long input, Times times) throws Exception {
        long[] answers = new long[3];
        // The reference's first time is needed before the submission's first turn, to know when to cut it off.
        int first = round == 0 ? 2 : round % 3;
        for (int i = 0; i < 3; i++) {
            switch ((first + i) % 3) {
                case 0 -> {
                    long start = System.nanoTime();
                    answers[0] = ours(() -> work.baseline(input));
                    times.baseline = System.nanoTime() - start;
                }
                case 1 -> {
                    long start = System.nanoTime();
                    answers[1] = theirs(() -> work.submission(input, threads), times);
                    times.submission = System.nanoTime() - start;
                }
                default -> {
                    long start = System.nanoTime();
                    answers[2] = ours(() -> work.reference(input, threads));
                    times.reference = System.nanoTime() - start;
                    referenceNanos = times.reference;
                }
            }
        }
        if (answers[0] != answers[2]) {
            throw new FailedTurnException(false, Long.toString(answers[0]), Long.toString(answers[2]), null, 0);
        }
        if (times.cutOff == 0 && answers[1] != answers[0]) {
            throw new FailedTurnException(true, Long.toString(answers[0]), Long.toString(answers[1]), null, 0);
        }
        return answers[0];
    }

    /** All three are called in the same way: in a new thread. */
    private static long ours(Callable<Long> call) throws Exception {
        FutureTask<Long> task = start(call);
        return task.get();
    }

    private long theirs(Callable<Long> call, Times times) throws InterruptedException {
        FutureTask<Long> task = start(call);
        try {
            return task.get(Math.max(PATIENCE_NANOS, HOPELESS * referenceNanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            // Its threads go on, so nothing that is measured from here on would be worth anything.
            over = true;
            times.cutOff = 1;
            return 0;
        } catch (ExecutionException e) {
            Throwable thrown = e.getCause() == null ? e : e.getCause();
            @Nullable SourceLocation line = SubmissionFrames.topmost(thrown).orElse(null);
            @Nullable String file = line == null ? null : line.file();
            int number = line == null ? 0 : line.line();
            StackTraceElement stub = SubmissionFrames.unwritten(thrown).orElse(null);
            throw stub == null
                    ? new FailedTurnException(true, "an answer", Expect.threw(thrown), file, number)
                    : FailedTurnException.unwritten(SubmissionFrames.methodName(stub), file, number);
        }
    }

    private static FutureTask<Long> start(Callable<Long> call) {
        FutureTask<Long> task = new FutureTask<>(call);
        Thread caller = new Thread(task, "caller");
        caller.setDaemon(true);
        caller.start();
        return task;
    }

    private static long compilerMillis() {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        return compiler == null ? 0 : compiler.getTotalCompilationTime();
    }
}
