package lockstep.grader.report.render;

import static j2html.TagCreator.each;
import static j2html.TagCreator.p;
import static j2html.TagCreator.tag;

import j2html.tags.ContainerTag;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Evidence.Effect;
import lockstep.grader.verdict.Evidence.Touch;
import org.jspecify.annotations.Nullable;

/**
 * An interleaving as an inline picture: one lane per thread, time downwards, steps as boxes with their lines and values,
 * bars where a lock is held, dashes where a thread waits, arrows for happens-before, and the racing accesses marked.
 */
final class LanePicture {

    static final int MOST_LANES = 8;
    static final int MOST_STEPS = 120;

    private static final int GUTTER = 34;
    private static final int HEAD = 34;
    private static final int ROW = 30;
    private static final int BOX = 22;
    /** Room for bars at the left of a lane's boxes. */
    private static final int BARS = 22;

    private static final int BAR = 5;
    private static final int MOST_BARS = 3;
    private static final int GAP = 10;
    private static final int NARROWEST = 150;
    private static final int WIDEST = 330;
    /** How wide a character of the boxes' type is at most. */
    private static final double CHARACTER = 7.3;

    private final Evidence.Interleaving interleaving;
    private final List<Evidence.Step> steps;
    private final StepTable table;
    private final int lane;
    private final Speech speech;

    private LanePicture(Evidence.Interleaving interleaving, Speech speech) {
        this.speech = speech;
        this.interleaving = interleaving;
        this.steps = interleaving.steps();
        this.table = StepTable.of(interleaving);
        int longest =
                steps.stream().mapToInt(step -> Columns.width(said(step))).max().orElse(0);
        this.lane = (int) Math.max(NARROWEST, Math.min(WIDEST, BARS + GAP + 13 + (longest + 1) * CHARACTER));
    }

    /** Returns whether there is a picture: too many lanes or steps are a table only. */
    static boolean canShow(Evidence.Interleaving it) {
        return !it.threads().isEmpty()
                && it.threads().size() <= MOST_LANES
                && !it.steps().isEmpty()
                && it.steps().size() <= MOST_STEPS;
    }

    static DomContent of(Evidence.Interleaving interleaving, Speech speech) {
        return new LanePicture(interleaving, speech).draw();
    }

    /** Returns where a step is, and what it does. */
    private String said(Evidence.Step step) {
        String place = table.place(step);
        return (place.isEmpty() ? "" : Shown.line(place) + "  ") + speech.line(StepTable.words(step));
    }

    private DomContent draw() {
        int width = GUTTER + interleaving.threads().size() * lane;
        int height = HEAD + steps.size() * ROW + 8;
        ContainerTag<?> svg = Svg.picture("0 0 " + width + " " + height)
                .withClass("lanes")
                .attr("width", width)
                .attr("height", height)
                .attr("role", "img")
                .attr("aria-label", title())
                .with(tag("title").withText(title()), tag("desc").withText(description()));
        // What is drawn later lies above: boxes hide the lines that pass behind them.
        axes(svg, height);
        waiting(svg);
        bars(svg);
        edges(svg);
        for (int i = 0; i < steps.size(); i++) {
            step(svg, i);
        }
        return each(svg, p(legend()).withClass("soft small"));
    }

    private String title() {
        return speech.line("Interleaving of the threads " + String.join(", ", interleaving.threads()));
    }

    private String description() {
        List<String> told = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Evidence.Step step = steps.get(i);
            String line =
                    step.location() == null ? "" : " in line " + step.location().line();
            told.add((i + 1) + ". " + speech.line(step.thread() + line) + ": " + speech.line(StepTable.words(step))
                    + ".");
        }
        return String.join(" ", told) + " " + speech.line("Outcome") + ": " + speech.line(interleaving.outcome());
    }

    private String legend() {
        List<String> signs = new ArrayList<>();
        if (has(Touch.ACQUIRE)) {
            signs.add("bar: the thread holds a lock");
        }
        if (has(Touch.WAIT)) {
            signs.add("dashes: it waits");
        }
        if (steps.stream().anyMatch(step -> step.effect() != null && source(step.effect()) >= 0)) {
            signs.add("arrow: happens-before");
        }
        if (racing().size() == 2) {
            signs.add("dotted: nothing orders these two accesses");
        }
        return speech.line(
                signs.isEmpty() ? "Time runs downwards." : "Time runs downwards; " + String.join("; ", signs) + ".");
    }

    private boolean has(Touch touch) {
        return steps.stream()
                .anyMatch(step -> step.effect() != null && step.effect().touch() == touch);
    }

    private void axes(ContainerTag<?> svg, int height) {
        for (int i = 0; i < interleaving.threads().size(); i++) {
            String name =
                    cut(speech.line(StepTable.heading(interleaving.threads().get(i))), lane - GAP);
            svg.with(
                    Svg.line("axis", middle(i), HEAD - 6, middle(i), height),
                    Svg.text(middle(i), 16, name).withClass("name").attr("text-anchor", "middle"));
        }
    }

    /** A thread waits from the step that says so to its next one. */
    private void waiting(ContainerTag<?> svg) {
        for (int i = 0; i < steps.size(); i++) {
            Effect effect = steps.get(i).effect();
            int column = column(i);
            if (effect != null && effect.touch() == Touch.WAIT && column >= 0) {
                int next = i + 1;
                while (next < steps.size() && column(next) != column) {
                    next++;
                }
                svg.with(Svg.line("waiting", middle(column), y(i), middle(column), y(next) - ROW / 2.0));
            }
        }
    }

    private void bars(ContainerTag<?> svg) {
        for (int column = 0; column < interleaving.threads().size(); column++) {
            Map<String, Integer> since = new TreeMap<>();
            List<@Nullable String> places = new ArrayList<>();
            for (int i = 0; i < steps.size(); i++) {
                Effect effect = column(i) == column ? steps.get(i).effect() : null;
                if (effect != null && effect.touch() == Touch.ACQUIRE) {
                    if (since.putIfAbsent(effect.on(), i) == null) {
                        int free = places.indexOf(null);
                        if (free < 0) {
                            places.add(effect.on());
                        } else {
                            places.set(free, effect.on());
                        }
                    }
                } else if (effect != null && effect.touch() == Touch.RELEASE) {
                    Integer from = since.remove(effect.on());
                    if (from != null) {
                        bar(svg, column, places.indexOf(effect.on()), y(from), y(i), effect.on());
                        places.set(places.indexOf(effect.on()), null);
                    }
                }
            }
            for (Map.Entry<String, Integer> kept : since.entrySet()) {
                double end = HEAD + steps.size() * (double) ROW + 4;
                bar(svg, column, places.indexOf(kept.getKey()), y(kept.getValue()), end, kept.getKey());
            }
        }
    }

    private void bar(ContainerTag<?> svg, int column, int place, double from, double to, String lock) {
        if (place >= MOST_BARS) {
            return;
        }
        double x = GUTTER + column * lane + 2 + place * (BAR + 1.0);
        svg.with(Svg.rectangle("held", x, from, BAR, to - from)
                .with(tag("title").withText(speech.line(interleaving.threads().get(column) + " holds " + lock))));
    }

    private void edges(ContainerTag<?> svg) {
        for (int i = 0; i < steps.size(); i++) {
            Effect effect = steps.get(i).effect();
            int from = effect == null ? -1 : source(effect);
            if (from >= 0 && from < i && column(from) >= 0 && column(i) >= 0 && column(from) != column(i)) {
                arrow(svg, from, i);
            }
        }
        List<Integer> racing = racing();
        if (racing.size() == 2 && column(racing.get(0)) != column(racing.get(1))) {
            double[] ends = between(racing.get(0), racing.get(1));
            svg.with(Svg.line("unordered", ends[0], y(racing.get(0)), ends[1], y(racing.get(1))));
        }
    }

    /** The number of a step comes from a worker, where the submission runs too. */
    private int source(Effect effect) {
        Integer after = effect.after();
        return after == null || after >= steps.size() ? -1 : after;
    }

    private List<Integer> racing() {
        List<Integer> racing = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Effect effect = steps.get(i).effect();
            if (effect != null && effect.racing() && column(i) >= 0) {
                racing.add(i);
            }
        }
        return racing;
    }

    private void arrow(ContainerTag<?> svg, int from, int to) {
        double[] ends = between(from, to);
        double dx = ends[1] - ends[0];
        double dy = y(to) - y(from);
        double length = Math.hypot(dx, dy);
        double ux = dx / length;
        double uy = dy / length;
        double baseX = ends[1] - 8 * ux;
        double baseY = y(to) - 8 * uy;
        svg.with(
                Svg.line("edge", ends[0], y(from), baseX, baseY),
                Svg.polygon(
                        "head",
                        Svg.point(ends[1], y(to)) + " " + Svg.point(baseX - 4 * uy, baseY + 4 * ux) + " "
                                + Svg.point(baseX + 4 * uy, baseY - 4 * ux)));
    }

    /** Returns where a line between two boxes leaves the one and reaches the other. */
    private double[] between(int from, int to) {
        boolean rightwards = column(to) > column(from);
        return rightwards
                ? new double[] {left(column(from)) + boxWidth(), left(column(to))}
                : new double[] {left(column(from)), left(column(to)) + boxWidth()};
    }

    private void step(ContainerTag<?> svg, int i) {
        Evidence.Step step = steps.get(i);
        Effect effect = step.effect();
        int column = column(i);
        String words = said(step);
        svg.with(Svg.text(GUTTER - 10, y(i) + 4, String.valueOf(i + 1))
                .withClass("tick")
                .attr("text-anchor", "end"));
        if (column < 0) {
            int room = interleaving.threads().size() * lane - GAP;
            svg.with(Svg.text(GUTTER + 4, y(i) + 4, cut(Shown.line(step.thread()) + ": " + words, room))
                    .withClass("aside"));
            return;
        }
        String look = effect == null
                ? "other"
                : effect.racing() ? "racing" : effect.touch().name().toLowerCase(java.util.Locale.ROOT);
        svg.with(tag("g").attr("data-step", i)
                .with(
                        Svg.rectangle("step " + look, left(column), y(i) - BOX / 2.0, boxWidth(), BOX)
                                .attr("rx", 4)
                                .with(tag("title").withText(Shown.line(step.thread()) + ": " + words)),
                        Svg.text(left(column) + 6, y(i) + 4, cut(words, boxWidth() - 12))
                                .withClass("words")));
    }

    /** Returns the text, or as much of it as there is room for. */
    private static String cut(String text, int room) {
        return Columns.cut(text, (int) (room / CHARACTER));
    }

    private int column(int step) {
        return interleaving.threads().indexOf(steps.get(step).thread());
    }

    private static double y(int step) {
        return HEAD + step * (double) ROW + ROW / 2.0;
    }

    private int left(int column) {
        return GUTTER + column * lane + BARS;
    }

    private int boxWidth() {
        return lane - BARS - GAP;
    }

    private double middle(int column) {
        return left(column) + boxWidth() / 2.0;
    }
}
