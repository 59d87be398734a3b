package lockstep.poolmap;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

public final class PoolMap {

    public <T, R> List<R> map(Function<? super T, ? extends R> task, List<? extends T> inputs, int workers)
            throws InterruptedException, ExecutionException {
        if (workers <= 0) {
            throw new IllegalArgumentException(workers + " workers");
        }
        ExecutorService executor = Executors.newFixedThreadPool(workers);
        try {
            List<Callable<R>> calls = new ArrayList<>();
            inputs.forEach(input -> calls.add(() -> task.apply(input)));
            List<R> answer = new ArrayList<>();
            for (Future<R> f : executor.invokeAll(calls)) {
                answer.add(f.get());
            }
            return answer;
        } finally {
            executor.shutdownNow();
            boolean terminated = false;
            boolean interrupted = Thread.interrupted();
            while (!terminated) {
                try {
                    terminated = executor.awaitTermination(10, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
