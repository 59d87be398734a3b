package lockstep.engine.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import lockstep.engine.Actors;
import lockstep.engine.SearchResult.Found;
import lockstep.engine.junit.Interleaved;
import lockstep.engine.junit.Outcome;
import lockstep.engine.junit.Outcome.Expect;
import lockstep.engine.junit.Outcomes;

/**
 * Claim: a program that makes its own threads needs no change to be tried in many orders. What is not an order but a choice of
 * input, {@link Actors#oneOf} tries in each way.
 */
class Sample15OwnThreadsTest {

    private int total;

    private int sumOfTwoTasks(Runnable first, Runnable second) throws InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        List<Future<?>> futures = new ArrayList<>();
        futures.add(pool.submit(first));
        futures.add(pool.submit(second));
        for (Future<?> future : futures) {
            future.get();
        }
        pool.shutdown();
        return total;
    }

    private synchronized void addUnderLock(int amount) {
        total += amount;
    }

    @Interleaved(finds = Found.FAILURE)
    void tasks_of_a_pool_lose_an_update() throws InterruptedException, ExecutionException {
        assertThat(sumOfTwoTasks(() -> total += 1, () -> total += 2)).isEqualTo(3);
    }

    @Interleaved
    void tasks_of_a_pool_share_under_a_lock() throws InterruptedException, ExecutionException {
        assertThat(sumOfTwoTasks(() -> addUnderLock(1), () -> addUnderLock(2))).isEqualTo(3);
    }

    @Interleaved
    @Outcome(id = "0 of 1", is = Expect.ACCEPTABLE, because = "nothing is left over")
    @Outcome(id = "1 of 2", is = Expect.ACCEPTABLE, because = "one is left over")
    @Outcome(id = "2 of 3", is = Expect.ACCEPTABLE, because = "two are left over")
    void each_input_is_tried(Actors actors, Outcomes outcomes) {
        int permits = 1 + actors.oneOf(3);
        Semaphore semaphore = new Semaphore(permits);
        actors.together(semaphore::acquire, () -> {});
        outcomes.saw(semaphore.availablePermits() + " of " + permits);
    }
}
