package lockstep.boundedresource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import lockstep.SkipUnwritten;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A few examples of what {@link BoundedResource} promises; the grader asks for more. */
@ExtendWith(SkipUnwritten.class)
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BoundedResourceTest {

    @Test
    void it_returns_what_the_action_returns() throws Exception {
        BoundedResource resource = new BoundedResource(1, false);
        assertEquals(42, resource.use(() -> 42));
        assertEquals(1, resource.free());
    }

    @Test
    void a_use_inside_a_use_takes_one_more_place() throws Exception {
        BoundedResource resource = new BoundedResource(2, false);
        resource.use(() -> {
            try {
                return resource.tryUse(Duration.ZERO, () -> assertEquals(0, resource.free()));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertEquals(2, resource.free());
    }

    @Test
    void what_the_action_throws_comes_out_and_the_place_is_free_again() throws Exception {
        BoundedResource resource = new BoundedResource(1, false);
        RuntimeException thrown = new IllegalStateException("no");
        assertSame(
                thrown,
                assertThrows(
                        IllegalStateException.class,
                        () -> resource.use(() -> {
                            throw thrown;
                        })));
        assertTrue(resource.tryUse(Duration.ZERO, () -> {}));
    }

    @Test
    void an_interrupt_ends_the_waiting_and_takes_no_place() throws Exception {
        BoundedResource resource = new BoundedResource(1, false);
        resource.use(() -> {
            FutureTask<Void> waiting = new FutureTask<>(
                    () -> assertThrows(InterruptedException.class, () -> resource.use(() -> null)), null);
            Thread thread = new Thread(waiting);
            thread.start();
            thread.interrupt();
            return isDone(waiting);
        });
        assertEquals(1, resource.free());
    }

    private static boolean isDone(FutureTask<Void> task) {
        try {
            task.get();
            return true;
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void tryUse_gives_up_when_its_time_is_over() throws Exception {
        BoundedResource resource = new BoundedResource(1, true);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        FutureTask<Boolean> user = new FutureTask<>(() -> resource.tryUse(Duration.ZERO, () -> {
            inside.countDown();
            awaitOpen(goOn);
        }));
        new Thread(user).start();
        inside.await();
        assertFalse(resource.tryUse(Duration.ofMillis(20), () -> {}));
        goOn.countDown();
        assertTrue(user.get());
    }

    private static void awaitOpen(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void never_more_than_two_of_four_threads_are_inside() throws Exception {
        BoundedResource resource = new BoundedResource(2, false);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<FutureTask<Void>> users = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            FutureTask<Void> user = new FutureTask<>(() -> {
                for (int n = 0; n < 10_000; n++) {
                    resource.use(() -> {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        return inside.decrementAndGet();
                    });
                }
                return null;
            });
            users.add(user);
            new Thread(user).start();
        }
        for (FutureTask<Void> user : users) {
            user.get();
        }
        assertTrue(most.get() <= 2, "so many were inside: " + most);
    }
}
