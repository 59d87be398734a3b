package lockstep.callbacks;

import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;

public final class CallbackPool implements AutoCloseable {
    private static final Runnable END = () -> {};

    private final LinkedBlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
    private final Thread[] workers;
    private final Object count = new Object();
    private int undone;
    private boolean closing;
    private boolean ended;

    public CallbackPool(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: at least 1 expected, found " + threads);
        }
        workers = new Thread[threads];
    }

    public <T> void submit(Callable<? extends T> task, BiConsumer<? super T, ? super Throwable> callback) {
        synchronized (count) {
            if (ended || closing && undone == 0) {
                throw new RejectedExecutionException("closed");
            }
            undone++;
            hire();
        }
        waiting.add(() -> run(task, callback));
    }

    /** The first tasks bring a thread each. */
    private void hire() {
        for (int i = 0; i < workers.length; i++) {
            if (workers[i] == null) {
                workers[i] = new Thread(this::work, "callback-" + i);
                workers[i].start();
                return;
            }
        }
    }

    private void work() {
        while (true) {
            Runnable next;
            try {
                next = waiting.poll(1, java.util.concurrent.TimeUnit.HOURS);
            } catch (InterruptedException notForUs) {
                continue;
            }
            if (next == END || next == null) {
                return;
            }
            next.run();
            synchronized (count) {
                if (--undone == 0 && closing) {
                    dismiss();
                }
            }
        }
    }

    private void dismiss() {
        if (!ended) {
            ended = true;
            for (int i = 0; i < workers.length; i++) {
                waiting.add(END);
            }
            count.notifyAll();
        }
    }

    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        synchronized (count) {
            closing = true;
            if (undone == 0) {
                dismiss();
            }
            while (!ended) {
                try {
                    count.wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        for (Thread worker : workers) {
            while (worker != null && worker.isAlive()) {
                try {
                    worker.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static <T> void run(Callable<? extends T> task, BiConsumer<? super T, ? super Throwable> callback) {
        T result = null;
        Throwable failure = null;
        try {
            result = task.call();
        } catch (Throwable thrown) {
            failure = thrown;
        }
        try {
            callback.accept(result, failure);
        } catch (Throwable dropped) {
            // Told.
        }
    }
}
