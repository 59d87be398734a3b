package lockstep.poolmap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.function.Function;

public final class PoolMap {

    /** Generic arrays cannot be made, lists of nulls can. */
    private static final class Slots<R> {
        private final Object[] values;
        private int filled;

        Slots(int size) {
            values = new Object[size];
        }

        synchronized void put(int at, R value) {
            values[at] = value;
            filled++;
            notifyAll();
        }

        @SuppressWarnings("unchecked")
        synchronized List<R> all() throws InterruptedException {
            while (filled < values.length) {
                wait();
            }
            return new ArrayList<>((List<R>) Arrays.asList(values));
        }
    }


    public <T, R> List<R> map(Function<? super T, ? extends R> task, List<? extends T> inputs, int workers)
            throws InterruptedException, ExecutionException {
        if (workers < 1)
            throw new IllegalArgumentException("expected a worker, found " + workers);
        int size = inputs.size();
        Slots<R> slots = new Slots<>(size);
        Phaser alive = new Phaser(1);
        ExecutorService pool = Executors.newFixedThreadPool(workers > size ? Math.max(size, 1) : workers, r -> {
            alive.register();
            Thread t = new Thread(() -> {
                try {
                    r.run();
                } finally {
                    alive.arriveAndDeregister();
                }
            });
            t.setName("mapper-" + alive.getRegisteredParties() + "-of-" + Thread.currentThread().getName());
            return t;
        });
        List<Future<?>> futures = new ArrayList<>(size);
        try {
            int[] next = {0};
            inputs.forEach(input -> {
                int mine = next[0]++;
                futures.add(pool.submit(() -> slots.put(mine, task.apply(input))));
            });
            for (var future : futures)
                future.get();
            return slots.all();
        } finally {
            futures.forEach(f -> f.cancel(true));
            pool.shutdownNow();
            alive.arriveAndAwaitAdvance();
            while (!pool.isTerminated())
                Thread.onSpinWait();
        }
    }
}
