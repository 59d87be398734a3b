package lockstep.grader.verdict;

/**
 * A line of a submission.
 *
 * @param file path below the source root, with slashes: {@code lockstep/threadedsum/ThreadedSum.java}
 * @param line from 1
 */
public record SourceLocation(String file, int line) {

    public SourceLocation {
        if (file.isEmpty() || line < 1) {
            throw new IllegalArgumentException("a file and a line from 1 expected, found " + file + ":" + line);
        }
    }

    @Override
    public String toString() {
        return file + ":" + line;
    }
}
