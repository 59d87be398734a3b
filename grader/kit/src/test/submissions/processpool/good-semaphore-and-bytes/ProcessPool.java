package lockstep.processpool;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Scanner;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;

public final class ProcessPool implements AutoCloseable {

    public static final String DONE = "DONE";
    public static final long GRACE_MILLIS = 2_000;

    private final int size;
    private final Semaphore places;
    private final ConcurrentLinkedDeque<Process> idle = new ConcurrentLinkedDeque<>();
    private final List<Process> alive = new ArrayList<>(); // guarded by itself, as closed is
    private boolean closed;

    public ProcessPool(int children) throws IOException {
        if (children <= 0) {
            throw new IllegalArgumentException("children: " + children);
        }
        size = children;
        places = new Semaphore(children, true);
        try {
            while (idle.size() < children) {
                idle.push(start());
            }
        } catch (IOException e) {
            for (Process child : alive) {
                child.destroyForcibly();
            }
            for (Process child : alive) {
                end(child);
            }
            throw e;
        }
    }

    private Process start() throws IOException {
        synchronized (alive) {
            if (closed) {
                throw new IOException("the pool has been closed");
            }
            Process child = ChildJvm.start(ProcessPool.class);
            alive.add(child);
            return child;
        }
    }

    /** Ends a child, whatever it takes; deaf to interrupts. */
    private static void end(Process child) {
        child.destroyForcibly();
        boolean interrupted = false;
        while (child.isAlive()) {
            try {
                child.waitFor();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    public List<String> map(List<String> requests) throws IOException, InterruptedException {
        requests.forEach(Objects::requireNonNull);
        for (String request : requests) {
            if (!request.matches("[^\n\r]*")) {
                throw new IllegalArgumentException("a line break in " + request);
            }
        }
        synchronized (alive) {
            if (closed) {
                throw new IllegalStateException("closed");
            }
        }
        String[] texts = requests.toArray(new String[0]);
        AtomicReferenceArray<String> answers = new AtomicReferenceArray<>(texts.length);
        AtomicInteger next = new AtomicInteger();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        AtomicReferenceArray<Process> atWork = new AtomicReferenceArray<>(size);
        int count = Math.min(size, texts.length);
        CountDownLatch running = new CountDownLatch(count);
        Thread[] threads = new Thread[count];
        for (int t = 0; t < count; t++) {
            int me = t;
            threads[t] = new Thread(() -> {
                try {
                    work(texts, answers, next, failure, atWork, me);
                } catch (InterruptedException stop) {
                    // told by the caller, or by one that has failed
                } catch (Throwable thrown) {
                    if (failure.compareAndSet(null, thrown)) {
                        stop(atWork);
                    }
                } finally {
                    running.countDown();
                }
            });
        }
        for (Thread thread : threads) {
            thread.start();
        }
        InterruptedException interrupt = null;
        while (running.getCount() > 0) {
            try {
                running.await();
            } catch (InterruptedException e) {
                interrupt = e;
                failure.compareAndSet(null, e);
                for (Thread thread : threads) {
                    thread.interrupt();
                }
                stop(atWork);
            }
        }
        if (interrupt != null) {
            throw interrupt;
        }
        if (failure.get() != null) {
            throw new IOException(failure.get());
        }
        List<String> list = new ArrayList<>();
        for (int i = 0; i < texts.length; i++) {
            list.add(answers.get(i));
        }
        return list;
    }

    private static void stop(AtomicReferenceArray<Process> atWork) {
        for (int i = 0; i < atWork.length(); i++) {
            Process child = atWork.getAndSet(i, null);
            if (child != null) {
                child.destroyForcibly();
            }
        }
    }

    private void work(
            String[] texts,
            AtomicReferenceArray<String> answers,
            AtomicInteger next,
            AtomicReference<Throwable> failure,
            AtomicReferenceArray<Process> atWork,
            int me)
            throws IOException, InterruptedException {
        while (failure.get() == null && next.get() < texts.length) {
            places.acquire();
            Process child = idle.poll();
            boolean good = false;
            try {
                int number = next.getAndIncrement();
                if (number >= texts.length || failure.get() != null) {
                    if (child != null) {
                        idle.push(child);
                        child = null;
                    }
                    return;
                }
                if (child != null && !child.isAlive()) {
                    forget(child);
                    child = null;
                }
                if (child == null) {
                    child = start();
                }
                atWork.set(me, child);
                if (failure.get() != null) {
                    throw new IOException("stopped");
                }
                answers.set(number, ask(child, texts[number]));
                good = true;
            } finally {
                // Taken out by one step, as a place of the array; who has marked it has killed it, or will.
                if (atWork.getAndSet(me, null) != child) {
                    good = false;
                }
                if (child != null && !good) {
                    end(child);
                    forget(child);
                } else if (child != null) {
                    idle.push(child);
                }
                places.release();
            }
        }
    }

    private void forget(Process child) {
        synchronized (alive) {
            alive.remove(child);
        }
    }

    private static String ask(Process child, String request) throws IOException, InterruptedException {
        Thread writer = new Thread(() -> {
            try {
                OutputStream to = child.getOutputStream();
                to.write(request.getBytes(StandardCharsets.US_ASCII));
                to.write('\n');
                to.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        writer.setUncaughtExceptionHandler((thread, thrown) -> {});
        writer.start();
        String answer = line(child.getInputStream());
        String end = line(child.getInputStream());
        if (!end.equals(DONE)) {
            throw new IOException("unexpected: " + end);
        }
        writer.join();
        return answer;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("the child's output has ended");
            }
            if (b != '\r') {
                bytes.write(b);
            }
        }
        return bytes.toString(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        Process[] children;
        synchronized (alive) {
            closed = true;
            children = alive.toArray(new Process[0]);
        }
        List<Process> atWork = new ArrayList<>(Arrays.asList(children));
        atWork.removeAll(idle);
        atWork.forEach(Process::destroyForcibly);
        for (Process child : children) {
            if (!atWork.contains(child)) {
                try {
                    child.getOutputStream().close();
                } catch (IOException e) {
                    // gone
                }
            }
        }
        Thread killer = new Thread(() -> {
            try {
                Thread.sleep(GRACE_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
            for (Process child : children) {
                child.destroyForcibly();
            }
        });
        killer.start();
        boolean interrupted = false;
        for (Process child : children) {
            while (child.isAlive()) {
                try {
                    child.waitFor();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        killer.interrupt();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    public static void main(String[] arguments) {
        Scanner requests = new Scanner(System.in).useDelimiter("\n");
        while (requests.hasNextLine()) {
            String request = requests.nextLine();
            String answer = Worker.answer(request);
            System.out.println(answer + System.lineSeparator() + DONE);
        }
    }
}
