package lockstep.grader.catalog.processqueuesum;

import lockstep.processqueuesum.Term;

/** A call of {@code sum}, with what it should return. */
record SumCall(long start, long end, Term term, int processes) {

    long make() {
        return new SubmittedQueueSum().sum(this);
    }

    long expected() {
        return new Share(start, end, term).sum();
    }

    @Override
    public String toString() {
        return "sum(" + start + ", " + end + ", " + term + ", " + processes + ")";
    }
}
