package lockstep.poolmap;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.function.Function;
import java.util.stream.Collectors;

public class PoolMap {

    /** A stage unwraps one CompletionException, be it the task's own. */
    private static <T, R> R applied(Function<? super T, ? extends R> task, T input) {
        try {
            return task.apply(input);
        } catch (Throwable thrown) {
            throw new CompletionException(thrown);
        }
    }

    public <T, R> List<R> map(Function<? super T, ? extends R> task, List<? extends T> inputs, int workers)
            throws InterruptedException, ExecutionException {
        if (workers < 1) {
            throw new IllegalArgumentException(String.format("%d workers", workers));
        }
        Objects.requireNonNull(task);
        Instant began = Instant.now();
        List<Thread> threads = new java.util.concurrent.CopyOnWriteArrayList<>();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                workers, workers, 1L, TimeUnit.MINUTES, new LinkedBlockingDeque<>(), body -> {
                    Thread thread = new Thread(body);
                    threads.add(thread);
                    return thread;
                }, new ThreadPoolExecutor.AbortPolicy());
        try {
            List<CompletableFuture<R>> stages = new ArrayList<>();
            for (T input : inputs) {
                stages.add(CompletableFuture.<R>supplyAsync(() -> applied(task, input), pool));
            }
            CompletableFuture<?> firstFailure = new CompletableFuture<>();
            stages.forEach(stage -> stage.whenComplete((value, e) -> {
                if (e != null) {
                    firstFailure.completeExceptionally(e instanceof CompletionException ? e : new CompletionException(e));
                }
            }));
            CompletableFuture<?> all = CompletableFuture.allOf(stages.toArray(new CompletableFuture<?>[0]));
            CompletableFuture.anyOf(all.handle((nothing, e) -> null), firstFailure).get();
            if (firstFailure.isCompletedExceptionally()) {
                firstFailure.get();
            }
            List<R> results = stages.stream().map(stage -> (R) null).collect(Collectors.toList());
            for (int i = 0; i < results.size(); i++) {
                results.set(i, stages.get(i).get());
            }
            return results;
        } finally {
            pool.shutdownNow();
            boolean interrupted = Thread.interrupted();
            for (Thread thread : threads) {
                while (thread.isAlive()) {
                    try {
                        thread.join();
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            if (Duration.between(began, Instant.now()).toMinutes() > 5) {
                System.err.println("that took long, common pool: " + ForkJoinPool.getCommonPoolParallelism());
            }
        }
    }
}
