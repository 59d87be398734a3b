package lockstep.grader.report.render;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.SourceLocation;

/** The steps of an interleaving in a table: one column per thread, or one row of fields where there is no room. */
final class StepTable {

    /** A step cannot be read in less than this many characters. */
    private static final int NARROWEST = 22;

    private final Evidence.Interleaving interleaving;
    private final List<String> files;

    private StepTable(Evidence.Interleaving interleaving) {
        this.interleaving = interleaving;
        this.files = interleaving.steps().stream()
                .map(Evidence.Step::location)
                .filter(location -> location != null)
                .map(SourceLocation::file)
                .distinct()
                .toList();
    }

    static StepTable of(Evidence.Interleaving interleaving) {
        return new StepTable(interleaving);
    }

    /** Returns what stands above the table. */
    String caption() {
        String where = files.size() == 1 ? " The numbers before the steps are lines of " + files.get(0) + "." : "";
        String marked = racing().isEmpty() ? "" : " The two accesses that nothing orders are marked.";
        return "One order of steps that goes wrong, from top to bottom." + where + marked;
    }

    boolean fitsColumns(int width) {
        int threads = interleaving.threads().size();
        return threads > 0 && (width - 4) / threads >= NARROWEST + 2;
    }

    /** One column per thread; time runs downwards. */
    Block.Grid columns() {
        List<String> headers = new ArrayList<>(List.of("#"));
        interleaving.threads().forEach(thread -> headers.add(heading(thread)));
        List<List<String>> rows = new ArrayList<>();
        for (Evidence.Step step : interleaving.steps()) {
            List<String> row = new ArrayList<>(List.of(String.valueOf(rows.size() + 1)));
            interleaving.threads().forEach(thread -> row.add(thread.equals(step.thread()) ? withPlace(step) : ""));
            if (!interleaving.threads().contains(step.thread()) && row.size() > 1) {
                row.set(1, step.thread() + ": " + withPlace(step));
            }
            rows.add(row);
        }
        return new Block.Grid(headers, rows, Set.of(0), racing());
    }

    /** One row per step, its fields in columns. */
    Block.Grid rows() {
        List<List<String>> rows = IntStream.range(0, interleaving.steps().size())
                .mapToObj(i -> {
                    Evidence.Step step = interleaving.steps().get(i);
                    return List.of(String.valueOf(i + 1), step.thread(), place(step), words(step));
                })
                .toList();
        return new Block.Grid(List.of("#", "thread", "line", "step"), rows, Set.of(0, 2), racing());
    }

    static String heading(String thread) {
        return "thread " + thread;
    }

    static String words(Evidence.Step step) {
        boolean isOfValue = step.action().startsWith("read ") || step.action().startsWith("write ");
        String race = step.effect() != null && step.effect().racing() ? " (race)" : "";
        return step.action() + (step.value() == null ? "" : (isOfValue ? " = " : ": ") + step.value()) + race;
    }

    String withPlace(Evidence.Step step) {
        String place = place(step);
        return (place.isEmpty() ? "" : place + "  ") + words(step);
    }

    /** Returns the line, and its file where there are several. */
    String place(Evidence.Step step) {
        SourceLocation location = step.location();
        if (location == null) {
            return "";
        }
        return files.size() == 1
                ? String.valueOf(location.line())
                : simpleName(location.file()) + ":" + location.line();
    }

    private static String simpleName(String file) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        return name.endsWith(".java") ? name.substring(0, name.length() - ".java".length()) : name;
    }

    private Set<Integer> racing() {
        Set<Integer> racing = new HashSet<>();
        for (int i = 0; i < interleaving.steps().size(); i++) {
            Evidence.Effect effect = interleaving.steps().get(i).effect();
            if (effect != null && effect.racing()) {
                racing.add(i);
            }
        }
        return racing;
    }
}
