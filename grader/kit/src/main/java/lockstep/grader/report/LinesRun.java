package lockstep.grader.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lockstep.grader.score.ExerciseResult;
import lockstep.grader.submission.SourceFile;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.CheckResult;
import lockstep.grader.verdict.Coverage;
import org.jspecify.annotations.Nullable;

/**
 * How much of a submission ran in its correctness and race checks, while the grader controlled the threads. Runs on real
 * threads, which follow some checks, and the measurements of speedup do not count: they may have come to other lines.
 *
 * @param run how many lines ran
 * @param lines how many lines have code
 * @param notRun those that did not run, in order; the first thirty ranges
 */
public record LinesRun(int run, int lines, List<Range> notRun) {

    private static final int MOST_RANGES = 30;

    /** A line that holds braces alone has code where an exception leaves a block; nobody wrote that. */
    private static final Predicate<String> IS_WRITTEN =
            Pattern.compile("[\\p{L}\\p{N}]").asPredicate();

    /**
     * Lines that follow each other, but for lines without code.
     *
     * @param file below the source root, with slashes
     */
    public record Range(String file, int first, int last) {}

    public LinesRun {
        notRun = List.copyOf(notRun);
    }

    /** Returns null unless each correctness and race check was asked, and all of them under control. */
    static @Nullable LinesRun of(ExerciseResult result, List<SourceFile> sources) {
        List<CheckResult> asked = result.results().stream()
                .filter(each ->
                        each.id().kind() == CheckKind.CORRECTNESS || each.id().kind() == CheckKind.RACE)
                .toList();
        List<Coverage> parts = new ArrayList<>();
        asked.stream().map(CheckResult::coverage).forEach(each -> {
            if (each != null) {
                parts.add(each);
            }
        });
        if (parts.isEmpty() || parts.size() < asked.size()) {
            return null;
        }
        return of(parts.stream().reduce(Coverage::and).orElseThrow(), sources);
    }

    private static LinesRun of(Coverage all, List<SourceFile> sources) {
        Map<String, List<String>> texts = sources.stream()
                .collect(Collectors.toMap(
                        SourceFile::path, source -> source.text().lines().toList(), (one, other) -> one));
        List<Range> notRun = new ArrayList<>();
        int run = 0;
        int missed = 0;
        for (Coverage.OfFile file : all.files()) {
            List<String> text = texts.getOrDefault(file.file(), List.of());
            List<Integer> lines = file.notRun().stream()
                    .filter(line -> line <= text.size() && IS_WRITTEN.test(text.get(line - 1)))
                    .toList();
            run += file.run().size();
            missed += lines.size();
            notRun.addAll(ranges(file, lines));
        }
        return new LinesRun(
                run, run + missed, notRun.stream().limit(MOST_RANGES).toList());
    }

    private static List<Range> ranges(Coverage.OfFile file, List<Integer> lines) {
        List<Range> ranges = new ArrayList<>();
        for (int line : lines) {
            int at = ranges.size() - 1;
            boolean follows = at >= 0 && file.run().stream().noneMatch(ran -> ran > ranges.get(at).last && ran < line);
            Range range = new Range(file.file(), follows ? ranges.get(at).first : line, line);
            if (follows) {
                ranges.set(at, range);
            } else {
                ranges.add(range);
            }
        }
        return ranges;
    }

    /** Returns the lines that did not run in words: {@code lines 41-44 and 50 of PoolMap.java}; empty if all ran. */
    public String missed() {
        Map<String, List<Range>> byFile =
                notRun.stream().collect(Collectors.groupingBy(Range::file, LinkedHashMap::new, Collectors.toList()));
        List<String> files = new ArrayList<>();
        byFile.forEach((file, ranges) -> {
            boolean one = ranges.size() == 1 && ranges.get(0).first == ranges.get(0).last;
            files.add((one ? "line " : "lines ")
                    + and(ranges.stream()
                            .map(range -> range.first == range.last ? "" + range.first : range.first + "-" + range.last)
                            .toList())
                    + " of " + file.substring(file.lastIndexOf('/') + 1));
        });
        return and(files);
    }

    private static String and(List<String> parts) {
        int last = parts.size() - 1;
        return last < 1
                ? String.join("", parts)
                : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
    }

    /** Returns what a student is told; null if all lines ran. */
    public @Nullable String words() {
        return notRun.isEmpty()
                ? null
                : "No correctness or race check ran " + missed()
                        + " while the grader controlled the threads. That is no fault, but nothing is known of that"
                        + " code.";
    }
}
