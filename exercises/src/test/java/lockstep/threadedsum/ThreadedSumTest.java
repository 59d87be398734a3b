package lockstep.threadedsum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.Thread.State;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import java.util.function.LongUnaryOperator;
import lockstep.SkipUnwritten;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A few examples of what {@link ThreadedSum} promises; the grader asks for more. */
@ExtendWith(SkipUnwritten.class)
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ThreadedSumTest {

    @Test
    void two_threads_add_up_a_hundred_numbers() throws InterruptedException {
        assertEquals(4950, new ThreadedSum().sum(0, 100, i -> i, 2));
    }

    @Test
    void three_threads_share_seven_elements() throws InterruptedException {
        assertEquals(1 + 4 + 9 + 16 + 25 + 36 + 49, new ThreadedSum().sum(1, 8, i -> i * i, 3));
    }

    @Test
    void an_empty_range_gives_nought() throws InterruptedException {
        assertEquals(0, new ThreadedSum().sum(5, 5, i -> i, 4));
    }

    @Test
    void a_range_with_its_ends_swapped_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> new ThreadedSum().sum(1, 0, i -> i, 2));
    }

    @Test
    void the_work_is_done_by_two_threads_that_have_ended_afterwards() throws InterruptedException {
        Set<Thread> workers = ConcurrentHashMap.newKeySet();
        LongUnaryOperator term = i -> {
            workers.add(Thread.currentThread());
            return i;
        };
        new ThreadedSum().sum(0, 1000, term, 2);
        assertEquals(2, workers.size());
        assertFalse(workers.contains(Thread.currentThread()), "the caller itself did some of the work");
        workers.forEach(worker -> assertFalse(worker.isAlive(), worker + " is still running"));
    }

    @Test
    void what_the_term_throws_reaches_the_caller() {
        ArithmeticException thrown = new ArithmeticException("no 7, please");
        LongUnaryOperator term = i -> {
            if (i == 7) {
                throw thrown;
            }
            return i;
        };
        assertSame(thrown, assertThrows(ArithmeticException.class, () -> new ThreadedSum().sum(0, 10, term, 3)));
    }

    @Test
    void an_interrupted_caller_gets_an_interrupted_exception() throws InterruptedException {
        CountDownLatch goOn = new CountDownLatch(1);
        LongUnaryOperator term = i -> {
            awaitQuietly(goOn);
            return i;
        };
        FutureTask<Long> call = new FutureTask<>(() -> new ThreadedSum().sum(0, 2, term, 2));
        Thread caller = new Thread(call);
        caller.start();
        awaitUntil(() -> caller.getState() == State.WAITING || call.isDone());
        caller.interrupt();
        awaitUntil(() -> !caller.isInterrupted() || call.isDone());
        goOn.countDown(); // the caller has seen the interrupt; threads that ignore it may end now
        Throwable cause = assertThrows(ExecutionException.class, call::get).getCause();
        assertThrows(InterruptedException.class, () -> {
            throw cause;
        });
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            // Told to stop, so it stops.
        }
    }

    private static void awaitUntil(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 200 && !condition.getAsBoolean(); i++) {
            Thread.sleep(10);
        }
    }
}
