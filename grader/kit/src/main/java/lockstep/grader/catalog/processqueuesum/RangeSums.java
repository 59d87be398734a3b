package lockstep.grader.catalog.processqueuesum;

import lockstep.processqueuesum.Term;

/** The sum of a term over a range, and over any part of it without all of the work. */
final class RangeSums {

    private static final int BLOCKS = 1_000;

    private final long start;
    private final long block;
    private final Term term;

    /** Of the elements before each block. */
    private final long[] sums = new long[BLOCKS + 1];

    /** Adds up, in this thread; the number of elements has to be a multiple of 1,000. */
    RangeSums(long start, long elements, Term term) {
        this.start = start;
        this.block = elements / BLOCKS;
        this.term = term;
        for (int b = 0; b < BLOCKS; b++) {
            sums[b + 1] = sums[b] + ReferenceChild.sum(start + b * block, start + (b + 1) * block, term);
        }
    }

    long total() {
        return sums[BLOCKS];
    }

    /** Returns the sum over a part of the range. */
    long of(Share part) {
        return part.start() == part.end() ? 0 : before(part.end()) - before(part.start());
    }

    private long before(long end) {
        int full = (int) ((end - start) / block);
        return sums[full] + ReferenceChild.sum(start + full * block, end, term);
    }
}
