package lockstep.grader.verdict;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was observed. Strings that stem from a submission are raw here; whoever shows them escapes them. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Evidence.CompilerMessage.class, name = "compiler-message"),
    @JsonSubTypes.Type(value = Evidence.RuleBreach.class, name = "rule-breach"),
    @JsonSubTypes.Type(value = Evidence.Counterexample.class, name = "counterexample"),
    @JsonSubTypes.Type(value = Evidence.Interleaving.class, name = "interleaving"),
    @JsonSubTypes.Type(value = Evidence.Gap.class, name = "gap"),
    @JsonSubTypes.Type(value = Evidence.Exploration.class, name = "exploration"),
    @JsonSubTypes.Type(value = Evidence.DataRace.class, name = "data-race"),
    @JsonSubTypes.Type(value = Evidence.OutcomeTable.class, name = "outcome-table"),
    @JsonSubTypes.Type(value = Evidence.StuckThreads.class, name = "stuck-threads"),
    @JsonSubTypes.Type(value = Evidence.Leak.class, name = "leak"),
    @JsonSubTypes.Type(value = Evidence.Timing.class, name = "timing"),
    @JsonSubTypes.Type(value = Evidence.Scaling.class, name = "scaling"),
    @JsonSubTypes.Type(value = Evidence.WorkShare.class, name = "work-share"),
    @JsonSubTypes.Type(value = Evidence.Crash.class, name = "crash")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Evidence {

    /**
     * What the compiler said.
     *
     * @param location null where the message has no line
     * @param message the compiler's own words
     * @param meaning what it usually means to a beginner, or null
     */
    record CompilerMessage(
            @Nullable SourceLocation location,
            String message,
            @Nullable String meaning) implements Evidence {}

    /**
     * A place where the code breaks a rule of structure.
     *
     * @param location null where the breach is that something is missing
     * @param rule the rule in words a student understands
     * @param breach what was found
     */
    record RuleBreach(@Nullable SourceLocation location, String rule, String breach) implements Evidence {}

    /**
     * A call whose answer is wrong.
     *
     * @param call the call as a student would write it
     * @param expected what the contract says
     * @param actual what happened
     * @param answeredAt the line of the return that gave the wrong answer; null where that is not known
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Counterexample(
            String call,
            String expected,
            String actual,
            @Nullable SourceLocation answeredAt) implements Evidence {

        /** A wrong answer of which it is not known which line gave it. */
        public Counterexample(String call, String expected, String actual) {
            this(call, expected, actual, null);
        }
    }

    /**
     * A witnessed order of steps.
     *
     * @param outcome what this order led to
     * @param schedule the order in a short form from which it can be run again, or null where it cannot
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Interleaving(
            List<String> threads,
            List<Step> steps,
            String outcome,
            @Nullable String schedule) implements Evidence {
        public Interleaving {
            threads = List.copyOf(threads);
            steps = List.copyOf(steps);
        }
    }

    /**
     * One step of one thread.
     *
     * @param action what it did: {@code read value}, {@code lock monitor}
     * @param value what it read or wrote, or null
     * @param effect what it did to something that threads share, or null where that is not known
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Step(
            String thread,
            @Nullable SourceLocation location,
            String action,
            @Nullable String value,
            @Nullable Effect effect) {

        /** A step in words alone. */
        public Step(String thread, @Nullable SourceLocation location, String action, @Nullable String value) {
            this(thread, location, action, value, null);
        }
    }

    /**
     * What a step did to something that threads share.
     *
     * @param on the variable or the lock; two locks of one interleaving never have one name
     * @param racing whether it is one of the two accesses of the data race that is shown
     * @param after the number, from 0, of the earlier step of another thread that handed over to this one, so that all
     *     before that one happens-before all after this one; null where there is none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Effect(
            Touch touch,
            String on,
            boolean racing,
            @Nullable Integer after) {}

    /** How a step touches what threads share. */
    enum Touch {
        @JsonProperty("read")
        READ,
        @JsonProperty("write")
        WRITE,
        @JsonProperty("acquire")
        ACQUIRE,
        @JsonProperty("release")
        RELEASE,
        /** It cannot go on before another thread does something. */
        @JsonProperty("wait")
        WAIT
    }

    /**
     * Two places of one call between which others came in, so that it was not one step.
     *
     * @param thread whose call it is
     * @param from where it had to be left alone from then on; null where that is no line of the submission
     * @param to where it went on, or null
     * @param others who came in: a thread, or {@code others}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Gap(
            String thread,
            @Nullable SourceLocation from,
            @Nullable SourceLocation to,
            String others) implements Evidence {}

    /**
     * How many interleavings of a scenario were tried, one thread moving at a time.
     *
     * @param preemptions how often at most a thread was switched off that could have gone on
     * @param exhausted whether these were all interleavings with so many preemptions
     * @param notControlled why the interleavings could not be controlled, so that something else decided; else null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Exploration(
            int interleavings,
            int preemptions,
            boolean exhausted,
            @Nullable String notControlled) implements Evidence {}

    /**
     * Two accesses to one variable, at least one of them a write, not ordered by happens-before (JLS 17.4.5).
     *
     * @param missingEdge what would have ordered them
     */
    record DataRace(String variable, Access first, Access second, String missingEdge) implements Evidence {}

    /** One access of a data race; the stack's first frame is the access itself. */
    record Access(String thread, boolean write, List<SourceLocation> stack) {
        public Access {
            stack = List.copyOf(stack);
        }
    }

    /**
     * What a scenario was seen to result in over many rounds.
     *
     * @param scenario what the threads did
     * @param rounds how often
     */
    record OutcomeTable(String scenario, long rounds, List<Row> rows) implements Evidence {
        public OutcomeTable {
            rows = List.copyOf(rows);
        }

        /** An outcome, how often it was seen, and whether the contract permits it. */
        public record Row(String outcome, long count, boolean permitted) {}
    }

    /**
     * Threads that wait and will not go on.
     *
     * @param cycle the threads that wait for each other in a ring, or empty
     */
    record StuckThreads(String what, List<Stuck> threads, List<String> cycle) implements Evidence {
        public StuckThreads {
            threads = List.copyOf(threads);
            cycle = List.copyOf(cycle);
        }
    }

    /**
     * One thread that does not go on.
     *
     * @param state as {@link Thread.State} names it
     * @param waitsFor the lock or condition, or null where it runs
     * @param heldBy the name of the thread that holds it, or null
     * @param location the topmost line of the submission in its stack, or null
     * @param stack its frames as text, topmost first
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Stuck(
            String thread,
            String state,
            @Nullable String waitsFor,
            @Nullable String heldBy,
            @Nullable SourceLocation location,
            List<String> stack) {
        public Stuck {
            stack = List.copyOf(stack);
        }
    }

    /**
     * What was left running.
     *
     * @param what {@code threads} or {@code processes}
     * @param names what each is called, with what it is doing
     */
    record Leak(String what, List<String> names) implements Evidence {
        public Leak {
            names = List.copyOf(names);
        }
    }

    /**
     * Times of the kit's sequential baseline, the submission and the kit's reference, measured in turn in one run.
     *
     * @param workload what was computed
     * @param ratio the submission's speedup, with its interval
     * @param attainable the reference's speedup in the same run, with its interval
     * @param required what the check asks for
     */
    record Timing(String workload, Machine machine, Times times, Estimate ratio, Estimate attainable, double required)
            implements Evidence {}

    /**
     * What a measurement ran on.
     *
     * @param cores as many as the JVM may use
     * @param threads as many as were asked for
     * @param noise what else went on meanwhile; null where the system does not tell
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Machine(int cores, int threads, @Nullable Noise noise) {
        /** A machine of whose load nothing is known. */
        public Machine(int cores, int threads) {
            this(cores, threads, null);
        }
    }

    /**
     * What took cores away from a measurement.
     *
     * @param freeCores how many of the machine's cores other processes left free, on average
     * @param stolenPercent time that the virtual machine was ready to run and did not, of all cores' time
     * @param waitedPercent time that the baseline's one thread was ready to run and had to wait for a core
     */
    record Noise(double freeCores, double stolenPercent, double waitedPercent) {}

    /**
     * Medians and spreads.
     *
     * @param pairs the number of rounds
     * @param startUpMillis what of a parallel time is the start of processes that have nothing to do yet, or null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Times(
            int pairs,
            Spread baseline,
            Spread submission,
            Spread reference,
            @Nullable Double startUpMillis) {
        /** Times without a start-up worth telling. */
        public Times(int pairs, Spread baseline, Spread submission, Spread reference) {
            this(pairs, baseline, submission, reference, null);
        }
    }

    /**
     * Median with the smallest and the largest, in milliseconds.
     *
     * @param cpuMillis the mean of the CPU time of all threads together; null where it cannot be told
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Spread(
            double medianMillis,
            double minMillis,
            double maxMillis,
            @Nullable Double cpuMillis) {
        /** A spread of wall times alone. */
        public Spread(double medianMillis, double minMillis, double maxMillis) {
            this(medianMillis, minMillis, maxMillis, null);
        }
    }

    /** A ratio with the interval that holds its median with the stated confidence, in per cent. */
    record Estimate(double ratio, double low, double high, double confidencePercent) {}

    /**
     * How the speedup grows with the number of threads.
     *
     * @param points by number of threads
     * @param serialFraction the part of the work that Amdahl's law says is done by one thread alone, fitted to the
     *     submission's points; null where there are fewer than three
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Scaling(
            String workload,
            int cores,
            List<Point> points,
            @Nullable Double serialFraction) implements Evidence {
        public Scaling {
            points = List.copyOf(points);
        }

        /** The speedups of the submission and of the kit's reference with so many threads. */
        public record Point(int threads, double ratio, double attainable) {}
    }

    /**
     * Who did how much.
     *
     * @param shares each thread's or process's share of the calls, from 0 to 1, largest first
     * @param cpuMillis the CPU time of each of them, in the same order; empty where it is not known
     */
    record WorkShare(String what, List<Double> shares, List<Double> cpuMillis) implements Evidence {
        public WorkShare {
            shares = List.copyOf(shares);
            // Feedback that was written before there were any has none.
            cpuMillis = cpuMillis == null ? List.of() : List.copyOf(cpuMillis);
        }

        /** Shares without CPU times. */
        public WorkShare(String what, List<Double> shares) {
            this(what, shares, List.of());
        }
    }

    /**
     * A process that did not end as it should.
     *
     * @param how {@code exit}, {@code out-of-memory}, {@code output-flood}, {@code killed-at-limit} or {@code garbled}
     * @param exitStatus null where it was killed
     * @param lastOutput the end of what it printed
     */
    record Crash(String how, String what, @Nullable Integer exitStatus, String lastOutput) implements Evidence {}
}
