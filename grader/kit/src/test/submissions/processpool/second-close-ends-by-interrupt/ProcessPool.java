package lockstep.processpool;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Each child has a keeper, a thread that takes jobs from one queue and asks its child. */
public final class ProcessPool implements AutoCloseable {

    public static final String DONE = "DONE";
    public static final long GRACE_MILLIS = 2_000;

    /** One call of map. Guarded by gate. */
    private static final class Call {
        final String[] answers;
        int open;
        Throwable failure;
        boolean cancelled;

        Call(int size) {
            answers = new String[size];
            open = size;
        }
    }

    private record Job(Call call, int index, String request) {}

    private static final Job END = new Job(null, 0, "");

    private final Object gate = new Object();
    private final BlockingQueue<Job> jobs = new LinkedBlockingQueue<>();
    private final List<Keeper> keepers = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private boolean closing; // guarded by gate

    public ProcessPool(int children) throws IOException {
        if (children < 1) {
            throw new IllegalArgumentException("children: " + children);
        }
        try {
            for (int i = 0; i < children; i++) {
                keepers.add(new Keeper(ChildJvm.start(ProcessPool.class)));
            }
        } catch (Throwable t) {
            keepers.forEach(k -> k.child.destroyForcibly());
            keepers.forEach(k -> ended(k.child));
            throw t;
        }
        keepers.forEach(Thread::start);
    }

    public List<String> map(List<String> requests) throws IOException, InterruptedException {
        List<String> copy = List.copyOf(requests); // refuses null
        for (String request : copy) {
            if (request.indexOf('\n') >= 0 || request.indexOf('\r') >= 0) {
                throw new IllegalArgumentException("a line break in a request");
            }
        }
        Call call = new Call(copy.size());
        synchronized (gate) {
            if (closing) {
                throw new IllegalStateException("closed");
            }
            for (int i = 0; i < copy.size(); i++) {
                jobs.add(new Job(call, i, copy.get(i)));
            }
            try {
                while (call.open > 0) {
                    gate.wait();
                }
            } catch (InterruptedException e) {
                cancel(call, true);
                boolean again = false;
                while (call.open > 0) {
                    try {
                        gate.wait();
                    } catch (InterruptedException f) {
                        again = true;
                    }
                }
                if (again) {
                    Thread.currentThread().interrupt();
                }
                throw e;
            }
            if (call.failure != null) {
                throw new IOException("a request failed", call.failure);
            }
        }
        return new ArrayList<>(Arrays.asList(call.answers));
    }

    /** Gives back what waits, and if so wanted ends the children that are at work for this call. Needs gate. */
    private void cancel(Call call, boolean children) {
        call.cancelled = true;
        jobs.removeIf(job -> {
            if (job.call() == call) {
                call.open--;
                return true;
            }
            return false;
        });
        if (children) {
            for (Keeper keeper : keepers) {
                if (keeper.current != null && keeper.current.call() == call && keeper.child != null) {
                    keeper.doomed = true;
                    keeper.child.destroyForcibly();
                }
            }
        }
        gate.notifyAll();
    }

    private final class Keeper extends Thread {
        Process child; // guarded by gate, as is the next one; changed by this thread only
        Job current;
        boolean doomed; // told to end; guarded by gate
        BufferedReader from;
        OutputStream to;

        Keeper(Process child) {
            adopt(child);
        }

        private void adopt(Process p) {
            child = p;
            from = new BufferedReader(new InputStreamReader(p.getInputStream(), StandardCharsets.UTF_8));
            to = p.getOutputStream();
        }

        @Override
        public void run() {
            while (true) {
                Job job;
                try {
                    job = jobs.take();
                } catch (InterruptedException e) {
                    continue; // nobody does that
                }
                if (job == END) {
                    return;
                }
                serve(job);
            }
        }

        private void serve(Job job) {
            String answer = null;
            Throwable failure = null;
            boolean begun = false;
            try {
                begin(job);
                begun = true;
                answer = ask(job.request());
            } catch (Throwable t) {
                failure = t;
            }
            Process lost;
            synchronized (gate) {
                // One that was told to end has to be gone, too, though it has answered in time.
                lost = begun && (failure != null || doomed) ? child : null;
                if (lost == null) {
                    finish(job, answer, failure);
                }
            }
            if (lost != null) {
                lost.destroyForcibly();
                ended(lost);
                synchronized (gate) {
                    child = null;
                    finish(job, answer, failure);
                }
            }
        }

        /** Needs gate. */
        private void finish(Job job, String answer, Throwable failure) {
            {
                current = null;
                Call call = job.call();
                call.open--;
                if (failure == null) {
                    call.answers[job.index()] = answer;
                } else {
                    call.failure = failure;
                    cancel(call, false);
                }
                gate.notifyAll();
            }
        }

        private void begin(Job job) throws IOException {
            synchronized (gate) {
                if (closing || job.call().cancelled) {
                    throw new IOException(closing ? "closed" : "another request failed");
                }
                if (child != null && !child.isAlive()) {
                    child = null;
                }
                if (child == null) {
                    adopt(ChildJvm.start(ProcessPool.class));
                }
                doomed = false;
                current = job;
            }
        }

        private String ask(String request) throws IOException {
            OutputStream out = to;
            boolean[] written = {false};
            Thread writer = new Thread(() -> {
                try {
                    out.write((request + "\n").getBytes(StandardCharsets.US_ASCII));
                    out.flush();
                    written[0] = true;
                } catch (IOException e) {
                    // the child will show why
                }
            });
            writer.start();
            String answer = from.readLine();
            String done = answer == null ? null : from.readLine();
            if (!DONE.equals(done)) {
                throw new IOException(done == null ? "a child's output ended" : "something else than DONE");
            }
            uninterruptibly(writer::join);
            if (!written[0]) {
                throw new IOException("a child took no request");
            }
            return answer;
        }
    }

    @Override
    public void close() {
        boolean first;
        List<Process> idle = new ArrayList<>();
        synchronized (gate) {
            first = !closing;
            closing = true;
            if (first) {
                List<Job> left = new ArrayList<>();
                jobs.drainTo(left);
                for (Job job : left) {
                    job.call().open--;
                    job.call().failure = new IOException("closed");
                }
                for (Keeper keeper : keepers) {
                    jobs.add(END);
                    if (keeper.current != null) {
                        keeper.doomed = true;
                        keeper.child.destroyForcibly();
                    } else if (keeper.child != null) {
                        idle.add(keeper.child);
                    }
                }
                gate.notifyAll();
            }
        }
        if (first) {
            for (Process p : idle) {
                try {
                    p.getOutputStream().close();
                } catch (IOException e) {
                    // has ended already
                }
            }
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
            for (Process p : idle) {
                uninterruptibly(() -> p.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS));
            }
            idle.forEach(Process::destroyForcibly);
            idle.forEach(ProcessPool::ended);
            keepers.forEach(k -> uninterruptibly(k::join));
            closed.countDown();
        } else {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private interface Waiting {
        void await() throws InterruptedException;
    }

    private static void ended(Process p) {
        uninterruptibly(p::waitFor);
    }

    private static void uninterruptibly(Waiting waiting) {
        boolean interrupted = false;
        while (true) {
            try {
                waiting.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    public static void main(String[] arguments) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(Worker.answer(line));
            System.out.println(DONE);
            System.out.flush();
        }
    }
}
