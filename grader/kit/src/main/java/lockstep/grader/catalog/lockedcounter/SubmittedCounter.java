package lockstep.grader.catalog.lockedcounter;

import java.util.function.LongUnaryOperator;
import lockstep.grader.probe.Boundary;
import lockstep.grader.probe.Handed;
import lockstep.lockedcounter.LockedCounter;

/** The submission's class, called across the boundary. */
final class SubmittedCounter implements Counter {

    private final LockedCounter submitted;

    SubmittedCounter(long initial) {
        submitted = Boundary.call(() -> new LockedCounter(initial));
    }

    @Override
    public void increment() {
        Boundary.run(submitted::increment);
    }

    @Override
    public void decrement() {
        Boundary.run(submitted::decrement);
    }

    @Override
    public long get() {
        return Boundary.call(submitted::get);
    }

    @Override
    public boolean incrementIfBelow(long limit) {
        return Boundary.call(() -> submitted.incrementIfBelow(limit));
    }

    @Override
    public long update(LongUnaryOperator operation) {
        LongUnaryOperator handed = Handed.term(operation);
        return Boundary.call(() -> submitted.update(handed));
    }
}
