package lockstep.grader.catalog.threadedsum;

import java.util.function.LongUnaryOperator;
import lockstep.grader.probe.Boundary;
import lockstep.grader.probe.Handed;
import lockstep.threadedsum.ThreadedSum;

/** The submission's class, called across the boundary. */
final class SubmittedSum {

    private final ThreadedSum submitted = Boundary.call(ThreadedSum::new);

    long sum(long start, long end, LongUnaryOperator term, int threads) {
        LongUnaryOperator handed = Handed.term(term);
        return Boundary.call(() -> submitted.sum(start, end, handed, threads));
    }
}
