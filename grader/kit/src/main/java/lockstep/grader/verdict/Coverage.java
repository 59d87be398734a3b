package lockstep.grader.verdict;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which lines of a submission have run while its threads were controlled, by the end of a check. */
public record Coverage(List<OfFile> files) {

    /**
     * The lines with code of one source file. A line that ran in one of its classes has run.
     *
     * @param file below the source root, with slashes
     */
    public record OfFile(String file, List<Integer> run, List<Integer> notRun) {
        public OfFile {
            run = List.copyOf(new TreeSet<>(run));
            NavigableSet<Integer> rest = new TreeSet<>(notRun);
            run.forEach(rest::remove);
            notRun = List.copyOf(rest);
        }

        private OfFile and(OfFile other) {
            return new OfFile(file, both(run, other.run), both(notRun, other.notRun));
        }

        private static List<Integer> both(List<Integer> some, List<Integer> others) {
            return Stream.concat(some.stream(), others.stream()).toList();
        }
    }

    public Coverage {
        Map<String, OfFile> byFile = new LinkedHashMap<>();
        files.forEach(each -> byFile.merge(each.file, each, OfFile::and));
        files = List.copyOf(byFile.values());
    }

    /** Returns both together. */
    public Coverage and(Coverage other) {
        return new Coverage(Stream.concat(files.stream(), other.files.stream()).toList());
    }
}
