package lockstep.grader.report.render;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import lockstep.grader.report.SourceText;

/**
 * Lines of a student's file around those that matter. Texts are raw.
 *
 * @param first the number of the first line shown, from 1
 * @param lines without the indentation that all of them have
 * @param marks the lines that matter, by number, with a few words on each; the words may be empty
 */
record Frame(String file, int first, List<String> lines, SortedMap<Integer, String> marks) {

    private static final int CONTEXT = 2;

    /** A longer line is code that nobody reads in a frame. */
    private static final int LONGEST_LINE = 200;

    Frame {
        lines = List.copyOf(lines);
        marks = new TreeMap<>(marks);
    }

    /** Returns the lines around the marks; marks beyond the text's end are left out, so that there may be no line. */
    static Frame of(SourceText source, SortedMap<Integer, String> marks) {
        List<String> text = source.text().lines().toList();
        SortedMap<Integer, String> known = marks.headMap(text.size() + 1);
        if (known.isEmpty()) {
            return new Frame(source.file(), 1, List.of(), known);
        }
        int first = Math.max(1, known.firstKey() - CONTEXT);
        int last = Math.min(text.size(), known.lastKey() + CONTEXT);
        while (first < known.firstKey() && text.get(first - 1).isBlank()) {
            first++;
        }
        while (last > known.lastKey() && text.get(last - 1).isBlank()) {
            last--;
        }
        return new Frame(source.file(), first, outdented(text.subList(first - 1, last)), known);
    }

    private static List<String> outdented(List<String> lines) {
        List<String> spaced = lines.stream()
                .map(line -> line.replace("\t", "    ").stripTrailing())
                .toList();
        int indent = spaced.stream()
                .filter(line -> !line.isEmpty())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
        return spaced.stream()
                .map(line -> Told.cut(line.isEmpty() ? line : line.substring(indent), LONGEST_LINE))
                .toList();
    }

    /** Returns the lines with their numbers, in order. */
    List<Map.Entry<Integer, String>> numbered() {
        return IntStream.range(0, lines.size())
                .mapToObj(i -> Map.entry(first + i, lines.get(i)))
                .toList();
    }
}
