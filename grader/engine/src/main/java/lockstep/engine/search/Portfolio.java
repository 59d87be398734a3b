package lockstep.engine.search;

import java.util.List;

/**
 * How the interleavings of a search are shared out among strategies: no single one finds what all of them find together.
 *
 * @param first how many interleavings are the bounded search's alone; at least 1, as it takes one to know where threads meet
 * @param turns whose turn it is from then on, over and over
 */
public record Portfolio(int first, List<Kind> turns) {

    /**
     * What was best on the suite of small programs in the engine's tests, at the standard budget; the figures are in decision
     * record 14.
     */
    public static final Portfolio STANDARD = new Portfolio(
            40,
            List.of(
                    Kind.ONE_FALL,
                    Kind.BOUNDED,
                    Kind.UNIFORM,
                    Kind.BOUNDED,
                    Kind.WALK,
                    Kind.BOUNDED,
                    Kind.TWO_FALLS,
                    Kind.BOUNDED,
                    Kind.UNIFORM,
                    Kind.BOUNDED,
                    Kind.WALK,
                    Kind.BOUNDED,
                    Kind.THREE_FALLS,
                    Kind.BOUNDED,
                    Kind.UNIFORM,
                    Kind.BOUNDED,
                    Kind.WALK,
                    Kind.BOUNDED));

    public Portfolio {
        turns = List.copyOf(turns);
        if (first < 1 || turns.isEmpty()) {
            throw new IllegalArgumentException("expected at least one of each, found " + first + " and " + turns);
        }
    }

    /** A strategy. */
    public enum Kind {
        /** Iterative preemption bounding: {@link BoundedSearch}. */
        BOUNDED,
        /** Random priorities, of which one falls: {@link RandomPriorities}. */
        ONE_FALL,
        /** Random priorities, of which two fall. */
        TWO_FALLS,
        /** Random priorities, of which three fall. */
        THREE_FALLS,
        /** {@link UniformWalk}. */
        UNIFORM,
        /** {@link RandomWalk}. */
        WALK;

        /**
         * Returns an order that is drawn.
         *
         * @param points how many scheduling points each thread has, by its number, as far as is known
         */
        RandomOrder draw(long seed, List<Integer> points) {
            int all = points.stream().mapToInt(each -> each).sum();
            return switch (this) {
                case BOUNDED -> throw new IllegalStateException("bounded orders are not drawn");
                case ONE_FALL -> new RandomPriorities(seed, 1, all);
                case TWO_FALLS -> new RandomPriorities(seed, 2, all);
                case THREE_FALLS -> new RandomPriorities(seed, 3, all);
                case UNIFORM -> new UniformWalk(seed, points);
                case WALK -> new RandomWalk(seed);
            };
        }
    }
}
