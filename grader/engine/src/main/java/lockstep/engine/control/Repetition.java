package lockstep.engine.control;

/**
 * Whether a thread does the same again and again: its last steps are a round that comes again, the same to the same values.
 * A round is known by its steps in pairs, so that one may contain a step twice.
 */
final class Repetition {

    /** In steps, the longest round that is noticed: a power of 2. A choice. */
    private static final int LONGEST = 256;

    private final long[] last = new long[LONGEST];
    private int count;
    private int length;
    private long before;
    private int fitting;
    private int era = -1;
    private int inEra;

    /**
     * Notes a step.
     *
     * @param step a hash of what it does
     * @param now the era, which ends where any thread does something that does not fit
     * @return whether the step fits into the round
     */
    boolean goesOnWith(long step, int now) {
        long pair = Variable.mix(before, step, 83);
        before = step;
        boolean fits = length > 0 && last[count - length & LONGEST - 1] == pair;
        fitting = fits ? fitting + 1 : 0;
        length = fits ? length : distance(pair);
        last[count++ & LONGEST - 1] = pair;
        inEra = era == now ? inEra + 1 : 1;
        era = now;
        return fits;
    }

    /** Returns how long ago the same pair came last, or 0. */
    private int distance(long pair) {
        for (int back = 1; back <= Math.min(count, LONGEST); back++) {
            if (last[count - back & LONGEST - 1] == pair) {
                return back;
            }
        }
        return 0;
    }

    /** Others have moved: what comes now may hang on them. */
    void isSwitchedTo() {
        fitting = 0;
    }

    /** Returns how many times in a row the round has come again while nobody else has moved. */
    int rounds() {
        return length == 0 ? 0 : fitting / length;
    }

    /** Returns how many steps the thread has taken in an era. */
    int steps(int now) {
        return era == now ? inEra : 0;
    }
}
