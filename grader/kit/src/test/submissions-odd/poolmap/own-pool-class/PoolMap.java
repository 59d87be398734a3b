package lockstep.poolmap;

import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.logging.Logger;

public class PoolMap {

    private static final AtomicInteger POOLS = new AtomicInteger();

    /** A pool that tells what it does, and waits for its threads when it is closed. */
    private static final class TalkingPool extends ThreadPoolExecutor implements AutoCloseable {
        private final Logger log = Logger.getLogger("pool " + POOLS.incrementAndGet());
        private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

        TalkingPool(int workers) {
            super(workers, workers, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
            ThreadFactory plain = getThreadFactory();
            setThreadFactory(body -> {
                Thread thread = plain.newThread(body);
                threads.add(thread);
                return thread;
            });
        }

        @Override
        protected void beforeExecute(Thread thread, Runnable body) {
            log.finer(thread.getName() + " begins");
            super.beforeExecute(thread, body);
        }

        @Override
        protected void afterExecute(Runnable body, Throwable thrown) {
            super.afterExecute(body, thrown);
            if (thrown != null) {
                thrown.printStackTrace(System.out);
            }
        }

        @Override
        public void close() {
            shutdownNow();
            boolean interrupted = false;
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
        }
    }

    public <T, R> List<R> map(Function<? super T, ? extends R> task, List<? extends T> inputs, int workers)
            throws InterruptedException, ExecutionException {
        if (workers < 1) {
            throw new IllegalArgumentException("workers: " + workers);
        }
        try (TalkingPool pool = new TalkingPool(Math.min(workers, Math.max(1, inputs.size())))) {
            CompletionService<Map.Entry<Integer, R>> service = new ExecutorCompletionService<>(pool);
            int i = 0;
            for (T input : inputs) {
                int place = i++;
                service.submit(() -> new AbstractMap.SimpleEntry<>(place, task.apply(input)));
            }
            List<R> results = new ArrayList<>(Collections.nCopies(i, null));
            while (i-- > 0) {
                Map.Entry<Integer, R> entry = service.take().get();
                results.set(entry.getKey(), entry.getValue());
            }
            return results;
        }
    }
}
