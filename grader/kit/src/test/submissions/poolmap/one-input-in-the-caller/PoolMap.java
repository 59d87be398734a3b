package lockstep.poolmap;

import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;
import java.util.function.*;
import java.util.stream.*;

public final class PoolMap {
    private static final class Thrown extends Exception {
        final Throwable what;
        Thrown(Throwable what) { super(null, null); this.what = what; }
    }

    private enum State { GO, STOP }

    public <T, R> List<R> map(Function<? super T, ? extends R> task, List<? extends T> inputs, int workers)
            throws InterruptedException, ExecutionException {
        if (workers < 1) throw new IllegalArgumentException("workers < 1");

        if (inputs.size() == 1) {
            try { return new ArrayList<>(Collections.singletonList(task.apply(inputs.get(0)))); }
            catch (Throwable t) { throw new ExecutionException(t); }
        }
        AtomicReference<State> state = new AtomicReference<>(State.GO);
        ExecutorService pool = Executors.newFixedThreadPool(workers, r -> {
            Thread t = new Thread(r, "pool map worker");
            t.setDaemon(true);
            return t;
        });
        boolean interrupted = false;
        try {
            List<CompletableFuture<R>> all = new ArrayList<>();
            for (T x : inputs) {
                CompletableFuture<R> f = new CompletableFuture<>();
                all.add(f);
                pool.execute(() -> {
                    switch (state.get()) {
                        case GO -> {
                            try { f.complete(task.apply(x)); }
                            catch (Throwable t) {
                                state.set(State.STOP);
                                f.completeExceptionally(new Thrown(t));
                            }
                        }
                        case STOP -> f.complete(null);
                    }
                });
            }
            try {
                CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0])).get();
            } catch (ExecutionException e) {
                Throwable t = e.getCause();
                throw new ExecutionException(t instanceof Thrown w ? w.what : t);
            }
            return all.stream().map(f -> f.getNow(null)).collect(ArrayList::new, ArrayList::add, ArrayList::addAll);
        } finally {
            state.set(State.STOP);
            pool.shutdown();
            for (boolean ended = false; !ended; ) {
                try { ended = pool.awaitTermination(30, TimeUnit.SECONDS); }
                catch (InterruptedException e) { interrupted = true; }
            }
            if (interrupted) Thread.currentThread().interrupt();
        }
    }
}
