package lockstep.processpool;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Children that are free, at work for a call, or missing and to be started again. Each call has threads of its own, which take a
 * child each, let it answer, and give it back.
 */
public final class ProcessPool implements AutoCloseable {

    public static final String DONE = "DONE";

    public static final long GRACE_MILLIS = 2_000;

    private final int size;

    /** Guards all that follows, and what calls note of their state. */
    private final Object lock = new Object();

    private final Set<Child> all = new HashSet<>();
    private final Queue<Child> free = new ArrayDeque<>();
    private int missing;
    private boolean closed;

    public ProcessPool(int children) throws IOException {
        if (children < 1) {
            throw new IllegalArgumentException("children: at least 1 expected, found " + children);
        }
        size = children;
        try {
            for (int i = 0; i < children; i++) {
                Child child = new Child();
                all.add(child);
                free.add(child);
            }
        } catch (IOException e) {
            all.forEach(Child::end);
            throw e;
        }
    }

    public List<String> map(List<String> requests) throws IOException, InterruptedException {
        List<String> asked = List.copyOf(requests);
        List<String> once = List.copyOf(new java.util.LinkedHashSet<>(asked));
        Call call = new Call(once);
        expectOpen();
        List<Thread> threads = new ArrayList<>();
        try {
            for (int i = 0; i < Math.min(size, once.size()); i++) {
                Thread thread = new Thread(call::work);
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                thread.join();
            }
        } finally {
            // If all went well, nobody is at work any more; if not, nobody shall be.
            call.abandon();
            awaitAll(threads);
        }
        List<String> answers = call.answers();
        return asked.stream().map(request -> answers.get(once.indexOf(request))).toList();
    }

    private void expectOpen() {
        synchronized (lock) {
            if (closed) {
                throw new IllegalStateException("the pool is closed");
            }
        }
    }

    private static void awaitAll(List<Thread> threads) {
        boolean interrupted = false;
        for (Thread thread : threads) {
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

    @Override
    public void close() {
        List<Child> ending;
        synchronized (lock) {
            closed = true;
            ending = List.copyOf(all);
            for (Child child : ending) {
                if (free.contains(child)) {
                    child.closeInput();
                } else {
                    child.kill();
                }
            }
            lock.notifyAll();
        }
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
        boolean interrupted = false;
        for (Child child : ending) {
            try {
                child.process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        ending.forEach(Child::end);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    public static void main(String[] arguments) throws IOException {
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in));
        for (String request = requests.readLine(); request != null; request = requests.readLine()) {
            System.out.println(Worker.answer(request));
            System.out.println(DONE);
        }
    }

    /** A call of map: its requests are handed out in their order, to whichever child is free. */
    private final class Call {
        private final List<String> requests;
        private final String[] answers;
        private final Set<Child> atWork = new HashSet<>();
        private int next;
        private Throwable failure;

        Call(List<String> requests) {
            for (String request : requests) {
                if (request.indexOf('\n') >= 0 || request.indexOf('\r') >= 0) {
                    throw new IllegalArgumentException("a request without line breaks expected, found " + request);
                }
            }
            this.requests = requests;
            this.answers = new String[requests.size()];
        }

        /** What a thread of this call does. */
        void work() {
            try {
                while (answerNext()) {
                    // One after the other, until none is left.
                }
            } catch (Throwable thrown) {
                synchronized (lock) {
                    failure = thrown;
                    handOutNoMore();
                }
            }
        }

        /** Takes a child and a request, as soon as there is one for the other; returns false if there will be none. */
        private boolean answerNext() throws IOException, InterruptedException {
            Child child;
            int number;
            synchronized (lock) {
                while (next < answers.length && !closed && free.isEmpty() && missing == 0) {
                    lock.wait();
                }
                if (next == answers.length) {
                    return false;
                }
                child = take();
                atWork.add(child);
                number = next++;
            }
            try {
                answers[number] = child.ask(requests.get(number));
            } catch (Throwable thrown) {
                synchronized (lock) {
                    child.kill();
                }
                throw thrown;
            } finally {
                giveBack(child);
            }
            return true;
        }

        private void giveBack(Child child) {
            synchronized (lock) {
                atWork.remove(child);
                if (!child.killed) {
                    free.add(child);
                    lock.notifyAll();
                    return;
                }
            }
            child.end();
            synchronized (lock) {
                all.remove(child);
                missing++;
                lock.notifyAll();
            }
        }

        private void handOutNoMore() {
            next = answers.length;
            lock.notifyAll();
        }

        /** Hands nothing out any more, and ends the children that are still at work. */
        void abandon() {
            synchronized (lock) {
                handOutNoMore();
                atWork.forEach(Child::kill);
            }
        }

        List<String> answers() throws IOException {
            if (failure != null) {
                throw new IOException("a request has failed: " + failure.getMessage(), failure);
            }
            return Arrays.asList(answers);
        }
    }

    /** Returns a child that is free, or a new one in the place of one that is missing. */
    private Child take() throws IOException {
        if (closed) {
            throw new IOException("the pool has been closed");
        }
        Child child = free.poll();
        if (child != null && child.process.isAlive()) {
            return child;
        }
        if (child != null) {
            all.remove(child);
            missing++;
        }
        Child started = new Child();
        missing--;
        all.add(started);
        return started;
    }

    /** A child process, of use to one thread at a time. */
    private static final class Child {
        final Process process;
        private final Writer input;
        private final BufferedReader output;

        /** Whether somebody has killed it, perhaps when its answer had just been read; guarded by the pool's lock. */
        boolean killed;

        Child() throws IOException {
            process = ChildJvm.start(ProcessPool.class);
            input = process.outputWriter();
            output = process.inputReader();
        }

        /** Writes in another thread than it reads, because the child may do so, too. */
        String ask(String request) throws IOException, InterruptedException {
            Thread writing = new Thread(() -> write(request));
            writing.start();
            String answer = output.readLine();
            String end = output.readLine();
            if (!DONE.equals(end)) {
                throw new IOException("a child printed " + answer + ", then " + end);
            }
            writing.join();
            return answer;
        }

        private void write(String request) {
            try {
                input.write(request + "\n");
                input.flush();
            } catch (IOException e) {
                // Nobody reads it any more: the child's output ends as well, which its reader gets to know.
            }
        }

        void closeInput() {
            try {
                input.close();
            } catch (IOException e) {
                // It has ended already.
            }
        }

        void kill() {
            killed = true;
            process.destroyForcibly();
        }

        /** Returns when it has ended; an interrupt does not change that, and is kept. */
        void end() {
            process.destroyForcibly();
            process.onExit().join();
        }
    }
}
