package lockstep.callbacks;

import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;

/**
 * A pool of threads for tasks that nobody waits for: whoever submits one goes on, and a callback is told how it ended.
 *
 * <p>The pool makes the threads that call tasks and callbacks, and nobody else calls these. There are never more threads
 * than {@code threads}, and a task begins as soon as one of them is free. What a task or a callback throws, or an interrupt
 * flag that it leaves set, costs the pool no thread: the same ones go on. Left open is whether the next task finds that flag
 * set, and whether a {@code ForkJoinPool} adds a thread for one that waits in a task.
 *
 * <p>No lock of the pool is held while a task or a callback runs. However long it takes and whatever it waits for, the other
 * threads go on with tasks and callbacks, and anybody can submit. Which of the waiting tasks is next is left open.
 *
 * <p>An interrupt neither ends what {@link #submit} and {@link #close} do nor gets lost: the interrupt flag is set when they
 * return. Pools have nothing to do with each other.
 */
public final class CallbackPool implements AutoCloseable {

    /**
     * Creates a pool of so many threads.
     *
     * @throws IllegalArgumentException if {@code threads < 1}
     */
    public CallbackPool(int threads) {
        throw new UnsupportedOperationException("not written yet");
    }

    /**
     * Hands a task over and returns at once, without waiting for a thread, a task or a callback, however many tasks there are.
     *
     * <p>The task is called exactly once. The thread that has called it then calls the callback, exactly once and before it
     * does anything else: {@code callback.accept(result, null)} with what the task returned, which may be null, or
     * {@code callback.accept(null, failure)} with the very object that the task threw, whatever that is: an exception, a
     * checked one too, or an error. What a callback throws is dropped. Tasks and callbacks may submit. The same task with
     * the same callback may be submitted again, and is called again.
     *
     * @throws RejectedExecutionException if the pool is {@linkplain #close closed}; neither task nor callback is then called
     */
    public <T> void submit(Callable<? extends T> task, BiConsumer<? super T, ? super Throwable> callback) {
        throw new UnsupportedOperationException("not written yet");
    }

    /**
     * Waits until all tasks and callbacks have ended, those included that tasks and callbacks submit in the meantime. When
     * it returns, the threads of the pool have ended; one that has only to end, with nothing left to wait for, is fine. No
     * task and no callback is interrupted.
     *
     * <p>From then on {@link #submit} refuses every task. While close waits, it may refuse what other threads than the pool's
     * submit; what it accepts is done before close returns. A pool may be closed again, and by several threads at once: each
     * call waits as the first one does. What happens if a task or a callback calls close is left open.
     */
    @Override
    public void close() {
        throw new UnsupportedOperationException("not written yet");
    }
}
