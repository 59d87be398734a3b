package lockstep.grader.catalog.processqueuesum;

import lockstep.processqueuesum.Term;

/** What a child process of the kit's reference runs: prints the sum of a range. */
public final class ReferenceChild {

    private ReferenceChild() {}

    /** Called in the child with the range's borders and the term's name. */
    public static void main(String[] arguments) {
        System.out.println(sum(Long.parseLong(arguments[0]), Long.parseLong(arguments[1]), Term.valueOf(arguments[2])));
    }

    static long sum(long from, long to, Term term) {
        long sum = 0;
        for (long i = from; i < to; i++) {
            sum += term.applyAsLong(i);
        }
        return sum;
    }
}
