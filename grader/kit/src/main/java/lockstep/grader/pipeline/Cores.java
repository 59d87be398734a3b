package lockstep.grader.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * The cores of this machine, shared by all that is graded in this process: a few works side by side, or one work that has
 * the whole machine. Who asks first is served first.
 */
public final class Cores {

    private final int count;
    private final Semaphore free;

    /** @param count how many works may go side by side, at least 1 */
    public Cores(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("at least 1 work side by side expected, found " + count);
        }
        this.count = count;
        this.free = new Semaphore(count, true);
    }

    /** Two works share each core that the JVM may use: a work waits for its threads and processes about half of its time. */
    public static Cores ofThisMachine() {
        return new Cores(2 * Runtime.getRuntime().availableProcessors());
    }

    /** Does a work while nobody else has a core. */
    public <T> T alone(Callable<T> work) {
        return on(count, work);
    }

    /**
     * Does each of the works, side by side as far as the cores reach.
     *
     * @return their answers, in the order of the works
     * @throws CancellationException if the calling thread is interrupted; the works are interrupted, too
     */
    public <T> List<T> sideBySide(List<Callable<T>> works) {
        ExecutorService lanes = Executors.newFixedThreadPool(Math.max(1, Math.min(count, works.size())), body -> {
            Thread lane = new Thread(body, "lane");
            lane.setDaemon(true);
            return lane;
        });
        try {
            List<Future<T>> futures =
                    works.stream().map(work -> lanes.submit(() -> on(1, work))).toList();
            List<T> answers = new ArrayList<>();
            for (Future<T> future : futures) {
                answers.add(future.get());
            }
            return answers;
        } catch (ExecutionException e) {
            throw unchecked(Objects.requireNonNull(e.getCause()));
        } catch (InterruptedException e) {
            throw interrupted();
        } finally {
            lanes.shutdownNow();
        }
    }

    private <T> T on(int cores, Callable<T> work) {
        try {
            free.acquire(cores);
        } catch (InterruptedException e) {
            throw interrupted();
        }
        try {
            return work.call();
        } catch (Exception e) {
            throw unchecked(e);
        } finally {
            free.release(cores);
        }
    }

    private static CancellationException interrupted() {
        Thread.currentThread().interrupt();
        return new CancellationException("interrupted while waiting for a core");
    }

    private static RuntimeException unchecked(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException exception ? exception : new IllegalStateException(thrown);
    }
}
