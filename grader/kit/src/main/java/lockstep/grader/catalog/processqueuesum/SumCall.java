package lockstep.grader.catalog.processqueuesum;

import java.util.Comparator;
import java.util.List;
import lockstep.processqueuesum.Term;

/** A call of {@code sum}, with what it should return. */
record SumCall(long start, long end, Term term, int processes) {

    long make() {
        return new SubmittedQueueSum().sum(this);
    }

    long expected() {
        return new Share(start, end, term).sum();
    }

    /** Returns whether each element of the range is in exactly one of these shares. */
    boolean isCoveredBy(List<Share> shares) {
        long next = start;
        for (Share share : shares.stream()
                .filter(each -> each.start() != each.end())
                .sorted(Comparator.comparingLong(Share::start))
                .toList()) {
            if (share.start() != next || share.term() != term) {
                return false;
            }
            next = share.end();
        }
        return next == end;
    }

    @Override
    public String toString() {
        return "sum(" + start + ", " + end + ", " + term + ", " + processes + ")";
    }
}
