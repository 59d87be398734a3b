package lockstep.processpool;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.*;
import java.util.concurrent.*;

/** A semaphore and a concurrent deque of places; who waits for one looks every few milliseconds whether the call is over. */
public final class ProcessPool implements AutoCloseable {

    public static final String DONE = "DONE";

    public static final long GRACE_MILLIS = 2_000;

    private static final class Child {
        final Process process;
        final BufferedReader in;
        boolean condemned;

        Child() throws IOException {
            process = ChildJvm.start(ProcessPool.class);
            in = new BufferedReader(new InputStreamReader(process.getInputStream()));
        }

        String ask(String request) throws IOException {
            byte[] bytes = (request + "\n").getBytes(StandardCharsets.US_ASCII);
            Thread writer = new Thread(() -> {
                try {
                    process.getOutputStream().write(bytes);
                    process.getOutputStream().flush();
                } catch (IOException e) {
                    // then its output ends as well
                }
            });
            writer.start();
            boolean good = false;
            try {
                String answer = in.readLine();
                if (answer == null || !DONE.equals(in.readLine())) {
                    throw new IOException("a child has failed");
                }
                good = true;
                return answer;
            } finally {
                if (!good) {
                    end();
                }
                joinAlways(writer);
            }
        }

        void end() {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    private static void joinAlways(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A place for a child; whoever has it may use and replace the child in it. */
    private static final class Slot {
        Child child;
    }

    private final class Call {
        private final ExecutorService threads;
        private final Set<Child> atWork = new HashSet<>();
        private boolean over;

        Call(int n) {
            threads = Executors.newFixedThreadPool(n, task -> {
                Thread thread = new Thread(task);
                thread.setDaemon(true);
                return thread;
            });
        }

        String serve(String request) throws IOException, InterruptedException {
            Slot slot = acquire();
            try {
                Child child;
                synchronized (this) {
                    if (over) {
                        throw new IOException("the call is over");
                    }
                    if (slot.child == null || !slot.child.process.isAlive()) {
                        slot.child = null;
                        slot.child = new Child();
                    }
                    child = slot.child;
                    atWork.add(child);
                }
                boolean good = false;
                try {
                    String answer = child.ask(request);
                    good = true;
                    return answer;
                } finally {
                    synchronized (this) {
                        atWork.remove(child);
                        good &= !child.condemned;
                    }
                    if (!good) {
                        child.end();
                        slot.child = null;
                    }
                }
            } finally {
                free.offerLast(slot);
                permits.release();
            }
        }

        private Slot acquire() throws IOException, InterruptedException {
            while (true) {
                synchronized (this) {
                    if (over) {
                        throw new IOException("the call is over");
                    }
                }
                Slot slot = null;
                if (permits.tryAcquire(5, TimeUnit.MILLISECONDS)) {
                    slot = free.pollLast();
                    return slot;
                }
            }
        }

        void abort() {
            synchronized (this) {
                over = true;
                for (Child child : atWork) {
                    child.condemned = true;
                    child.process.destroyForcibly();
                }
            }
            threads.shutdown();
        }

        void await() {
            boolean interrupted = false;
            while (!threads.isTerminated()) {
                try {
                    threads.awaitTermination(1, TimeUnit.DAYS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private final ConcurrentLinkedDeque<Slot> free = new ConcurrentLinkedDeque<>();
    private final Semaphore permits = new Semaphore(0);
    private final List<Slot> slots = new ArrayList<>();
    private final Set<Call> calls = new HashSet<>();
    private boolean closed;
    private final CountDownLatch ended = new CountDownLatch(1);

    public ProcessPool(int children) throws IOException {
        if (children < 1) {
            throw new IllegalArgumentException("children must be positive: " + children);
        }
        try {
            for (int i = 0; i < children; i++) {
                Slot slot = new Slot();
                slot.child = new Child();
                slots.add(slot);
            }
        } catch (IOException | RuntimeException | Error e) {
            slots.forEach(slot -> slot.child.end());
            throw e;
        }
        free.addAll(slots);
        permits.release(slots.size());
    }

    public List<String> map(List<String> requests) throws IOException, InterruptedException {
        Objects.requireNonNull(requests);
        List<String> mine = new ArrayList<>(requests);
        for (String request : mine) {
            if (request.indexOf('\n') >= 0 || request.indexOf('\r') >= 0) {
                throw new IllegalArgumentException("a line break in a request");
            }
        }
        Call call = new Call(Math.max(1, Math.min(mine.size(), slots.size())));
        synchronized (this) {
            if (closed) {
                call.threads.shutdown();
                throw new IllegalStateException("closed");
            }
            calls.add(call);
        }
        try {
            CompletionService<String> service = new ExecutorCompletionService<>(call.threads);
            List<Future<String>> futures = new ArrayList<>();
            for (String request : mine) {
                futures.add(service.submit(() -> call.serve(request)));
            }
            for (int i = 0; i < mine.size(); i++) {
                service.take().get();
            }
            List<String> answers = new ArrayList<>();
            for (Future<String> future : futures) {
                answers.add(future.get());
            }
            return answers;
        } catch (ExecutionException | RejectedExecutionException | CancellationException e) {
            throw new IOException(e);
        } finally {
            call.abort();
            call.await();
            synchronized (this) {
                calls.remove(call);
            }
        }
    }

    @Override
    public void close() {
        List<Call> running;
        boolean first;
        synchronized (this) {
            first = !closed;
            closed = true;
            running = new ArrayList<>(calls);
        }
        boolean interrupted = false;
        if (!first) {
            while (true) {
                try {
                    ended.await();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } else {
            running.forEach(Call::abort);
            running.forEach(Call::await);
            List<Child> children = new ArrayList<>();
            for (Slot slot : slots) {
                if (slot.child != null) {
                    children.add(slot.child);
                }
            }
            for (Child child : children) {
                try {
                    child.process.getOutputStream().close();
                } catch (IOException e) {
                    // gone already
                }
            }
            long deadline = System.nanoTime() + GRACE_MILLIS * 1_000_000;
            try {
                for (Child child : children) {
                    child.process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
            children.forEach(child -> child.process.destroyForcibly());
            children.forEach(Child::end);
            ended.countDown();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    public static void main(String[] arguments) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        String line;
        while ((line = in.readLine()) != null) {
            System.out.println(Worker.answer(line));
            System.out.println(DONE);
            System.out.flush();
        }
    }
}
