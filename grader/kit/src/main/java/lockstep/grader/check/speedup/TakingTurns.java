package lockstep.grader.check.speedup;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import lockstep.grader.check.speedup.TurnTaker.Who;
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
 * so that whatever slows the machine for longer than a round slows all three, and ratios within a round stay fair. Their
 * order is drawn anew for each round; answers are compared.
 *
 * <p>The rounds are a sequential design: they end as soon as the rule finds the answer clear. A round that is not worth
 * its time any more (all is compiled, the answer is clear, the time is used up, the submission was given up) is left out:
 * it reports zeros. After them the submission's work is recorded once more where its time did not speak for it, and come a
 * few rounds without a baseline, with other numbers of threads.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TakingTurns {

    /** From so many rounds on, a measurement that has used up its time ends. */
    private static final int ENOUGH = 3;

    /** The compiler is done when it worked less than this during a whole round. */
    private static final long COMPILED_MILLIS = 3;

    /** The class of the workload. */
    @Param("")
    public String workload = "";

    /** The file that is written to when the fork has got as far as the submission, and when it knows where the time goes. */
    @Param("")
    public String mark = "";

    /** How many cores there are to use. */
    @Param("2")
    public int cores;

    /** How many threads or processes share the work. */
    @Param("2")
    public int threads;

    /** After how many milliseconds, warm-up included, the rounds that are not needed are left out. */
    @Param("5000")
    public long budgetMillis;

    /** How many rounds count, at most; whatever comes after them has other numbers of threads. */
    @Param("1")
    public int rounds;

    /** Whether the reference takes the submission's turns as well. */
    @Param("false")
    public boolean alibi;

    /** What a submission can foresee it can compute ahead: the input of the next round, and whose turn comes next. */
    private final SecureRandom random = new SecureRandom();

    private final List<Who> order = new ArrayList<>(List.of(Who.values()));
    private final List<Turn> turns = new ArrayList<>();
    private @Nullable Workload work;
    private @Nullable TurnTaker taker;
    private int round;
    private int scaled;
    private long used;
    private boolean compiled;
    private boolean over;
    private boolean looked;
    private boolean recorded;

    /** A round of the warm-up that ended the measurement; the worker hears of measured rounds only. */
    private @Nullable Times cutOff;

    /** The times of a round, as JMH carries them to the worker; all in nanoseconds. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Times {
        /** With how many threads. */
        public long threads;
        /** Wall time of the baseline; 0 in a round without it. */
        public long baseline;
        /** Wall time of the submission. */
        public long submission;
        /** Wall time of the reference. */
        public long reference;
        /** CPU time of the baseline. */
        public long baselineCpu;
        /** CPU time of the submission. */
        public long submissionCpu;
        /** What others took of the cores during the submission's turn. */
        public long submissionTaken;
        /** CPU time of the reference. */
        public long referenceCpu;
        /** How long the baseline's thread was ready to run and had to wait. */
        public long waited;
        /** The number of a {@link Turn.End}. */
        public long end;

        private void put(int ofThreads, Turn turn, long waitedNanos) {
            threads = ofThreads;
            baseline = turn.baseline().nanos();
            submission = turn.submission().nanos();
            reference = turn.reference().nanos();
            baselineCpu = turn.baseline().cpuNanos();
            submissionCpu = turn.submission().cpuNanos();
            submissionTaken = turn.submission().takenNanos();
            referenceCpu = turn.reference().cpuNanos();
            waited = waitedNanos;
            end = turn.end().ordinal();
        }
    }

    /** Makes the workload, and the fork's life depend on the worker's. */
    @Setup
    public void setUp() throws ReflectiveOperationException, IOException {
        // What a submission prints costs it its time, but nobody's terminal and nobody's memory.
        PrintStream nowhere = new PrintStream(
                new FileOutputStream(ProcessBuilder.Redirect.DISCARD.file()), true, StandardCharsets.UTF_8);
        System.setOut(nowhere);
        System.setErr(nowhere);
        // A worker that is killed at its deadline cannot take its fork along, and a fork that hangs would stay for
        // ever.
        ProcessHandle.current()
                .parent()
                .map(ProcessHandle::onExit)
                .ifPresent(end -> end.thenRun(() -> {
                    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
                    Runtime.getRuntime().halt(1);
                }));
        Files.writeString(Path.of(mark), "begun");
        work = Class.forName(workload)
                .asSubclass(Workload.class)
                .getDeclaredConstructor()
                .newInstance();
        taker = new TurnTaker(work, threads, 0, alibi);
    }

    /** One round. */
    @Benchmark
    public int round(Times times, IterationParams iteration) throws Exception {
        Workload current = work;
        TurnTaker all = taker;
        if (current == null || all == null) {
            throw new IllegalStateException("no workload");
        }
        long start = System.nanoTime();
        if (iteration.getType() == IterationType.WARMUP) {
            warmUp(all, times);
        } else if (cutOff != null) {
            report(cutOff, times);
            cutOff = null;
        } else if (!over && !isEnough(current)) {
            Turn turn = next(all, times);
            turns.add(turn);
        } else if (!over && !alibi && !looked) {
            looked = true;
            all.expectNobodyLeft();
        } else if (!over && !alibi && !recorded && !isMet(current)) {
            recorded = true;
            all.profile(random::nextLong);
            tell(all);
            all.record(random.nextLong());
        } else if (!over && !alibi) {
            scale(current, all.referenceNanos(), times);
        }
        used += System.nanoTime() - start;
        return round;
    }

    private void warmUp(TurnTaker all, Times times) throws Exception {
        if (over || compiled || isUsedUp()) {
            return;
        }
        long compiling = compilerMillis();
        next(all, times);
        compiled = round > 1 && compilerMillis() - compiling <= COMPILED_MILLIS;
        if (over) {
            cutOff = new Times();
            report(times, cutOff);
        }
    }

    private Turn next(TurnTaker all, Times times) throws Exception {
        Collections.shuffle(order, random);
        Turn turn = all.round(order, random.nextLong());
        round++;
        over = turn.isGivenUp();
        if (over && !alibi) {
            tell(all);
        }
        times.put(threads, turn, all.waitedNanos());
        return turn;
    }

    private void tell(TurnTaker all) throws IOException {
        Optional<Hotspot> hotspot = all.hotspot();
        if (hotspot.isPresent()) {
            Files.writeString(Path.of(mark), hotspot.get().write());
        }
    }

    /** A busy machine gets no rounds beyond the time; a submission that looks slow gets those that can tell. */
    private boolean isEnough(Workload current) {
        if (turns.isEmpty()) {
            return false;
        }
        TimingRule rule = new TimingRule(current, cores, threads);
        boolean busy = rule.read(turns).meaning() == TimingRule.Meaning.BUSY;
        int enough = busy ? Math.min(ENOUGH, current.fewestRounds()) : ENOUGH;
        return turns.size() >= rounds || (isUsedUp() && turns.size() >= enough) || !rule.isOpen(turns);
    }

    private boolean isMet(Workload current) {
        return new TimingRule(current, cores, threads).read(turns).meaning() == TimingRule.Meaning.MET;
    }

    private void scale(Workload current, long referenceNanos, Times times) throws Exception {
        List<Integer> plan = ScalingPlan.of(current, cores, threads);
        if (scaled >= plan.size()) {
            return;
        }
        int of = plan.get(scaled);
        Turn turn = new TurnTaker(current, of, threads * referenceNanos / of, false).withoutBaseline(random.nextLong());
        scaled = turn == null ? plan.size() : scaled + 1;
        if (turn != null) {
            times.put(of, turn, 0);
        }
    }

    private boolean isUsedUp() {
        return used > budgetMillis * 1_000_000;
    }

    private static void report(Times from, Times to) {
        to.threads = from.threads;
        to.baseline = from.baseline;
        to.submission = from.submission;
        to.reference = from.reference;
        to.submissionCpu = from.submissionCpu;
        to.submissionTaken = from.submissionTaken;
        to.end = from.end;
    }

    private static long compilerMillis() {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        return compiler == null ? 0 : compiler.getTotalCompilationTime();
    }
}
