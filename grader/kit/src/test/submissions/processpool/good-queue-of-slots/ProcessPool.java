package lockstep.processpool;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

public final class ProcessPool implements AutoCloseable {

    public static final String DONE = "DONE";
    public static final long GRACE_MILLIS = 2_000;

    private final List<Slot> slots = new ArrayList<>();
    private final BlockingQueue<Slot> free = new LinkedBlockingQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile boolean closed;

    /** A place for a child. Its methods exclude each other, but for the talk itself. */
    private final class Slot {
        private Process process;
        private BufferedReader from;
        private BufferedWriter to;
        private boolean inUse;
        private boolean destroyed;

        synchronized void fill() throws IOException {
            if (closed) {
                throw new IOException("closed");
            }
            process = ChildJvm.start(ProcessPool.class);
            from = process.inputReader();
            to = process.outputWriter();
        }

        synchronized void use(AtomicBoolean cancelled) throws IOException {
            if (closed || cancelled.get()) {
                throw new IOException("no longer wanted");
            }
            if (!process.isAlive()) {
                fill();
            }
            inUse = true;
        }

        String ask(String request) throws IOException {
            BufferedWriter writer = to; // by the time that it writes, another child may be here
            Future<?> writing = threads.submit(() -> {
                writer.write(request);
                writer.write('\n');
                writer.flush();
                return null;
            });
            String answer = from.readLine();
            if (!DONE.equals(from.readLine())) {
                throw new IOException("the child failed");
            }
            try {
                writing.get();
            } catch (ExecutionException | InterruptedException e) {
                throw new IOException(e);
            }
            return answer;
        }

        synchronized void endUse(boolean good) {
            inUse = false;
            if (!good || destroyed) {
                destroyed = false;
                process.destroyForcibly();
                process.onExit().join();
            }
        }

        synchronized void destroyIfInUse() {
            if (inUse) {
                destroyed = true;
                process.destroyForcibly();
            }
        }

        synchronized void shut() {
            if (inUse) {
                process.destroyForcibly();
                return;
            }
            try {
                to.close();
            } catch (IOException e) {
                // has ended
            }
        }
    }

    public ProcessPool(int children) throws IOException {
        if (children < 1) {
            throw new IllegalArgumentException();
        }
        try {
            for (int i = 0; i < children; i++) {
                Slot slot = new Slot();
                slot.fill();
                slots.add(slot);
            }
        } catch (IOException e) {
            slots.forEach(slot -> slot.endUse(false));
            threads.shutdown();
            throw e;
        }
        free.addAll(slots);
    }

    private static boolean hasLineBreak(String request) {
        return request.chars().anyMatch(c -> c == '\n' || c == '\r');
    }

    public List<String> map(List<String> requests) throws IOException, InterruptedException {
        if (requests.stream().filter(ProcessPool::hasLineBreak).count() > 0) {
            throw new IllegalArgumentException();
        }
        if (closed) {
            throw new IllegalStateException();
        }
        AtomicBoolean cancelled = new AtomicBoolean();
        List<Slot> mine = new ArrayList<>(); // guarded by itself
        List<Future<String>> futures = new ArrayList<>();
        try {
            for (String request : requests) {
                Slot slot = take(); // in the caller's thread, so that it can be interrupted
                try {
                    futures.add(threads.submit(() -> {
                        boolean good = false;
                        try {
                            synchronized (mine) {
                                slot.use(cancelled);
                                mine.add(slot);
                            }
                            String answer = slot.ask(request);
                            good = true;
                            return answer;
                        } catch (Throwable e) {
                            cancelled.set(true);
                            throw e;
                        } finally {
                            synchronized (mine) {
                                if (mine.remove(slot)) {
                                    slot.endUse(good);
                                }
                            }
                            free.add(slot);
                        }
                    }));
                } catch (RejectedExecutionException e) {
                    free.add(slot);
                    throw new IOException("closed", e);
                }
                if (cancelled.get()) {
                    break;
                }
            }
            List<String> answers = new ArrayList<>();
            for (Future<String> future : futures) {
                answers.add(future.get());
            }
            return answers;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            cancelled.set(true);
            boolean undone = futures.stream().anyMatch(future -> !future.isDone());
            if (undone) {
                synchronized (mine) {
                    mine.forEach(Slot::destroyIfInUse);
                }
            }
            awaitAll(futures);
        }
    }

    private Slot take() throws IOException, InterruptedException {
        Slot slot = null;
        while (slot == null) {
            if (closed) {
                throw new IOException("closed");
            }
            slot = free.poll(50, TimeUnit.MILLISECONDS);
        }
        return slot;
    }

    private static void awaitAll(List<? extends Future<?>> futures) {
        boolean interrupted = false;
        for (Future<?> future : futures) {
            while (!future.isDone()) {
                try {
                    future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    break;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        slots.forEach(Slot::shut);
        long end = System.currentTimeMillis() + GRACE_MILLIS;
        boolean interrupted = Thread.interrupted();
        for (Slot slot : slots) {
            while (slot.process.isAlive() && System.currentTimeMillis() < end) {
                try {
                    Thread.sleep(20);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        for (Slot slot : slots) {
            slot.process.destroyForcibly();
            slot.process.onExit().join();
        }
        threads.shutdown();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    public static void main(String[] arguments) {
        Scanner in = new Scanner(System.in);
        while (in.hasNextLine()) {
            System.out.println(Worker.answer(in.nextLine()));
            System.out.println(DONE);
        }
    }
}
