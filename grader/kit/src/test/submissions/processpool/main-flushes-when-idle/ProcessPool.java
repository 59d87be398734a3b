package lockstep.processpool;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

public final class ProcessPool implements AutoCloseable {

    public static final String DONE = "DONE";
    public static final long GRACE_MILLIS = 2_000;

    /** Place of one child at most. All fields are guarded by the monitor, but the streams are used by the slot's user alone. */
    private static final class Slot {
        Process process;
        BufferedReader in;
        OutputStream out;
        Call user;
        volatile boolean failed;

        void start() throws IOException {
            process = ChildJvm.start(ProcessPool.class);
            in = new BufferedReader(new InputStreamReader(process.getInputStream()));
            out = process.getOutputStream();
            failed = false;
        }
    }

    /** One call of map. Guarded by the monitor. */
    private static final class Call {
        final List<String> requests;
        final String[] answers;
        int next;
        int workers;
        boolean cancelled;
        Throwable failure;

        Call(List<String> requests) {
            this.requests = requests;
            this.answers = new String[requests.size()];
        }

        boolean wantsMore() {
            return !cancelled && failure == null && next < answers.length;
        }
    }

    private final Object monitor = new Object();
    private final ReentrantLock closing = new ReentrantLock();
    private final List<Slot> slots = new ArrayList<>();
    private final Deque<Slot> free = new ArrayDeque<>();
    private boolean closed;
    private int threads;

    public ProcessPool(int children) throws IOException {
        if (children < 1) {
            throw new IllegalArgumentException("at least one child expected, found " + children);
        }
        boolean ready = false;
        try {
            for (int i = 0; i < children; i++) {
                Slot slot = new Slot();
                slot.start();
                slots.add(slot);
            }
            free.addAll(slots);
            ready = true;
        } finally {
            if (!ready) {
                slots.forEach(slot -> slot.process.destroyForcibly());
                boolean interrupted = false;
                for (Slot slot : slots) {
                    interrupted |= waitFor(slot.process);
                }
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    public List<String> map(List<String> requests) throws IOException, InterruptedException {
        List<String> copy = new ArrayList<>(requests);
        for (String request : copy) {
            if (request.indexOf('\n') >= 0 || request.indexOf('\r') >= 0) {
                throw new IllegalArgumentException("a request with a line break");
            }
        }
        Call call = new Call(copy);
        synchronized (monitor) {
            if (closed) {
                throw new IllegalStateException("the pool is closed");
            }
            try {
                for (int i = Math.min(copy.size(), slots.size()); i > 0; i--) {
                    Thread thread = new Thread(() -> work(call), "worker");
                    thread.setDaemon(true);
                    thread.start();
                    call.workers++;
                    threads++;
                }
            } catch (OutOfMemoryError e) {
                call.failure = e;
            }
            boolean interrupted = false;
            while (call.workers > 0) {
                try {
                    monitor.wait();
                } catch (InterruptedException e) {
                    if (call.cancelled) {
                        interrupted = true;
                    } else {
                        call.cancelled = true;
                        for (Slot slot : slots) {
                            if (slot.user == call) {
                                slot.failed = true; // even if it has just answered
                                slot.process.destroyForcibly();
                            }
                        }
                        monitor.notifyAll();
                    }
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            if (call.cancelled) {
                throw new InterruptedException();
            }
            if (call.failure != null) {
                throw new IOException("a request got no answer: " + call.failure.getMessage(), call.failure);
            }
            return new ArrayList<>(Arrays.asList(call.answers));
        }
    }

    private void work(Call call) {
        try {
            while (true) {
                Slot slot;
                int index;
                synchronized (monitor) {
                    while (call.wantsMore() && !closed && free.isEmpty()) {
                        try {
                            monitor.wait();
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                    }
                    if (!call.wantsMore()) {
                        return;
                    }
                    if (closed) {
                        call.failure = new IOException("closed meanwhile");
                        return;
                    }
                    slot = free.removeFirst();
                    slot.user = call;
                    index = call.next++;
                }
                Throwable failure = null;
                String answer = null;
                try {
                    revive(slot, call);
                    answer = ask(slot, call.requests.get(index));
                } catch (Throwable t) {
                    failure = t;
                    slot.failed = true;
                    slot.process.destroyForcibly();
                    waitFor(slot.process);
                }
                synchronized (monitor) {
                    slot.user = null;
                    if (failure == null) {
                        call.answers[index] = answer;
                    } else if (call.failure == null) {
                        call.failure = failure;
                    }
                    free.addLast(slot);
                    if (closed) {
                        closeInput(slot);
                    }
                    monitor.notifyAll();
                }
            }
        } finally {
            synchronized (monitor) {
                call.workers--;
                threads--;
                monitor.notifyAll();
            }
        }
    }

    private void revive(Slot slot, Call call) throws IOException {
        if (slot.failed || !slot.process.isAlive()) {
            slot.process.destroyForcibly();
            waitFor(slot.process);
            synchronized (monitor) {
                if (closed || call.cancelled) {
                    throw new IOException("no need any more");
                }
                slot.start();
            }
        }
    }

    private static String ask(Slot slot, String request) throws IOException {
        OutputStream out = slot.out;
        Thread writer = new Thread(() -> {
            try {
                out.write((request + "\n").getBytes(StandardCharsets.US_ASCII));
                out.flush();
            } catch (IOException e) {
                // the reader sees what becomes of the child
            }
        });
        writer.setDaemon(true);
        writer.start();
        boolean good = false;
        try {
            String answer = slot.in.readLine();
            String done = answer == null ? null : slot.in.readLine();
            if (!DONE.equals(done)) {
                throw new IOException("the child ended, or said something else than " + DONE);
            }
            good = true;
            return answer;
        } finally {
            if (!good) {
                slot.process.destroyForcibly();
            }
            while (writer.isAlive()) {
                try {
                    writer.join();
                } catch (InterruptedException e) {
                    // of no meaning here
                }
            }
        }
    }

    private static boolean waitFor(Process process) {
        boolean interrupted = false;
        while (true) {
            try {
                process.waitFor();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    private static void closeInput(Slot slot) {
        try {
            slot.out.close();
        } catch (IOException e) {
            // it has ended already
        }
    }

    @Override
    public void close() {
        closing.lock();
        boolean interrupted = false;
        try {
            synchronized (monitor) {
                if (closed) {
                    return;
                }
                closed = true;
                for (Slot slot : slots) {
                    if (slot.user == null) {
                        closeInput(slot);
                    } else {
                        slot.process.destroyForcibly();
                    }
                }
                monitor.notifyAll();
            }
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
            try {
                for (Slot slot : slots) {
                    slot.process.waitFor(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
            for (Slot slot : slots) {
                slot.process.destroyForcibly();
            }
            for (Slot slot : slots) {
                interrupted |= waitFor(slot.process);
            }
            synchronized (monitor) {
                while (threads > 0) {
                    try {
                        monitor.wait();
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                }
            }
        } finally {
            closing.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    public static void main(String[] arguments) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        java.io.BufferedWriter out = new java.io.BufferedWriter(new java.io.OutputStreamWriter(System.out));
        String request;
        while ((request = in.readLine()) != null) {
            out.write(Worker.answer(request) + "\n" + DONE + "\n");
            if (!in.ready()) {
                out.flush(); // not before there is nothing to do: much faster
            }
        }
    }
}
