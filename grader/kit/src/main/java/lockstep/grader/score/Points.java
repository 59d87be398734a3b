package lockstep.grader.score;

/**
 * What checks are worth together: {@code 0 <= earned}, {@code 0 <= pending}, {@code earned + pending <= maximum}.
 *
 * @param pending points of checks that could not be decided: neither earned nor lost
 */
public record Points(int earned, int pending, int maximum) {

    /** No checks at all. */
    public static final Points NONE = new Points(0, 0, 0);

    public Points {
        if (earned < 0 || pending < 0 || earned + pending > maximum) {
            throw new IllegalArgumentException(earned + " earned and " + pending + " pending of " + maximum);
        }
    }

    /** Returns both together. */
    public Points plus(Points other) {
        return new Points(earned + other.earned, pending + other.pending, maximum + other.maximum);
    }
}
