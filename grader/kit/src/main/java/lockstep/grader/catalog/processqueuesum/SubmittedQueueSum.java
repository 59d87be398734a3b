package lockstep.grader.catalog.processqueuesum;

import lockstep.grader.probe.Boundary;
import lockstep.processqueuesum.ProcessQueueSum;

/** The submission's class, called across the boundary. */
final class SubmittedQueueSum {

    private final ProcessQueueSum submitted = Boundary.call(ProcessQueueSum::new);

    long sum(SumCall call) {
        return Boundary.call(() -> submitted.sum(call.start(), call.end(), call.term(), call.processes()));
    }
}
