package lockstep.processpool;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

public final class ProcessPool implements AutoCloseable {

    public static final String DONE = "DONE";
    public static final long GRACE_MILLIS = 2_000;

    /** A request of a call. */
    private static final class Task {
        final Call call;
        final int number;

        Task(Call call, int number) {
            this.call = call;
            this.number = number;
        }
    }

    private static final Task END = new Task(null, -1);

    private final BlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
    private final List<Worker1> workers = new ArrayList<>();
    private boolean closed; // guarded by this

    public ProcessPool(int children) throws IOException {
        if (children < 1) {
            throw new IllegalArgumentException("children < 1");
        }
        try {
            for (int i = 0; i < children; i++) {
                workers.add(new Worker1());
            }
        } catch (IOException e) {
            for (Worker1 worker : workers) {
                worker.child.destroyForcibly();
                worker.child.onExit().join();
            }
            throw e;
        }
        workers.forEach(Thread::start);
    }

    public List<String> map(List<String> requests) throws IOException, InterruptedException {
        for (String request : requests) {
            if (request.contains("\n") || request.contains("\r")) {
                throw new IllegalArgumentException("line break");
            }
        }
        Call call = new Call(requests);
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("closed");
            }
            for (int i = 0; i < requests.size(); i++) {
                tasks.add(new Task(call, i));
            }
        }
        try {
            call.await();
        } catch (InterruptedException e) {
            call.cancel();
            for (Worker1 worker : workers) {
                worker.killIfFor(call);
            }
            call.awaitIdle();
            throw e;
        }
        return call.result();
    }

    /** What has become of a call's requests. */
    private static final class Call {
        final List<String> requests;
        final String[] answers;
        int open;
        int running;
        boolean cancelled;
        IOException failure;

        Call(List<String> requests) {
            this.requests = List.copyOf(requests);
            answers = new String[requests.size()];
            open = answers.length;
        }

        synchronized boolean begin() {
            if (cancelled || failure != null) {
                open--;
                notifyAll();
                return false;
            }
            running++;
            return true;
        }

        synchronized void end(int number, String answer, IOException failed) {
            answers[number] = answer;
            if (failed != null) {
                failure = failed;
            }
            running--;
            open--;
            notifyAll();
        }

        /** Waits until all has been answered, or one has failed and nobody is at work. */
        synchronized void await() throws InterruptedException {
            while (open > 0 && (failure == null || running > 0)) {
                wait();
            }
        }

        synchronized void cancel() {
            cancelled = true;
        }

        synchronized void awaitIdle() {
            boolean interrupted = false;
            while (running > 0) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        synchronized List<String> result() throws IOException {
            if (failure != null) {
                throw new IOException("failed", failure);
            }
            return new ArrayList<>(java.util.Arrays.asList(answers));
        }
    }

    private final class Worker1 extends Thread {
        private Process child;
        private BufferedReader output;
        private Call current; // guarded by this, as child is
        private boolean gone;
        private boolean stopped;
        private boolean unwanted;

        Worker1() throws IOException {
            startChild();
        }

        private synchronized void startChild() throws IOException {
            if (stopped) {
                throw new IOException("closed");
            }
            child = ChildJvm.start(ProcessPool.class);
            output = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.US_ASCII));
        }

        @Override
        public void run() {
            try {
                for (Task task = tasks.take(); task != END; task = tasks.take()) {
                    if (task.call.begin()) {
                        answer(task);
                    }
                }
                tasks.add(END);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private void answer(Task task) {
            String answer = null;
            IOException failure = null;
            try {
                if (gone || !child.isAlive()) {
                    gone = true;
                    startChild();
                    gone = false;
                }
                synchronized (this) {
                    synchronized (task.call) {
                        if (task.call.cancelled) {
                            throw new IOException("cancelled");
                        }
                    }
                    if (stopped) {
                        throw new IOException("closed");
                    }
                    current = task.call;
                }
                try {
                    answer = talk(task.call.requests.get(task.number));
                } catch (IOException | RuntimeException | Error e) {
                    child.destroyForcibly();
                    child.onExit().join();
                    gone = true;
                    throw e;
                }
            } catch (IOException e) {
                failure = e;
            } catch (RuntimeException | Error e) {
                failure = new IOException(e);
            } finally {
                boolean killed;
                synchronized (this) {
                    current = null;
                    killed = unwanted;
                    unwanted = false;
                }
                if (killed) {
                    child.onExit().join();
                    gone = true;
                }
                task.call.end(task.number, answer, failure);
            }
        }

        private String talk(String request) throws IOException {
            OutputStream input = child.getOutputStream();
            Thread writer = new Thread(() -> {
                try {
                    input.write((request + "\n").getBytes(StandardCharsets.US_ASCII));
                    input.flush();
                } catch (IOException e) {
                    // the reader notices
                }
            });
            writer.start();
            String answer = output.readLine();
            String end = output.readLine();
            if (answer == null || end == null || !end.equals(DONE)) {
                throw new IOException("a child said " + answer + " and " + end);
            }
            boolean interrupted = false;
            while (true) {
                try {
                    writer.join();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return answer;
        }

        synchronized void killIfFor(Call call) {
            if (current == call) {
                unwanted = true;
                child.destroyForcibly();
            }
        }

        synchronized void stop1() {
            stopped = true;
            if (current != null) {
                child.destroyForcibly();
            } else {
                try {
                    child.getOutputStream().close();
                } catch (IOException e) {
                    // ended already
                }
            }
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            if (!closed) {
                closed = true;
                workers.forEach(Worker1::stop1);
                // what waits is answered by failures
                tasks.add(END);
            }
        }
        boolean interrupted = false;
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
        for (Worker1 worker : workers) {
            Process child = worker.child;
            try {
                if (!child.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    child.destroyForcibly();
                }
            } catch (InterruptedException e) {
                interrupted = true;
                child.destroyForcibly();
            }
        }
        for (Worker1 worker : workers) {
            worker.child.onExit().join();
            while (worker.isAlive()) {
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

    public static void main(String[] arguments) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        String line;
        while ((line = in.readLine()) != null) {
            System.out.print(Worker.answer(line) + "\n" + DONE + "\n");
            System.out.flush();
        }
    }
}
