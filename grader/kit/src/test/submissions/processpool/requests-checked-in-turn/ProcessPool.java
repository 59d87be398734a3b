package lockstep.processpool;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;

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

    private static final class Call {
        final List<String> requests;
        final String[] answers;
        final Set<Child> active = new HashSet<>();
        int next;
        Throwable failure;

        Call(List<String> requests) {
            this.requests = requests;
            this.answers = new String[requests.size()];
        }
    }

    private final Object lock = new Object();
    private final Deque<Child> free = new ArrayDeque<>();
    private final Set<Child> busy = new HashSet<>();
    private final int size;
    private int alive;
    private boolean closed;
    private boolean ended;

    public ProcessPool(int children) throws IOException {
        if (children < 1) {
            throw new IllegalArgumentException("children < 1");
        }
        size = children;
        boolean good = false;
        try {
            while (alive < size) {
                free.add(new Child());
                alive++;
            }
            good = true;
        } finally {
            if (!good) {
                free.forEach(child -> child.process.destroyForcibly());
                free.forEach(Child::end);
            }
        }
    }

    public List<String> map(List<String> requests) throws IOException, InterruptedException {
        Objects.requireNonNull(requests);
        List<String> mine = new ArrayList<>(requests);
        Call call = new Call(mine);
        synchronized (lock) {
            if (closed) {
                throw new IllegalStateException("closed");
            }
            try {
                while (call.next < mine.size() || !call.active.isEmpty()) {
                    if (call.failure != null) {
                        throw new IOException(call.failure);
                    }
                    if (closed) {
                        throw new IOException("closed meanwhile");
                    }
                    if (call.next < mine.size()) {
                        String request = mine.get(call.next);
                        if (request.indexOf('\n') >= 0 || request.indexOf('\r') >= 0) {
                            throw new IllegalArgumentException("a line break in a request");
                        }
                    }
                    Child child = call.next < mine.size() ? take() : null;
                    if (child == null) {
                        lock.wait();
                    } else {
                        int index = call.next++;
                        call.active.add(child);
                        busy.add(child);
                        new Thread(() -> work(call, index, child)).start();
                    }
                }
                if (call.failure != null) {
                    throw new IOException(call.failure);
                }
            } finally {
                for (Child child : call.active) {
                    child.condemned = true;
                    child.process.destroyForcibly();
                }
                boolean interrupted = false;
                while (!call.active.isEmpty()) {
                    try {
                        lock.wait();
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                }
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
        return Arrays.asList(call.answers);
    }

    /** With the lock. */
    private Child take() throws IOException {
        while (!free.isEmpty()) {
            Child child = free.removeFirst();
            if (child.process.isAlive()) {
                return child;
            }
            alive--;
        }
        if (alive == size) {
            return null;
        }
        Child child = new Child();
        alive++;
        return child;
    }

    private void work(Call call, int index, Child child) {
        Throwable failure = null;
        try {
            call.answers[index] = child.ask(call.requests.get(index));
        } catch (Throwable t) {
            failure = t;
            child.end();
        }
        synchronized (lock) {
            if (failure == null && !child.condemned) {
                over(call, child, null);
                free.addLast(child);
                return;
            }
        }
        child.end();
        synchronized (lock) {
            alive--;
            over(call, child, failure);
        }
    }

    /** With the lock. */
    private void over(Call call, Child child, Throwable failure) {
        if (failure != null && call.failure == null) {
            call.failure = failure;
        }
        call.active.remove(child);
        busy.remove(child);
        lock.notifyAll();
    }

    @Override
    public void close() {
        boolean interrupted = false;
        List<Child> idle;
        synchronized (lock) {
            if (closed) {
                while (!ended) {
                    try {
                        lock.wait();
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                }
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
                return;
            }
            closed = true;
            lock.notifyAll();
            for (Child child : busy) {
                child.condemned = true;
                child.process.destroyForcibly();
            }
            idle = new ArrayList<>(free);
            free.clear();
        }
        for (Child child : idle) {
            try {
                child.process.getOutputStream().close();
            } catch (IOException e) {
                // it has ended
            }
        }
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
        try {
            for (Child child : idle) {
                child.process.waitFor(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        for (Child child : idle) {
            child.process.destroyForcibly();
        }
        idle.forEach(Child::end);
        synchronized (lock) {
            while (!busy.isEmpty()) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            ended = true;
            lock.notifyAll();
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
