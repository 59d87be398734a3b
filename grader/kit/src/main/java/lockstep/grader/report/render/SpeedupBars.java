package lockstep.grader.report.render;

import java.util.ArrayList;
import java.util.List;
import lockstep.grader.report.render.Block.Bar;
import lockstep.grader.report.render.Block.Tone;
import lockstep.grader.verdict.Evidence;

/** The measured speedup in bars, where there is no picture. */
final class SpeedupBars {

    private SpeedupBars() {}

    static Block.Bars of(Evidence.Timing timing) {
        List<Bar> bars = new ArrayList<>();
        bars.add(new Bar(
                "yours",
                timing.ratio().ratio(),
                Numbers.times(timing.ratio().ratio()) + " (" + Numbers.interval(timing.ratio()) + ")",
                Tone.CODE));
        bars.add(new Bar("required", timing.required(), Numbers.times(timing.required()), Tone.PLAIN));
        bars.add(new Bar(
                "attainable",
                timing.attainable().ratio(),
                Numbers.times(timing.attainable().ratio()) + " (" + Numbers.interval(timing.attainable()) + ")",
                Tone.PLAIN));
        bars.add(new Bar("ideal", ideal(timing), Numbers.times(ideal(timing)), Tone.PLAIN));
        return Block.Bars.upToLargest("Speedup over one thread, in brackets the range in which it lies:", bars);
    }

    /** Returns the speedup of a program that loses nothing: as many as there are threads, but no more than cores. */
    static double ideal(Evidence.Timing timing) {
        return Math.min(timing.machine().cores(), timing.machine().threads());
    }
}
