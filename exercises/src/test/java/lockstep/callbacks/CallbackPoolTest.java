package lockstep.callbacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import lockstep.SkipUnwritten;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A few examples of what {@link CallbackPool} promises; the grader asks for more. */
@ExtendWith(SkipUnwritten.class)
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CallbackPoolTest {

    private static final BiConsumer<Object, Throwable> NOTHING = (result, failure) -> {};

    @Test
    void a_callback_is_told_the_result() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        try (CallbackPool pool = new CallbackPool(1)) {
            pool.submit(() -> 42, (result, failure) -> told.add(result + " " + failure));
            assertEquals("42 null", told.poll(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void a_callback_is_told_the_very_object_that_was_thrown() throws Exception {
        Error thrown = new AssertionError("on purpose");
        BlockingQueue<Throwable> told = new LinkedBlockingQueue<>();
        try (CallbackPool pool = new CallbackPool(1)) {
            pool.submit(
                    () -> {
                        throw thrown;
                    },
                    (result, failure) -> {
                        assertNull(result);
                        told.add(failure);
                    });
            assertSame(thrown, told.poll(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void three_tasks_run_at_the_same_time_in_three_threads() {
        CyclicBarrier three = new CyclicBarrier(3);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        try (CallbackPool pool = new CallbackPool(3)) {
            for (int i = 0; i < 6; i++) {
                pool.submit(() -> three.await(10, TimeUnit.SECONDS), (result, failure) -> {
                    if (failure == null) {
                        threads.add(Thread.currentThread());
                    }
                });
            }
        }
        assertEquals(3, threads.size());
    }

    @Test
    void submit_returns_while_the_only_thread_is_busy() {
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger called = new AtomicInteger();
        try (CallbackPool pool = new CallbackPool(1)) {
            pool.submit(() -> end.await(10, TimeUnit.SECONDS), NOTHING);
            for (int i = 0; i < 100; i++) {
                pool.submit(() -> "later", (result, failure) -> called.incrementAndGet());
            }
            assertEquals(0, called.get());
            end.countDown();
        }
        assertEquals(100, called.get());
    }

    @Test
    void a_callback_that_throws_is_not_called_again_and_harms_nobody() {
        AtomicInteger called = new AtomicInteger();
        try (CallbackPool pool = new CallbackPool(1)) {
            pool.submit(() -> 1, (result, failure) -> {
                called.incrementAndGet();
                throw new IllegalStateException("on purpose");
            });
            pool.submit(() -> 2, (result, failure) -> called.addAndGet(10));
        }
        assertEquals(11, called.get());
    }

    @Test
    void close_waits_for_a_chain_of_tasks() {
        AtomicInteger links = new AtomicInteger();
        try (CallbackPool pool = new CallbackPool(2)) {
            next(pool, links);
        }
        assertEquals(5, links.get());
    }

    private static void next(CallbackPool pool, AtomicInteger links) {
        pool.submit(links::incrementAndGet, (count, failure) -> {
            if (count < 5) {
                next(pool, links);
            }
        });
    }

    @Test
    void callbacks_are_called_by_the_thread_of_their_task_and_never_by_the_caller() {
        List<Thread> threads = new CopyOnWriteArrayList<>();
        try (CallbackPool pool = new CallbackPool(1)) {
            pool.submit(
                    () -> threads.add(Thread.currentThread()),
                    (result, failure) -> threads.add(Thread.currentThread()));
        }
        assertSame(threads.get(0), threads.get(1));
        assertNotEquals(Thread.currentThread(), threads.get(0));
    }

    @Test
    void a_closed_pool_refuses_tasks_and_has_no_threads_left() throws Exception {
        List<Thread> threads = new CopyOnWriteArrayList<>();
        CallbackPool pool = new CallbackPool(2);
        pool.submit(() -> threads.add(Thread.currentThread()), NOTHING);
        pool.close();
        pool.close();
        assertThrows(RejectedExecutionException.class, () -> pool.submit(() -> 1, NOTHING));
        threads.get(0).join(1000);
        assertTrue(!threads.get(0).isAlive(), "the pool is closed, and its thread is running");
    }
}
