package lockstep.grader.submission;

/**
 * One source file of a submission.
 *
 * @param path below the source root, with slashes: {@code lockstep/threadedsum/ThreadedSum.java}
 * @param text its content
 */
public record SourceFile(String path, String text) {}
