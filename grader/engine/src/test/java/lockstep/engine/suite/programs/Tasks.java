package lockstep.engine.suite.programs;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import lockstep.engine.Actors;
import lockstep.engine.suite.Bug;
import lockstep.engine.suite.Finding;
import lockstep.engine.suite.Twins;

/** Mistakes with tasks that depend on each other, of the kinds that Fray's tests of futures and pools go through. */
final class Tasks {

    private Tasks() {}

    /** The result of a future is used before the next stage has run. */
    @Bug(value = Finding.WRONG_RESULT, depth = 1)
    static final class StageNotAwaited implements Twins {
        private final AtomicInteger sum = new AtomicInteger();

        @Override
        public void play(Actors actors, boolean right) throws Exception {
            ExecutorService pool = Executors.newFixedThreadPool(2);
            CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> 1, pool);
            CompletableFuture<Void> second = first.thenAcceptAsync(sum::addAndGet, pool);
            (right ? second : first).get();
            Expect.that(sum.get() == 1, "the second stage is missing");
            pool.shutdown();
            pool.awaitTermination(1, TimeUnit.HOURS);
        }
    }

    /** A recursive sum that adds to one cell. */
    @Bug(value = Finding.DATA_RACE, depth = 0)
    static final class SharedTotal implements Twins {
        private int total;

        private final class Sum extends RecursiveTask<Integer> {
            private final int size;
            private final boolean right;

            Sum(int size, boolean right) {
                this.size = size;
                this.right = right;
            }

            @Override
            protected Integer compute() {
                if (size == 1) {
                    if (!right) {
                        total++;
                    }
                    return 1;
                }
                Sum left = new Sum(size / 2, right);
                left.fork();
                int sum = new Sum(size - size / 2, right).compute();
                return sum + left.join();
            }
        }

        @Override
        public void play(Actors actors, boolean right) {
            ForkJoinPool pool = new ForkJoinPool(2);
            int sum = pool.invoke(new Sum(4, right));
            Expect.that((right ? sum : total) == 4, "the sum is " + sum);
            pool.shutdown();
        }
    }
}
