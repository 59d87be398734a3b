package lockstep.grader.report.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import lockstep.grader.report.render.Block.Fact;
import lockstep.grader.report.render.Block.Tone;
import lockstep.grader.verdict.Evidence;

/** Evidence of time in words, tables and bars. */
final class TimeBlocks {

    private TimeBlocks() {}

    static List<Block> timing(Evidence.Timing it) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Prose(it.workload() + ", " + it.machine().threads() + " at once on "
                + it.machine().cores() + (it.machine().cores() == 1 ? " core, " : " cores, ")
                + Numbers.plural(it.times().pairs(), "round") + ":"));
        blocks.add(times(it.times()));
        blocks.add(new Block.Speedup(it));
        List<Fact> facts = new ArrayList<>();
        Double startUp = it.times().startUpMillis();
        if (startUp != null) {
            facts.add(new Fact(
                    "Start-up",
                    String.format(
                            Locale.ROOT,
                            "%.0f ms until %d processes without any work have started and ended: part of both parallel"
                                    + " times",
                            startUp,
                            it.machine().threads()),
                    Tone.PLAIN));
        }
        Evidence.Noise noise = it.machine().noise();
        if (noise != null) {
            facts.add(new Fact(
                    "Machine",
                    String.format(
                                    Locale.ROOT,
                                    "other programs left %.1f of %d cores free; one thread waited %.0f %% of its time for a"
                                            + " core",
                                    noise.freeCores(),
                                    it.machine().cores(),
                                    noise.waitedPercent())
                            + (noise.stolenPercent() < 0.5
                                    ? ""
                                    : String.format(
                                            Locale.ROOT,
                                            "; %.0f %% of the time went to other virtual machines on the same computer",
                                            noise.stolenPercent())),
                    Tone.PLAIN));
        }
        if (!facts.isEmpty()) {
            blocks.add(new Block.Facts(facts));
        }
        return blocks;
    }

    private static Block times(Evidence.Times times) {
        List<Evidence.Spread> all = List.of(times.baseline(), times.submission(), times.reference());
        boolean cpu = all.stream().allMatch(spread -> spread.cpuMillis() != null);
        List<String> labels = List.of("one thread (baseline)", "yours", "the kit's reference");
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Evidence.Spread spread = all.get(i);
            List<String> row = new ArrayList<>(List.of(
                    labels.get(i),
                    Numbers.millis(spread.medianMillis()),
                    Numbers.millis(spread.minMillis()),
                    Numbers.millis(spread.maxMillis())));
            Double ofAllThreads = spread.cpuMillis();
            if (cpu && ofAllThreads != null) {
                row.add(Numbers.millis(ofAllThreads));
            }
            rows.add(row);
        }
        return new Block.Grid(
                cpu
                        ? List.of("time in ms", "median", "least", "most", "CPU")
                        : List.of("time in ms", "median", "least", "most"),
                rows,
                cpu ? Set.of(1, 2, 3, 4) : Set.of(1, 2, 3),
                Set.of());
    }

    static List<Block> scaling(Evidence.Scaling it) {
        List<Block> blocks = new ArrayList<>(List.of(new Block.Curve(it)));
        Double fraction = it.serialFraction();
        if (fraction != null) {
            blocks.add(new Block.Facts(List.of(new Fact(
                    "Amdahl",
                    String.format(
                            Locale.ROOT,
                            "the points fit a program of which %.0f %% runs in one thread alone: never more than %s as fast"
                                    + " as one thread",
                            100 * fraction,
                            fraction < 0.01 ? "100 times" : String.format(Locale.ROOT, "%.1f times", 1 / fraction)),
                    Tone.PLAIN))));
        }
        return blocks;
    }

    static Block workShare(Evidence.WorkShare it) {
        double fair = it.shares().isEmpty() ? 0 : 1.0 / it.shares().size();
        List<Block.Bar> bars = IntStream.range(0, it.shares().size())
                .mapToObj(i -> new Block.Bar(
                        String.valueOf(i + 1),
                        it.shares().get(i),
                        String.format(Locale.ROOT, "%.0f %%", 100 * it.shares().get(i))
                                + (i < it.cpuMillis().size()
                                        ? ", " + Numbers.millis(it.cpuMillis().get(i)) + " ms of CPU time"
                                        : ""),
                        Tone.PLAIN))
                .toList();
        return new Block.Bars(
                "Share of the work by " + it.what()
                        + String.format(Locale.ROOT, " (%.0f %% each would be fair):", 100 * fair),
                bars,
                1);
    }
}
