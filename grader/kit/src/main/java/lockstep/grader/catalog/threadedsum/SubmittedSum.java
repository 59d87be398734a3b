package lockstep.grader.catalog.threadedsum;

import java.util.function.LongUnaryOperator;
import lockstep.grader.probe.Boundary;
import lockstep.grader.probe.Handed;
import lockstep.threadedsum.ThreadedSum;

/** The submission's class, called across the boundary. */
final class SubmittedSum {

    private final ThreadedSum submitted = Boundary.call(ThreadedSum::new);

    long sum(long start, long end, LongUnaryOperator term, int threads) {
        return sumAsIs(start, end, Handed.term(term), threads);
    }

    /** The same with a term that is handed over as it is. */
    long sumAsIs(long start, long end, LongUnaryOperator handed, int threads) {
        return Boundary.call(() -> submitted.sum(start, end, handed, threads));
    }
}
