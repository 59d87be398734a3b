package lockstep.grader.catalog.lockedcounter;

import java.util.function.LongUnaryOperator;

/** The counter's operations, whoever made it. */
interface Counter {

    void increment();

    void decrement();

    long get();

    boolean incrementIfBelow(long limit);

    long update(LongUnaryOperator operation);
}
