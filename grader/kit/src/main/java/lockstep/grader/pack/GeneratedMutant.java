package lockstep.grader.pack;

/**
 * The solution with one change that a rule has made.
 *
 * @param what the change, in words
 * @param line where it was made
 * @param source the changed text
 */
record GeneratedMutant(String what, long line, String source) {}
