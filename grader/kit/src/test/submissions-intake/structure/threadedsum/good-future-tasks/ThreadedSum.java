package lockstep.threadedsum;

import java.util.function.LongUnaryOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;

public final class ThreadedSum {
    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        List<FutureTask<Long>> tasks = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int mine = t;
            FutureTask<Long> task = new FutureTask<>(() -> {
                long sum = 0;
                for (long i = start + mine; i < end; i += threads) {
                    sum += term.applyAsLong(i);
                }
                return sum;
            });
            tasks.add(task);
        }
        tasks.stream().map(Executors.defaultThreadFactory()::newThread).forEach(Thread::start);
        long sum = 0;
        for (FutureTask<Long> task : tasks) {
            try {
                sum += task.get();
            } catch (ExecutionException e) {
                throw (RuntimeException) e.getCause();
            }
        }
        return sum;
    }
}
