package lockstep.threadedsum;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.LongUnaryOperator;

public final class ThreadedSum {

    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        if (end < start || threads < 1) {
            throw new IllegalArgumentException("illegal range or number of threads");
        }
        long chunk = (end - start + threads - 1) / threads; // rounded up
        List<FutureTask<Long>> tasks = new ArrayList<>();
        List<Thread> workers = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            long from = Math.min(end, start + t * chunk);
            long to = Math.min(end, from + chunk);
            FutureTask<Long> task = new FutureTask<>(() -> {
                long partial = 0;
                for (long i = from; i < to; i++) {
                    partial += term.applyAsLong(i);
                }
                return partial;
            });
            tasks.add(task);
            workers.add(new Thread(task));
        }
        try {
            workers.forEach(Thread::start);
            long sum = 0;
            for (FutureTask<Long> task : tasks) {
                sum += task.get();
            }
            return sum;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw (Error) e.getCause();
        } finally {
            joinAll(workers);
        }
    }

    private void joinAll(List<Thread> workers) throws InterruptedException {
        boolean interrupted = false;
        for (Thread worker : workers) {
            while (true) {
                try {
                    worker.join();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            throw new InterruptedException();
        }
    }
}
