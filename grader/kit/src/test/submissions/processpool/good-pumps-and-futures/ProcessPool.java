package lockstep.processpool;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** A dispatcher without a thread: whoever changes something hands requests to children that are free. */
public final class ProcessPool implements AutoCloseable {

    public static final String DONE = "DONE";
    public static final long GRACE_MILLIS = 2_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Job> waiting = new ArrayDeque<>();
    private final Child[] children;
    private final List<Thread> threads = new ArrayList<>();
    private boolean closed;

    private static final class Job {
        final String request;
        final CompletableFuture<String> answer = new CompletableFuture<>();

        Job(String request) {
            this.request = request;
        }
    }

    private final class Child {
        final Process process;
        final LinkedBlockingQueue<String> toWrite = new LinkedBlockingQueue<>();
        Job job;
        boolean ended;
        boolean inputClosed;
        boolean killed;

        Child() throws IOException {
            process = ChildJvm.start(ProcessPool.class);
            Thread reader = new Thread(this::read);
            Thread writer = new Thread(this::write);
            threads.add(reader);
            threads.add(writer);
            reader.start();
            writer.start();
        }

        private void write() {
            PrintWriter out = new PrintWriter(process.getOutputStream());
            try {
                for (String text = toWrite.take(); !text.isEmpty(); text = toWrite.take()) {
                    out.print(text);
                    out.flush();
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                out.close();
            }
        }

        private void read() {
            Throwable why = new IOException("the child has ended");
            try (BufferedReader in =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
                while (true) {
                    String answer = in.readLine();
                    if (answer == null) {
                        break;
                    }
                    String end = in.readLine();
                    if (!DONE.equals(end)) {
                        why = new IOException("the child said " + end);
                        break;
                    }
                    if (!hand(answer)) {
                        why = new IOException("the child said something that it was not asked");
                        break;
                    }
                }
            } catch (Throwable e) {
                why = e;
            }
            end(why);
        }

        private boolean hand(String answer) {
            lock.lock();
            try {
                if (job == null) {
                    return false;
                }
                Job done = job;
                job = null;
                if (!killed) {
                    dispatch();
                }
                done.answer.complete(answer);
                return true;
            } finally {
                lock.unlock();
            }
        }

        private void end(Throwable why) {
            process.destroyForcibly();
            process.onExit().join();
            toWrite.add("");
            lock.lock();
            try {
                ended = true;
                Job failed = job;
                job = null;
                if (failed != null) {
                    failed.answer.completeExceptionally(why);
                }
                dispatch();
            } finally {
                lock.unlock();
            }
        }
    }

    public ProcessPool(int size) throws IOException {
        if (size < 1) {
            throw new IllegalArgumentException("size " + size);
        }
        children = new Child[size];
        try {
            for (int i = 0; i < size; i++) {
                children[i] = new Child();
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** With the lock held. */
    private void dispatch() {
        for (int i = 0; i < children.length && !waiting.isEmpty(); i++) {
            if (closed) {
                waiting.forEach(job -> job.answer.completeExceptionally(new IOException("closed")));
                waiting.clear();
                return;
            }
            // One that has ended, but whose reader has not seen it yet, is waited for: dispatch comes again.
            if (children[i].ended) {
                try {
                    children[i] = new Child();
                } catch (IOException e) {
                    waiting.remove().answer.completeExceptionally(e);
                    continue;
                }
            }
            if (children[i].job == null && !children[i].killed && children[i].process.isAlive()) {
                children[i].job = waiting.remove();
                children[i].toWrite.add(children[i].job.request + "\n");
            }
        }
    }

    public List<String> map(List<String> requests) throws IOException, InterruptedException {
        List<Job> jobs = new ArrayList<>();
        for (String request : requests) {
            if (request.lines().count() > 1 || request.endsWith("\n") || request.endsWith("\r")) {
                throw new IllegalArgumentException("line break");
            }
            jobs.add(new Job(request));
        }
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("closed");
            }
            waiting.addAll(jobs);
            dispatch();
        } finally {
            lock.unlock();
        }
        List<String> answers = new ArrayList<>();
        try {
            for (Job job : jobs) {
                answers.add(job.answer.get());
            }
            return answers;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            withdraw(jobs);
        }
    }

    /** Ends the children that are at work for these jobs, and forgets those that are not begun. */
    private void withdraw(List<Job> jobs) {
        List<Job> running = new ArrayList<>();
        lock.lock();
        try {
            for (Iterator<Job> all = waiting.iterator(); all.hasNext(); ) {
                if (jobs.contains(all.next())) {
                    all.remove();
                }
            }
            for (Child child : children) {
                if (child.job != null && jobs.contains(child.job)) {
                    running.add(child.job);
                    child.killed = true;
                    child.process.destroyForcibly();
                }
            }
        } finally {
            lock.unlock();
        }
        for (Job job : running) {
            job.answer.exceptionally(e -> "").join();
        }
    }

    @Override
    public void close() {
        List<Process> ending = new ArrayList<>();
        List<Thread> all;
        lock.lock();
        try {
            closed = true;
            for (Child child : children) {
                if (child != null) {
                    ending.add(child.process);
                    if (child.job != null) {
                        child.process.destroyForcibly();
                    } else if (!child.inputClosed) {
                        child.inputClosed = true;
                        child.toWrite.add("");
                    }
                }
            }
            dispatch();
            all = List.copyOf(threads);
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
        for (Process process : ending) {
            boolean over = false;
            while (!over) {
                try {
                    over = process.waitFor(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS) || System.nanoTime() >= deadline;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            process.destroyForcibly();
        }
        for (Thread thread : all) {
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

    public static void main(String[] arguments) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        while (true) {
            String request = in.readLine();
            if (request == null) {
                System.exit(0);
            }
            String answer = Worker.answer(request);
            System.out.printf("%s%n%s%n", answer, DONE);
        }
    }
}
