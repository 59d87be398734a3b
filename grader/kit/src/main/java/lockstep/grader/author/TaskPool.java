package lockstep.grader.author;

import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import lockstep.grader.probe.PoolFault;
import lockstep.grader.verdict.Advice;
import org.jspecify.annotations.Nullable;

/**
 * A pool of threads to which tasks are handed that nobody waits for, as an exercise states it once: each has a callback, which
 * is told how it ended. What is asked of it is derived by {@link PoolChecks}.
 *
 * <p>What every such pool promises: submitting returns at once, however many tasks wait. Each task is called once, and then
 * its callback, once, by the same thread, with the result or with the very object that was thrown. Only the pool's own threads
 * call them, no more than it was made for, and all of these at a time where there is enough to do. No lock is held
 * meanwhile, and nothing that a task or a callback throws or leaves behind takes a thread away. Closing waits for all,
 * those included that tasks and callbacks submit; then submitting is refused, and no thread is left. An interrupt changes
 * nothing and is not lost. Pools are independent of each other.
 */
public interface TaskPool {

    /** Hands over a task and its callback. */
    @FunctionalInterface
    interface Submit {
        void submit(Callable<@Nullable Object> task, BiConsumer<@Nullable Object, @Nullable Throwable> callback)
                throws Exception;
    }

    /** Closes the pool. */
    @FunctionalInterface
    interface Close {
        void close() throws Exception;
    }

    /** An object of the submission's class, by its two methods; the kit sees to it that calls cross the boundary. */
    record Instance(Submit submit, Close close) {
        @Override
        public String toString() {
            return "a pool";
        }
    }

    /** Returns a new pool of so many threads. */
    Instance instance(int threads);

    /** Returns how it is made, as a student would write it. */
    String text(int threads);

    /** Returns what to learn from what the evidence shows; null takes the check's own. */
    @Nullable
    Advice advice(PoolFault fault);
}
