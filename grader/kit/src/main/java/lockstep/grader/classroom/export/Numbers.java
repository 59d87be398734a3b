package lockstep.grader.classroom.export;

/** Numbers in names. */
final class Numbers {

    private static final int MOST_DIGITS = 18;

    private Numbers() {}

    /** Returns the number that the digits make; of one beyond all platforms' the last digits. */
    static long of(String digits) {
        return Long.parseLong(digits.substring(Math.max(0, digits.length() - MOST_DIGITS)));
    }
}
