package lockstep.grader.catalog.processqueuesum;

import java.io.IOException;
import lockstep.processqueuesum.ProcessQueueSum;
import lockstep.processqueuesum.Term;

/** A call of {@code sum}, with what it should return. */
record SumCall(long start, long end, Term term, int processes) {

    long make() throws IOException, InterruptedException {
        return new ProcessQueueSum().sum(start, end, term, processes);
    }

    long expected() {
        return new Share(start, end, term).sum();
    }

    @Override
    public String toString() {
        return "sum(" + start + ", " + end + ", " + term + ", " + processes + ")";
    }
}
