package lockstep.grader.submission;

import java.nio.file.Path;

/** Paths as a student reads them: relative to what was handed in, with slashes, without control characters. */
record SubmissionPaths(Path top) {

    String show(Path path) {
        Path relative = top.relativize(path);
        return relative.toString().isEmpty()
                ? "."
                : printable(relative.toString().replace('\\', '/'));
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
