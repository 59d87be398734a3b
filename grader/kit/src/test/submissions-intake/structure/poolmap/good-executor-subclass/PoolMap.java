package lockstep.poolmap;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.*;
import java.util.function.Function;

public final class PoolMap {
    public <T, R> List<R> map(Function<? super T, ? extends R> task, List<? extends T> inputs, int workers)
            throws InterruptedException, ExecutionException {
        Workers pool = new Workers(workers);
        pool.shutdown();
        return new ArrayList<>();
    }

    private static final class Workers extends ThreadPoolExecutor {
        Workers(int workers) {
            super(workers, workers, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        }
    }
}
