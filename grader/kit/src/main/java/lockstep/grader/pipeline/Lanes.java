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

/** Works side by side. */
final class Lanes {

    private Lanes() {}

    /** Does the works in as many lanes as there are works. */
    static <T> List<T> sideBySide(List<Callable<T>> works) {
        return sideBySide(works, works.size());
    }

    /**
     * Does each of the works.
     *
     * @return their answers, in the order of the works
     * @throws CancellationException if the calling thread is interrupted; the works are interrupted, too
     */
    static <T> List<T> sideBySide(List<Callable<T>> works, int most) {
        ExecutorService lanes = Executors.newFixedThreadPool(Math.max(1, Math.min(most, works.size())), body -> {
            Thread lane = new Thread(body, "lane");
            lane.setDaemon(true);
            return lane;
        });
        try {
            List<Future<T>> futures = works.stream().map(lanes::submit).toList();
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

    static CancellationException interrupted() {
        Thread.currentThread().interrupt();
        return new CancellationException("interrupted while waiting for a core");
    }

    static RuntimeException unchecked(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException exception ? exception : new IllegalStateException(thrown);
    }
}
