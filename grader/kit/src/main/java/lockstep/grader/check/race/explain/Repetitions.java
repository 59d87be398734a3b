package lockstep.grader.check.race.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import lockstep.grader.check.race.explain.Telling.Told;
import lockstep.grader.verdict.Evidence;

/** Leaves out what a thread does again and again while nobody else does anything, and the middle of what is too long. */
final class Repetitions {

    private static final int MOST_STEPS = 60;
    private static final int FIRST_STEPS = 20;
    /** Loops of more steps than this are told in full. */
    private static final int LONGEST_ROUND = 8;

    private Repetitions() {}

    static List<Told> without(List<Told> steps) {
        List<Told> kept = new ArrayList<>();
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
                kept.add(again(steps.get(i + round), round, rounds - 1));
            }
            i += round * rounds;
        }
        return shortened(kept);
    }

    private static Told again(Told first, int round, int times) {
        String what = round == 1 ? "the same" : "these " + round + " steps";
        String often = times == 1 ? "once more" : times + " times more";
        Evidence.Step step = first.step();
        return first.with(new Evidence.Step(step.thread(), step.location(), what + " " + often, null));
    }

    /** Returns the length of the shortest round that is repeated from here on, or 0. */
    private static int roundAt(List<Told> steps, int from) {
        for (int round = 1; round <= LONGEST_ROUND && from + 2 * round <= steps.size(); round++) {
            if (roundsAt(steps, from, round) >= 2) {
                return round;
            }
        }
        return 0;
    }

    private static int roundsAt(List<Told> steps, int from, int round) {
        int same = 0;
        while (from + round + same < steps.size() && isSame(steps.get(from + same), steps.get(from + round + same))) {
            same++;
        }
        return 1 + same / round;
    }

    private static boolean isSame(Told one, Told other) {
        Evidence.Effect effect = other.step().effect();
        return one.thread() == other.thread()
                && one.source().site() == other.source().site()
                && one.step().action().equals(other.step().action())
                && Objects.equals(one.step().value(), other.step().value())
                && (effect == null || !effect.racing());
    }

    /** How it ends says more than how it goes on. */
    private static List<Told> shortened(List<Told> steps) {
        int left = steps.size() - MOST_STEPS;
        if (left <= 0) {
            return steps;
        }
        List<Told> kept = new ArrayList<>(steps.subList(0, FIRST_STEPS));
        Told cut = steps.get(FIRST_STEPS);
        kept.add(cut.with(
                new Evidence.Step(cut.name(), null, "… " + (left + 1) + " steps of all threads left out", null)));
        kept.addAll(steps.subList(FIRST_STEPS + left + 1, steps.size()));
        return kept;
    }
}
