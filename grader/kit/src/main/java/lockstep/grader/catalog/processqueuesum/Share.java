package lockstep.grader.catalog.processqueuesum;

import java.math.BigInteger;
import java.util.List;
import lockstep.grader.author.children.Assignments;
import lockstep.processqueuesum.Term;

/** The part of a range that a child was given. */
record Share(long start, long end, Term term) {

    /** What a child's arguments say. */
    static final Assignments<Share> ASSIGNMENTS =
            new Assignments<>("a start, an end and the name of a term", Share::of, new Share(0, 0, Term.IDENTITY));

    /**
     * Reads a child's arguments.
     *
     * @throws IllegalArgumentException if they are not a start, an end and a term's name
     */
    static Share of(List<String> arguments) {
        if (arguments.size() < 3) {
            throw new IllegalArgumentException("start, end and the name of a term expected");
        }
        return new Share(
                Long.parseLong(arguments.get(0)), Long.parseLong(arguments.get(1)), Term.valueOf(arguments.get(2)));
    }

    /** Returns its sum, wrapped around; at once where the term has a closed form. */
    long sum() {
        return switch (term) {
            case IDENTITY ->
                belowOfIdentity(end).subtract(belowOfIdentity(start)).longValue();
            case SQUARE -> belowOfSquare(end).subtract(belowOfSquare(start)).longValue();
            case MIX -> sumOneByOne();
        };
    }

    private long sumOneByOne() {
        long sum = 0;
        for (long i = start; i < end; i++) {
            sum += term.applyAsLong(i);
        }
        return sum;
    }

    /** The sum of i from 0 to below n is n(n-1)/2, for negative n too. */
    private static BigInteger belowOfIdentity(long n) {
        BigInteger bound = BigInteger.valueOf(n);
        return bound.multiply(bound.subtract(BigInteger.ONE)).shiftRight(1);
    }

    /** The sum of i * i from 0 to below n is (n-1)n(2n-1)/6, for negative n too. */
    private static BigInteger belowOfSquare(long n) {
        BigInteger bound = BigInteger.valueOf(n);
        return bound.subtract(BigInteger.ONE)
                .multiply(bound)
                .multiply(bound.shiftLeft(1).subtract(BigInteger.ONE))
                .divide(BigInteger.valueOf(6));
    }

    @Override
    public String toString() {
        return "[" + start + ", " + end + ")";
    }
}
