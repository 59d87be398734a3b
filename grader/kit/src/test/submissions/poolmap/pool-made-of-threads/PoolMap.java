package lockstep.poolmap;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

public final class PoolMap {

    public <T, R> List<R> map(Function<? super T, ? extends R> task, List<? extends T> inputs, int workers)
            throws InterruptedException, ExecutionException {
        if (workers < 1) throw new IllegalArgumentException("workers = " + workers);
        Board<R> board = new Board<>(inputs.size());
        List<Thread> crew = new ArrayList<>();
        List<T> copy = new ArrayList<>(inputs);
        for (int w = 0; w < workers; w++) {
            Thread t = new Thread(() -> {
                Integer i;
                while ((i = board.take()) != null) {
                    try {
                        board.done(i, task.apply(copy.get(i)));
                    } catch (Throwable e) {
                        board.fail(e);
                    }
                }
            }, "map-worker-" + w);
            t.start();
            crew.add(t);
        }
        try {
            for (Thread t : crew) t.join();
        } catch (InterruptedException e) {
            board.close();
            for (Thread t : crew) t.interrupt();
            boolean again = true;
            while (again) {
                again = false;
                for (Thread t : crew) {
                    try { t.join(); } catch (InterruptedException more) { again = true; }
                }
            }
            throw e;
        }
        return board.results();
    }

    private static final class Board<R> {
        private final Queue<Integer> todo = new ArrayDeque<>();
        private final Object[] results;
        private Throwable failure;

        Board(int n) {
            results = new Object[n];
            for (int i = 0; i < n; i++) todo.add(i);
        }
        synchronized Integer take() { return todo.poll(); }
        synchronized void done(int i, Object r) { results[i] = r; }
        synchronized void fail(Throwable e) { if (failure == null) failure = e; todo.clear(); }
        synchronized void close() { todo.clear(); }
        @SuppressWarnings("unchecked")
        synchronized List<R> results() throws ExecutionException {
            if (failure != null) throw new ExecutionException(failure);
            List<R> list = new ArrayList<>();
            for (Object r : results) list.add((R) r);
            return list;
        }
    }
}
