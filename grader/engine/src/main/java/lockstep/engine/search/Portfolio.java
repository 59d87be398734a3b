package lockstep.engine.search;

import java.util.List;

/**
 * How the interleavings of a search are shared out among strategies: no single one finds all that they find together.
 *
 * @param first how many interleavings are the bounded search's alone; at least 1, as it takes one to know where threads meet
 * @param turns whose turn it is from then on, over and over
 */
public record Portfolio(int first, List<Kind> turns) {

    /**
     * What found most of the hard programs in the suite of the engine's tests, with a share for random priorities, which find
     * late switches among many threads; the figures are in decision record 14.
     */
    public static final Portfolio STANDARD = new Portfolio(
            20,
            List.of(
                    Kind.UNIFORM,
                    Kind.BOUNDED,
                    Kind.UNIFORM,
                    Kind.BOUNDED,
                    Kind.UNIFORM,
                    Kind.BOUNDED,
                    Kind.PRIORITIES,
                    Kind.BOUNDED));

    public Portfolio {
        turns = List.copyOf(turns);
        if (first < 1 || turns.isEmpty()) {
            throw new IllegalArgumentException("expected at least one of each, found " + first + " and " + turns);
        }
    }

    /** A strategy. */
    public enum Kind {
        /** {@link BoundedSearch}: by the number of preemptions. */
        BOUNDED,
        /** {@link UniformWalk}: each order about as likely as the others. */
        UNIFORM,
        /** {@link RandomPriorities}: few switches, anywhere. */
        PRIORITIES;

        /**
         * Returns an order that is drawn.
         *
         * @param points how many scheduling points each thread has, by its number, as far as is known
         */
        RandomOrder draw(long seed, List<Integer> points) {
            return switch (this) {
                case BOUNDED -> throw new IllegalStateException("bounded orders are not drawn");
                case UNIFORM -> new UniformWalk(seed, points);
                case PRIORITIES ->
                    new RandomPriorities(
                            seed, points.stream().mapToInt(each -> each).sum());
            };
        }
    }
}
