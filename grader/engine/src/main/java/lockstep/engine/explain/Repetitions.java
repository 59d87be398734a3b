package lockstep.engine.explain;

import java.util.ArrayList;
import java.util.List;

/** Leaves out what a thread does again and again while nobody else does anything, and the middle of what is too long. */
final class Repetitions {

    private static final int MOST_STEPS = 60;
    private static final int FIRST_STEPS = 20;
    /** Loops of more steps than this are shown in full. */
    private static final int LONGEST_ROUND = 8;

    private Repetitions() {}

    static List<ShownStep> without(List<ShownStep> steps) {
        List<ShownStep> kept = new ArrayList<>();
        int i = 0;
        while (i < steps.size()) {
            int round = roundAt(steps, i);
            int rounds = round == 0 ? 1 : roundsAt(steps, i, round);
            if (rounds < 2) {
                kept.add(steps.get(i));
                i++;
                continue;
            }
            kept.addAll(steps.subList(i, i + round));
            if (round * rounds > 2) {
                kept.add(steps.get(i + round).standingFor(round, rounds - 1));
            }
            i += round * rounds;
        }
        return shortened(kept);
    }

    /** Returns the length of the shortest round that is repeated from here on, or 0. */
    private static int roundAt(List<ShownStep> steps, int from) {
        for (int round = 1; round <= LONGEST_ROUND && from + 2 * round <= steps.size(); round++) {
            if (roundsAt(steps, from, round) >= 2) {
                return round;
            }
        }
        return 0;
    }

    private static int roundsAt(List<ShownStep> steps, int from, int round) {
        int same = 0;
        while (from + round + same < steps.size() && isSame(steps.get(from + same), steps.get(from + round + same))) {
            same++;
        }
        return 1 + same / round;
    }

    private static boolean isSame(ShownStep one, ShownStep other) {
        return !one.isRacing() && !other.isRacing() && one.step().equals(other.step());
    }

    /** How it ends says more than how it goes on. */
    private static List<ShownStep> shortened(List<ShownStep> steps) {
        int left = steps.size() - MOST_STEPS;
        if (left <= 0) {
            return steps;
        }
        List<ShownStep> kept = new ArrayList<>(steps.subList(0, FIRST_STEPS));
        kept.add(steps.get(FIRST_STEPS).standingFor(left + 1, 0));
        kept.addAll(steps.subList(FIRST_STEPS + left + 1, steps.size()));
        return kept;
    }
}
