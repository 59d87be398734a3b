package lockstep.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * An order in which threads take turns: where it leaves the usual order, in which each thread runs as long as it can, or the
 * order in step, in which each thread in turn goes on by one step.
 * Its text form is short enough for a command line: {@code 1a.1-2f.2} means at step 46 the option 1, at step 87 the
 * option 2; {@code 0} is the usual order; what begins with {@code ~} is in step.
 *
 * @param inStep whether the threads go in step where no turn says otherwise
 */
public record Schedule(List<Turn> turns, boolean inStep) {

    /** The usual order. */
    public static final Schedule USUAL = new Schedule(List.of());

    /** All threads in step: who gives way to each other in step may do so for ever. */
    public static final Schedule IN_STEP = new Schedule(List.of(), true);

    private static final String STEP = "~";

    private static final int RADIX = 36;

    public Schedule {
        turns = List.copyOf(turns);
    }

    /** Creates a schedule that leaves the usual order. */
    public Schedule(List<Turn> turns) {
        this(turns, false);
    }

    /**
     * A decision that differs from the usual one.
     *
     * @param step how many steps come before it
     * @param option the number of the option that is taken, from 1; in step from 0
     */
    public record Turn(int step, int option) {}

    /** Returns this order with one more turn at its end. */
    public Schedule then(int step, int option) {
        List<Turn> longer = new ArrayList<>(turns);
        longer.add(new Turn(step, option));
        return new Schedule(longer, inStep);
    }

    /** Reads what {@link #toString} writes. */
    public static Schedule parse(String text) {
        if (text.startsWith(STEP)) {
            return new Schedule(parse(text.substring(STEP.length())).turns(), true);
        }
        if (text.equals("0")) {
            return USUAL;
        }
        List<Turn> turns = new ArrayList<>();
        for (String turn : text.split("-", -1)) {
            String[] parts = turn.split("\\.", -1);
            if (parts.length != 2) {
                throw new IllegalArgumentException("a schedule is written step.option-step.option, found " + text);
            }
            turns.add(new Turn(Integer.parseInt(parts[0], RADIX), Integer.parseInt(parts[1], RADIX)));
        }
        return new Schedule(turns);
    }

    @Override
    public String toString() {
        String base = inStep ? STEP : "";
        if (turns.isEmpty()) {
            return base + "0";
        }
        List<String> parts = new ArrayList<>();
        for (Turn turn : turns) {
            parts.add(Integer.toString(turn.step(), RADIX) + "." + Integer.toString(turn.option(), RADIX));
        }
        return base + String.join("-", parts);
    }
}
