package lockstep.grader.submission;

import java.nio.file.Path;
import java.util.List;

/** Paths as a student reads them: relative to what was handed in, with slashes, without control characters. */
record SubmissionPaths(Path top) {

    private static final int SOME = 3;

    String show(Path path) {
        Path relative = top.relativize(path);
        return relative.toString().isEmpty()
                ? "."
                : printable(relative.toString().replace('\\', '/'));
    }

    /** Returns the first of the names, and how many more there are. */
    static String some(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(SOME, names.size())));
        return names.size() <= SOME ? first : first + " and " + (names.size() - SOME) + " more";
    }

    /** A name may hold anything that the file system allows: line ends and terminal commands, for instance. */
    static String printable(String name) {
        StringBuilder shown = new StringBuilder();
        name.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .forEach(shown::appendCodePoint);
        return shown.toString();
    }
}
