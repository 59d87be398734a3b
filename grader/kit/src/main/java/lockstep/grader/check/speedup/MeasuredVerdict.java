package lockstep.grader.check.speedup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import lockstep.grader.check.speedup.MeasuredCheck.Run;
import lockstep.grader.check.speedup.TimingRule.Meaning;
import lockstep.grader.check.speedup.TimingRule.Reading;
import lockstep.grader.probe.Boundary;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Evidence.Noise;
import lockstep.grader.verdict.Evidence.Scaling;
import lockstep.grader.verdict.Finding;
import lockstep.grader.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What up to three measurements mean for the submission. FAILED takes two that agree, on a machine that could give the
 * cores in both: two that differ are one measurement on a machine that changed in between. Or it takes as many that leave
 * it open as there are, while the reference in the submission's place is clear each time, and a loss of time that others'
 * load does not explain.
 */
final class MeasuredVerdict {

    /** A part of a core that others may use without doing harm: less than what the requirement leaves unused. */
    private static final double HARMLESS_CORES = 0.35;

    private static final double HARMLESS_STOLEN_PERCENT = 8;

    /** A short time's wait for the first turn on a core is more of it than a long time's. */
    private static final double HARMLESS_WAIT_PERCENT = 15;

    /** A program may take so many times the CPU time of one thread before that is named as what makes it slow. */
    private static final double OVERHEAD = 1.25;

    /** From here on, a CPU time that is so many times another has a cause of its own, whatever noise there is. */
    private static final double MUCH = 1.6;

    /** Below this part of the cores that the reference kept at work, waiting is named as what makes it slow. */
    private static final double AT_WORK = 0.75;

    private static final int POINTS_FOR_A_FIT = 3;

    private final Workload workload;
    private final TimingRule rule;
    private final int cores;
    private final int threads;

    MeasuredVerdict(Workload workload, TimingRule rule, int cores, int threads) {
        this.workload = workload;
        this.rule = rule;
        this.cores = cores;
        this.threads = threads;
    }

    /** How it stands after some looks. */
    enum Standing {
        /** Either way. */
        DECIDED,
        /** What speaks for or against the submission has to be seen once more. */
        TORN,
        /** Nothing could be told. */
        OPEN
    }

    /** Returns how it stands after these runs; at least one. */
    Standing standing(List<Run> runs) {
        List<Run> missed = with(Meaning.MISSED, runs);
        int met = with(Meaning.MET, runs).size();
        if (isFailed(missed) || met > missed.size()) {
            return Standing.DECIDED;
        }
        return missed.size() < 2 && missed.size() + met == runs.size() ? Standing.TORN : Standing.OPEN;
    }

    /** Returns whether a run alone speaks for what was measured. */
    boolean isMet(Run run) {
        return rule.read(run.turns()).meaning() == Meaning.MET;
    }

    private List<Run> with(Meaning meaning, List<Run> runs) {
        return runs.stream()
                .filter(run -> rule.read(run.turns()).meaning() == meaning)
                .toList();
    }

    private boolean isFailed(List<Run> missed) {
        return missed.size() >= 2 && !isToBlame(worst(missed), missed);
    }

    /**
     * Returns the verdict on up to three runs.
     *
     * @param alibis runs of the reference in the submission's place, after those that left it open
     */
    Verdict of(List<Run> runs, List<Run> alibis, Evidence.@Nullable WorkShare shares) throws Exception {
        List<Run> missed = with(Meaning.MISSED, runs);
        boolean failed = isFailed(missed);
        List<Run> told = failed ? missed : runs;
        List<Turn> turns = turns(told);
        Reading reading = rule.read(turns);
        Noise noise = worst(told);
        List<Evidence> evidence = evidence(told, reading, noise, shares);
        if (failed) {
            return failed(missed(reading, told, noise), told, evidence);
        }
        if (with(Meaning.MET, runs).size() > missed.size()) {
            return new Verdict.Passed(evidence);
        }
        return isSlowByItself(runs, alibis)
                ? failed(slowByItself(reading, alibis, turns), told, evidence)
                : new Verdict.Inconclusive(open(reading, noise, turns, missed) + ofAlibi(alibis), evidence);
    }

    private static Verdict failed(String what, List<Run> runs, List<Evidence> evidence) {
        Optional<Hotspot> hotspot = runs.stream()
                .flatMap(run -> Stream.ofNullable(run.measured().hotspot()))
                .findFirst();
        return new Verdict.Failed(new Finding(
                what + hotspot.map(Hotspot::inWords).orElse(""),
                null,
                hotspot.map(Hotspot::line).orElse(null),
                evidence));
    }

    private static List<Turn> turns(List<Run> runs) {
        return runs.stream().flatMap(run -> run.turns().stream()).toList();
    }

    private List<Evidence> evidence(
            List<Run> runs, Reading reading, @Nullable Noise noise, Evidence.@Nullable WorkShare shares)
            throws Exception {
        List<Turn> turns = turns(runs);
        Double startUpMillis = Boundary.apart(() -> workload.startUpMillis(threads));
        List<Evidence> evidence = new ArrayList<>(List.of(timing(reading, turns, noise, startUpMillis)));
        Scaling scaling = scaling(reading, turns, runs.get(runs.size() - 1).measured());
        if (scaling != null) {
            evidence.add(scaling);
        }
        if (shares != null) {
            evidence.add(shares);
        }
        return evidence;
    }

    /**
     * Who stays open in all looks, while the reference in the same place never does, is slow by itself if it loses more
     * time each time than others can have taken from it.
     */
    private boolean isSlowByItself(List<Run> runs, List<Run> alibis) {
        return runs.size() > 1
                && alibis.size() > 1
                && alibis.stream().allMatch(this::isMet)
                && runs.stream()
                        .allMatch(run -> rule.losesTimeByItself(
                                run.turns(), rule.read(turns(alibis)).attained().ratio()));
    }

    private String slowByItself(Reading reading, List<Run> alibis, List<Turn> turns) {
        return String.format(
                        Locale.ROOT,
                        "It could not be told how fast it is, though each time that could be told of the kit's own"
                                + " reference in its place, which was %.2f times as fast as one thread: ",
                        rule.read(turns(alibis)).speedup().ratio())
                + figures(reading, turns)
                + " What other processes took of the cores does not explain it.";
    }

    private String ofAlibi(List<Run> alibis) {
        return alibis.isEmpty() || alibis.stream().allMatch(this::isMet)
                ? ""
                : " The kit's own reference in its place could not be decided either.";
    }

    private String open(Reading reading, @Nullable Noise noise, List<Turn> turns, List<Run> missed) {
        if (missed.size() > 1) {
            return "It was slow: " + figures(reading, turns) + " But the machine was busy: " + inWords(noise);
        }
        if (!missed.isEmpty()) {
            return "The measurements did not agree: " + figures(reading, turns);
        }
        return switch (reading.meaning()) {
            case MET, MISSED -> "The measurements did not agree: " + figures(reading, turns);
            case BUSY -> busy(reading, noise);
            case UNSTEADY -> "The times were too unsteady to tell: " + rule.figures(reading);
            case REFERENCE_UNSTEADY -> referenceUnsteady(reading);
        };
    }

    /** Turns that were given up have no time that could be compared. */
    private String figures(Reading reading, List<Turn> turns) {
        return turns.stream().anyMatch(Turn::isGivenUp) ? "it was not done in time." : rule.figures(reading);
    }

    private String busy(Reading reading, @Nullable Noise noise) {
        return String.format(
                Locale.ROOT,
                "The machine gave too little: the kit's own reference reached only %.2f times the speed of one"
                        + " thread, where %d cores could give %.0f%s",
                reading.attained().ratio(),
                cores,
                rule.ceiling(),
                takesCoresAway(noise) ? "; " + inWords(noise) : ".");
    }

    private String referenceUnsteady(Reading reading) {
        return String.format(
                        Locale.ROOT,
                        "It was slow, but the speedup of the kit's own reference was too unsteady to be sure (between"
                                + " %.2f and %.2f): ",
                        reading.attained().low(),
                        reading.attained().high())
                + rule.figures(reading);
    }

    private boolean takesCoresAway(@Nullable Noise noise) {
        return noise != null
                && (noise.freeCores() < Math.min(cores, threads) - HARMLESS_CORES
                        || noise.stolenPercent() > HARMLESS_STOLEN_PERCENT
                        || noise.waitedPercent() > HARMLESS_WAIT_PERCENT);
    }

    /**
     * Noise is to blame for what it can have changed. Who was given up without having wanted a core that it did not get
     * is slow by itself, whatever else goes on. Who answered is slow by itself if it misses the requirement with all the
     * time taken off that others can have taken from it, and nothing taken off the reference's.
     */
    private boolean isToBlame(@Nullable Noise noise, List<Run> runs) {
        if (noise == null || !takesCoresAway(noise)) {
            return false;
        }
        List<Turn> givenUp = runs.stream()
                .flatMap(run -> run.turns().stream())
                .filter(Turn::isGivenUp)
                .toList();
        if (!givenUp.isEmpty()) {
            return noise.stolenPercent() > HARMLESS_STOLEN_PERCENT
                    || givenUp.stream().anyMatch(turn -> turn.end() == Turn.End.STARVED);
        }
        double left = leftByOthers(noise);
        return !runs.stream()
                .map(run -> run.turns().stream()
                        .map(turn -> turn.inPartOfItsTime(left))
                        .toList())
                .allMatch(turns -> rule.read(turns).meaning() == Meaning.MISSED);
    }

    /**
     * Returns the part of its time in which the submission had what it needed, at the very least. Where several threads
     * share the work, the slowest counts, and others can have taken more from one than from another.
     */
    private double leftByOthers(Noise noise) {
        double free = Math.min(1, noise.freeCores() / Math.min(cores, threads));
        double had = Math.min(free, 1 - noise.waitedPercent() / 100);
        double left = Math.max(0, had * (1 - Math.min(cores, threads) * noise.stolenPercent() / 100));
        return workload.isParallel() ? left * left : left;
    }

    private String inWords(@Nullable Noise noise) {
        return noise == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        "other processes left %.1f cores free where %d are needed, one thread had to wait for a core"
                                + " %.0f %% of its time, and the host took %.0f %%.",
                        noise.freeCores(),
                        Math.min(cores, threads),
                        noise.waitedPercent(),
                        noise.stolenPercent());
    }

    private static @Nullable Noise worst(List<Run> runs) {
        Noise worst = null;
        for (Run run : runs) {
            Noise noise = run.noise();
            if (noise != null) {
                worst = worst == null
                        ? noise
                        : new Noise(
                                Math.min(worst.freeCores(), noise.freeCores()),
                                Math.max(worst.stolenPercent(), noise.stolenPercent()),
                                Math.max(worst.waitedPercent(), noise.waitedPercent()));
            }
        }
        return worst;
    }

    /** Says how slow it is, and where the time goes as far as CPU times tell. */
    private String missed(Reading reading, List<Run> runs, @Nullable Noise noise) throws Exception {
        String costs = Boundary.apart(workload::costs);
        List<Turn> turns = runs.stream().flatMap(run -> run.turns().stream()).toList();
        for (Turn turn : turns) {
            if (turn.isGivenUp()) {
                return String.format(
                        Locale.ROOT,
                        "Not done after %.1f s, where the kit's reference took %.2f s for the same input and %.2f s would"
                                + " be enough.%s",
                        turn.submission().nanos() / 1e9,
                        turn.reference().nanos() / 1e9,
                        turn.reference().nanos() / workload.requiredFraction() / 1e9,
                        costs);
            }
        }
        return rule.figures(reading)
                + (workload.isParallel() && workload.isInProcess() ? whereTimeGoes(runs, turns) : costs)
                + (takesCoresAway(noise) ? " It had to wait for a core, too, but not nearly so long." : "");
    }

    private static String whereTimeGoes(List<Run> runs, List<Turn> turns) {
        double overhead = (double) cpu(turns, Turn::submission) / cpu(turns, Turn::baseline);
        double atWork = coresUsed(turns, Turn::submission);
        double ofReference = coresUsed(turns, Turn::reference);
        if (overhead > OVERHEAD) {
            return String.format(
                            Locale.ROOT,
                            " Its threads took %.1f times the CPU time of one thread for the same sum of work: ",
                            overhead)
                    + whatCosts(overhead, alone(runs, turns));
        }
        return atWork < AT_WORK * ofReference
                ? String.format(
                        Locale.ROOT,
                        " On average it kept %.1f cores at work, where the reference kept %.1f: its threads wait for"
                                + " each other, or for one that has more to do.",
                        atWork,
                        ofReference)
                : "";
    }

    /** Returns how many times the baseline's CPU time the submission takes when it is asked for one thread; NaN if unknown. */
    private static double alone(List<Run> runs, List<Turn> turns) {
        List<Turn> rounds = runs.stream()
                .flatMap(run -> run.measured().scaling().getOrDefault(1, List.of()).stream())
                .toList();
        return (double) cpu(rounds, Turn::submission) * turns.size() / rounds.size() / cpu(turns, Turn::baseline);
    }

    /** One thread shares nothing with anyone: what it pays as well is not the price of sharing. */
    private static String whatCosts(double overhead, double alone) {
        if (alone > MUCH && overhead < OVERHEAD * alone) {
            return String.format(
                    Locale.ROOT,
                    "something that they lock or make anew for each element costs more than the element. It is not that"
                            + " they share it: with a single thread it took %.1f times as much, too.",
                    alone);
        }
        return alone < OVERHEAD && overhead > MUCH * alone
                ? String.format(
                        Locale.ROOT,
                        "something that they share is fought over for each element, such as a lock, a number that all"
                                + " add to, or neighbours in an array. With a single thread, which shares it with nobody,"
                                + " it took only %.1f times as much.",
                        alone)
                : "something that they share, lock or make anew for each element costs more than the element.";
    }

    /** The system counts CPU time in hundredths of a second: only all rounds together say something. */
    private static long cpu(List<Turn> turns, Function<Turn, Lap> lap) {
        return turns.stream().map(lap).mapToLong(Lap::cpuNanos).sum();
    }

    private static double coresUsed(List<Turn> turns, Function<Turn, Lap> lap) {
        return (double) cpu(turns, lap)
                / turns.stream().map(lap).mapToLong(Lap::nanos).sum();
    }

    private Evidence.Timing timing(
            Reading reading, List<Turn> turns, @Nullable Noise noise, @Nullable Double startUpMillis) {
        return new Evidence.Timing(
                workload.describe(),
                new Evidence.Machine(cores, threads, noise),
                new Evidence.Times(
                        turns.size(),
                        TimingRule.spread(turns, Turn::baseline),
                        TimingRule.spread(turns, Turn::submission),
                        TimingRule.spread(turns, Turn::reference),
                        startUpMillis),
                reading.speedup(),
                reading.attained(),
                reading.required());
    }

    private @Nullable Scaling scaling(Reading reading, List<Turn> turns, ForkedMeasurement.Measured measured) {
        if (measured.scaling().isEmpty()) {
            return null;
        }
        double baseline = median(turns, turn -> turn.baseline().nanos());
        Map<Integer, Scaling.Point> points = new TreeMap<>();
        measured.scaling()
                .forEach((count, rounds) -> points.put(
                        count,
                        new Scaling.Point(
                                count,
                                baseline
                                        / median(
                                                rounds,
                                                turn -> turn.submission().nanos()),
                                baseline
                                        / median(
                                                rounds, turn -> turn.reference().nanos()))));
        points.put(
                threads,
                new Scaling.Point(
                        threads, reading.speedup().ratio(), reading.attained().ratio()));
        List<Scaling.Point> all = List.copyOf(points.values());
        return new Scaling(workload.describe(), cores, all, serialFraction(all));
    }

    /**
     * Fits Amdahl's law, 1/speedup = s + (1 - s)/n, by least squares; one thread's own loss against the baseline is left
     * to the fit.
     */
    static @Nullable Double serialFraction(List<Scaling.Point> points) {
        if (points.size() < POINTS_FOR_A_FIT) {
            return null;
        }
        double above = 0;
        double below = 0;
        for (Scaling.Point point : points) {
            double x = 1 - 1.0 / point.threads();
            above += x * (1 / point.ratio() - 1.0 / point.threads());
            below += x * x;
        }
        return Math.max(0, Math.min(1, above / below));
    }

    private static double median(List<Turn> turns, ToDoubleFunction<Turn> figure) {
        DoubleStream sorted = turns.stream().mapToDouble(figure).sorted();
        return sorted.skip((turns.size() - 1) / 2).findFirst().orElseThrow();
    }
}
