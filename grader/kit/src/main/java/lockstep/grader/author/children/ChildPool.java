package lockstep.grader.author.children;

import java.util.List;
import lockstep.grader.verdict.Advice;
import org.jspecify.annotations.Nullable;

/**
 * A pool of child processes that live on and answer requests through their pipes, as an exercise states it once. What is asked
 * of it is derived by {@link ChildPoolChecks}.
 *
 * <p>What every such pool promises: it starts its children when it is made, so many and never more at a time. Each is given one
 * request at a time, as a line, and answers by a line and a line that says that this was all; it may begin to answer before it
 * has read all. A request goes to a child as soon as there is one for the other, and to one child only. Answers are in the order
 * of the requests. A child that fails, by its end or by another line, makes its call throw an {@link java.io.IOException}; an
 * interrupt ends a call by an {@link InterruptedException}. After either, nobody is at work for that call, and the pool has
 * all its children again when it needs them. Closing ends the children's input, and by force those that do not end by
 * themselves in time. Then no child and no thread is left, and calls throw {@link IllegalStateException}.
 */
public interface ChildPool {

    /** Has all requests answered. */
    @FunctionalInterface
    interface Map {
        List<String> map(List<String> requests) throws Exception;
    }

    /** Closes the pool. */
    @FunctionalInterface
    interface Close {
        void close() throws Exception;
    }

    /** An object of the submission's class, by its two methods; the kit sees to it that calls cross the boundary. */
    record Instance(Map map, Close close) {
        @Override
        public String toString() {
            return "a pool";
        }
    }

    /** Returns a new pool of so many children. */
    Instance instance(int children) throws Exception;

    /** Returns how it is made, as a student would write it. */
    String text(int children);

    /** Returns the line that follows each answer. */
    String done();

    /** Returns how long children have to end once their input has been closed. */
    long graceMillis();

    /** Returns what to learn from what the evidence shows; null takes the check's own. */
    @Nullable
    Advice advice(ChildPoolSign sign);
}
