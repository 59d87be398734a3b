package lockstep.grader.check.speedup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs a workload's rounds in a JVM of their own, by JMH, which has the class path of this one.
 *
 * <p>JMH runs in the worker and not in the grader because the fork's results come by Java serialisation, which a
 * submission that shares the fork could abuse.
 */
final class ForkedMeasurement {

    private static final int TAIL = 2_000;

    /** A submission may have written to the file, too, and much. */
    private static final int LONGEST_HOTSPOT = 4_096;

    private final Workload workload;
    private final Order order;

    /**
     * What is to be measured.
     *
     * @param cores how many cores there are to use
     * @param threads how many threads or processes share the work
     * @param rounds how many rounds, at most
     * @param budgetMillis after how long to stop early
     * @param alibi whether the reference takes the submission's turns as well, so that nothing of the submission runs
     */
    record Order(int cores, int threads, int rounds, long budgetMillis, boolean alibi) {}

    /** What came of a fork. */
    sealed interface Outcome {}

    /**
     * Rounds were measured.
     *
     * @param turns at least one
     * @param scaling rounds without a baseline, by their number of threads
     * @param waitedPercent time that the baseline's threads were ready to run and had no core
     * @param hotspot where a slow submission's time goes; null where no line stands out
     */
    record Measured(
            List<Turn> turns,
            Map<Integer, List<Turn>> scaling,
            double waitedPercent,
            @Nullable Hotspot hotspot) implements Outcome {
        public Measured {
            turns = List.copyOf(turns);
            scaling = Map.copyOf(scaling);
        }
    }

    /** A turn gave a wrong answer or threw. */
    record Broken(FailedTurnException failure) implements Outcome {}

    /**
     * The fork did not come to its end.
     *
     * @param begun whether it got as far as to load the submission
     * @param how what JMH says about it
     * @param lastOutput the end of what the fork printed
     */
    record Lost(boolean begun, String how, String lastOutput) implements Outcome {}

    ForkedMeasurement(Workload workload, Order order) {
        this.workload = workload;
        this.order = order;
    }

    /** Starts a fork and waits for its end. */
    Outcome run() {
        // Two graders on one machine are no reason for either to wait: rounds are judged by what happens within them.
        System.setProperty("jmh.ignoreLock", "true");
        System.setProperty("jmh.blackhole.autoDetect", "false");
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        OutputFormat format = OutputFormatFactory.createFormatInstance(out, VerboseMode.SILENT);
        Path mark = newMark();
        try {
            return measured(new Runner(options(mark), format).run(), mark);
        } catch (RunnerException e) {
            FailedTurnException failure = find(e);
            boolean begun = mark.toFile().length() > 0;
            return failure != null ? new Broken(failure) : new Lost(begun, deepestMessage(e), tail(printed));
        }
    }

    /** Makes an empty file, in which the fork writes when it has got as far as the submission, and a hotspot. */
    private static Path newMark() {
        try {
            return Files.createTempFile("fork", "");
        } catch (IOException e) {
            throw new UncheckedIOException("no file can be made in the scratch folder", e);
        }
    }

    private Options options(Path mark) {
        return new OptionsBuilder()
                .include("^" + TakingTurns.class.getName().replace(".", "\\.") + "\\.round$")
                .param("workload", workload.getClass().getName())
                .param("mark", mark.toString())
                .param("cores", Integer.toString(order.cores()))
                .param("rounds", Integer.toString(order.rounds()))
                .param("threads", Integer.toString(order.threads()))
                .param("budgetMillis", Long.toString(order.budgetMillis()))
                .param("alibi", Boolean.toString(order.alibi()))
                .forks(1)
                .warmupIterations(workload.warmUps())
                // Two more: to look for threads that were left, and for the record of the submission's work.
                .measurementIterations(order.rounds()
                        + 2
                        + ScalingPlan.of(workload, order.cores(), order.threads())
                                .size())
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .jvmArgs(jvmArguments())
                .build();
    }

    /** The fork gets the worker's flags except for those that would make its timings worthless. */
    private static String[] jvmArguments() {
        Stream<String> inherited = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !argument.startsWith("-XX:TieredStopAtLevel")
                        && !argument.startsWith("-Xint")
                        && !argument.startsWith("-javaagent")
                        && !argument.startsWith("-agentlib")
                        && !argument.startsWith("-XX:SharedArchiveFile")
                        && !argument.startsWith("-XX:ArchiveClassesAtExit"));
        // A submission that leaves threads behind must not keep the fork alive for half a minute.
        return Stream.concat(inherited, Stream.of("-Djmh.shutdownTimeout=1", "-Djmh.shutdownTimeout.step=1"))
                .toArray(String[]::new);
    }

    @SuppressWarnings("rawtypes") // JMH's own signature
    private Outcome measured(Collection<RunResult> results, Path mark) {
        List<Turn> turns = new ArrayList<>();
        Map<Integer, List<Turn>> scaling = new TreeMap<>();
        long waited = 0;
        List<Map<String, Result>> rounds = results.stream()
                .flatMap(result -> result.getBenchmarkResults().stream())
                .flatMap(fork -> fork.getIterationResults().stream())
                .map(IterationResult::getSecondaryResults)
                .toList();
        for (Map<String, Result> counters : rounds) {
            int threads = (int) value(counters, "threads");
            Turn turn = turn(counters);
            if (turn.baseline().nanos() > 0) {
                turns.add(turn);
                waited += value(counters, "waited");
            } else if (threads > 0) {
                scaling.computeIfAbsent(threads, count -> new ArrayList<>()).add(turn);
            }
        }
        long baseline =
                turns.stream().mapToLong(turn -> turn.baseline().nanos()).sum();
        return turns.isEmpty()
                ? new Lost(true, "the fork measured nothing", "")
                : new Measured(turns, scaling, 100.0 * waited / baseline, hotspot(mark));
    }

    private static @Nullable Hotspot hotspot(Path mark) {
        try {
            return Files.size(mark) > LONGEST_HOTSPOT
                    ? null
                    : Hotspot.read(Files.readString(mark)).orElse(null);
        } catch (IOException e) {
            return null;
        }
    }

    @SuppressWarnings("rawtypes") // JMH's own signature
    private static Turn turn(Map<String, Result> counters) {
        return new Turn(
                new Lap(value(counters, "baseline"), value(counters, "baselineCpu")),
                new Lap(
                        value(counters, "submission"),
                        value(counters, "submissionCpu"),
                        value(counters, "submissionTaken")),
                new Lap(value(counters, "reference"), value(counters, "referenceCpu")),
                Turn.End.values()[(int) value(counters, "end")]);
    }

    @SuppressWarnings("rawtypes") // JMH's own signature
    private static long value(Map<String, Result> counters, String name) {
        Result counter = counters.get(name);
        if (counter == null) {
            throw new IllegalStateException("no counter " + name + " in " + counters.keySet());
        }
        return Math.round(counter.getScore());
    }

    private static @Nullable FailedTurnException find(@Nullable Throwable thrown) {
        if (thrown == null || thrown instanceof FailedTurnException) {
            return (FailedTurnException) thrown;
        }
        return Stream.concat(Stream.ofNullable(thrown.getCause()), Stream.of(thrown.getSuppressed()))
                .flatMap(inner -> Stream.ofNullable(find(inner)))
                .findFirst()
                .orElse(null);
    }

    private static String deepestMessage(Throwable thrown) {
        Throwable deepest = thrown;
        while (deepest.getCause() != null || deepest.getSuppressed().length > 0) {
            deepest = deepest.getCause() != null ? deepest.getCause() : deepest.getSuppressed()[0];
        }
        return String.valueOf(deepest.getMessage());
    }

    private static String tail(ByteArrayOutputStream printed) {
        String text = printed.toString(StandardCharsets.UTF_8);
        return text.substring(Math.max(0, text.length() - TAIL));
    }
}
