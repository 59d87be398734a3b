package lockstep.grader.report;

/**
 * A file of a student's, as it was graded; its beginning, where it is very long.
 *
 * @param file its path below the source root, with slashes
 * @param text raw
 */
public record SourceText(String file, String text) {}
