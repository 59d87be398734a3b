package lockstep.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * An order in which threads take turns: where it leaves the usual order, in which each thread runs as long as it can.
 * Its text form is short enough for a command line: {@code 1a.1-2f.2} means at step 46 the option 1, at step 87 the
 * option 2; {@code 0} is the usual order.
 */
public record Schedule(List<Turn> turns) {

    /** The usual order. */
    public static final Schedule USUAL = new Schedule(List.of());

    private static final int RADIX = 36;

    public Schedule {
        turns = List.copyOf(turns);
    }

    /**
     * A decision that differs from the usual one.
     *
     * @param step how many steps come before it
     * @param option the number of the option that is taken, from 1
     */
    public record Turn(int step, int option) {}

    /** Returns this order with one more turn at its end. */
    public Schedule then(int step, int option) {
        List<Turn> longer = new ArrayList<>(turns);
        longer.add(new Turn(step, option));
        return new Schedule(longer);
    }

    /** Reads what {@link #toString} writes. */
    public static Schedule parse(String text) {
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
        if (turns.isEmpty()) {
            return "0";
        }
        List<String> parts = new ArrayList<>();
        for (Turn turn : turns) {
            parts.add(Integer.toString(turn.step(), RADIX) + "." + Integer.toString(turn.option(), RADIX));
        }
        return String.join("-", parts);
    }
}
