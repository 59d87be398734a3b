package lockstep.poolmap;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.*;
import java.util.function.Function;

public final class PoolMap {
    public <T, R> List<R> map(Function<? super T, ? extends R> task, List<? extends T> inputs, int workers)
            throws InterruptedException, ExecutionException {
        CompletableFuture<R> first = CompletableFuture.supplyAsync(() -> task.apply(inputs.get(0)));
        return List.of(first.get());
    }
}
