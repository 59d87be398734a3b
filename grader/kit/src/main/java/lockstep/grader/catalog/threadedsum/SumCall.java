package lockstep.grader.catalog.threadedsum;

import java.time.Duration;
import java.util.function.LongUnaryOperator;
import lockstep.grader.probe.BackgroundCall;
import lockstep.grader.probe.CallLog;

/**
 * A call of {@code sum} to be made.
 *
 * @param start first element
 * @param end last element, exclusive
 * @param termText the term as a student would write it
 */
record SumCall(long start, long end, String termText, LongUnaryOperator term, int threads) {

    /** No correct call of these tests takes a hundredth of it. */
    static final Duration LIMIT = Duration.ofSeconds(10);

    /** Returns the call as a student would write it. */
    String text() {
        return "sum(" + start + ", " + end + ", " + termText + ", " + threads + ")";
    }

    /** Returns the same call with every element recorded before its term is computed. */
    SumCall recordedIn(CallLog<Long> log) {
        return new SumCall(
                start,
                end,
                termText,
                i -> {
                    log.add(i);
                    return term.applyAsLong(i);
                },
                threads);
    }

    /** Returns the same range and threads with another term. */
    SumCall with(String otherText, LongUnaryOperator other) {
        return new SumCall(start, end, otherText, other, threads);
    }

    /** Makes the call on this instance, in a thread of its own. */
    BackgroundCall<Long> startOn(SubmittedSum instance) {
        return BackgroundCall.start(text(), () -> instance.sum(start, end, term, threads));
    }

    /** Makes the call on a new instance, in a thread of its own. */
    BackgroundCall<Long> startOnNew() {
        return startOn(new SubmittedSum());
    }

    /** Returns the sum, computed by the kit. */
    long expected() {
        long sum = 0;
        for (long i = start; i < end; i++) {
            sum += term.applyAsLong(i);
        }
        return sum;
    }
}
