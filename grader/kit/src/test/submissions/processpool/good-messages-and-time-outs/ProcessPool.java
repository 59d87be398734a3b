package lockstep.processpool;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** All state belongs to one thread, the manager, which is told by messages what happens. No locks but around the mailbox. */
public final class ProcessPool implements AutoCloseable {

    public static final String DONE = "DONE";
    public static final long GRACE_MILLIS = 2_000;

    private sealed interface Message permits Begin, Answered, Cancel, Close {}

    private record Begin(Call call) implements Message {}

    private record Answered(Desk desk, String answer, Throwable failure) implements Message {}

    private record Cancel(Call call) implements Message {}

    private record Close() implements Message {}

    /** One call of map; all but the future is the manager's. */
    private static final class Call {
        final List<String> requests;
        final List<String> answers;
        final CompletableFuture<List<String>> future = new CompletableFuture<>();
        Throwable failure;
        int next;
        int working;
        boolean over;

        Call(List<String> requests) {
            this.requests = requests;
            answers = new ArrayList<>(Collections.nCopies(requests.size(), null));
        }
    }

    /** A place for a child. */
    private static final class Desk {
        Process child;
        BufferedReader reader;
        Writer writer;
        Call call;
        int index;
        boolean doomed;
    }

    private final BlockingQueue<Message> mailbox = new LinkedBlockingQueue<>();
    private final Deque<Desk> idle = new ArrayDeque<>();
    private final List<Desk> busy = new ArrayList<>();
    private final Deque<Call> calls = new ArrayDeque<>(); // those that have requests that wait
    private final Thread manager = new Thread(this::manage, "pool manager");
    private boolean closed; // guarded by mailbox

    public ProcessPool(int children) throws IOException {
        if (children < 1) {
            throw new IllegalArgumentException(children + " children");
        }
        try {
            for (int i = 0; i < children; i++) {
                Desk desk = new Desk();
                hire(desk);
                idle.add(desk);
            }
        } catch (IOException | RuntimeException | Error e) {
            for (Desk desk : idle) {
                desk.child.destroyForcibly();
            }
            for (Desk desk : idle) {
                desk.child.onExit().join();
            }
            throw e;
        }
        manager.start();
    }

    private static void hire(Desk desk) throws IOException {
        desk.child = null;
        Process child = ChildJvm.start(ProcessPool.class);
        desk.child = child;
        desk.reader = child.inputReader();
        desk.writer = child.outputWriter();
    }

    public List<String> map(List<String> requests) throws IOException, InterruptedException {
        Call call = new Call(List.copyOf(requests));
        call.requests.forEach(r -> {
            if (r.contains("\n") || r.contains("\r")) {
                throw new IllegalArgumentException("line break");
            }
        });
        synchronized (mailbox) {
            if (closed) {
                throw new IllegalStateException("This pool is closed.");
            }
            mailbox.add(new Begin(call));
        }
        try {
            return call.future.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            mailbox.add(new Cancel(call));
            call.future.handle((answers, failure) -> null).join(); // keeps the flag if there is another interrupt
            throw e;
        }
    }

    private void manage() {
        while (true) {
            Message message;
            try {
                message = mailbox.take();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            if (message instanceof Begin begin) {
                calls.add(begin.call());
            } else if (message instanceof Answered answered) {
                note(answered);
            } else if (message instanceof Cancel cancel) {
                giveUp(cancel.call(), new InterruptedException());
                kill(cancel.call());
            } else {
                end();
                return;
            }
            handOut();
        }
    }

    private void note(Answered answered) {
        Desk desk = answered.desk();
        Call call = desk.call;
        busy.remove(desk);
        idle.add(desk);
        desk.call = null;
        call.working--;
        call.answers.set(desk.index, answered.answer());
        if (desk.doomed && answered.failure() == null) {
            desk.child.onExit().join(); // answered in time, and was told to end
            desk.child = null;
        }
        desk.doomed = false;
        if (answered.failure() != null) {
            desk.child = null;
            giveUp(call, answered.failure());
        }
        settle(call);
    }

    private void handOut() {
        while (!calls.isEmpty()) {
            Call call = calls.peek();
            if (call.next == call.requests.size() || call.over) {
                calls.remove();
                settle(call);
            } else if (idle.isEmpty()) {
                return;
            } else {
                Desk desk = idle.remove();
                try {
                    if (desk.child == null || !desk.child.isAlive()) {
                        hire(desk);
                    }
                } catch (IOException | RuntimeException | Error e) {
                    idle.add(desk);
                    giveUp(call, e);
                    settle(call);
                    continue;
                }
                desk.call = call;
                desk.index = call.next++;
                call.working++;
                busy.add(desk);
                String request = call.requests.get(desk.index);
                new Thread(() -> ask(desk, request)).start();
            }
        }
    }

    private void giveUp(Call call, Throwable why) {
        call.over = true;
        calls.remove(call);
        if (call.failure == null) {
            call.failure = why;
        }
        settle(call);
    }

    private void kill(Call call) {
        for (Desk desk : busy) {
            if (desk.call == call) {
                desk.doomed = true;
                desk.child.destroyForcibly();
            }
        }
    }

    private static void settle(Call call) {
        if (call.working > 0) {
            return;
        }
        if (call.failure != null) {
            call.future.completeExceptionally(call.failure);
        } else if (call.next == call.requests.size()) {
            call.future.complete(call.answers);
        }
    }

    /** Runs in a thread of its own, which has the desk until it has sent its message. */
    private void ask(Desk desk, String request) {
        Writer to = desk.writer;
        CompletableFuture<Void> written = new CompletableFuture<>();
        Thread writer = new Thread(() -> {
            try {
                to.write(request);
                to.write("\n");
                to.flush();
                written.complete(null);
            } catch (Throwable t) {
                written.completeExceptionally(t);
            }
        });
        String answer = null;
        Throwable failure = null;
        try {
            writer.start();
            answer = desk.reader.readLine();
            if (answer == null || !DONE.equals(desk.reader.readLine())) {
                throw new IOException("A child failed.");
            }
            written.join();
        } catch (Throwable t) {
            failure = t;
            desk.child.destroyForcibly();
            desk.child.onExit().join();
        }
        mailbox.add(new Answered(desk, answer, failure));
    }

    private void end() {
        for (Call call : List.copyOf(calls)) {
            giveUp(call, new IOException("The pool was closed."));
        }
        for (Desk desk : busy) {
            desk.doomed = true;
            desk.child.destroyForcibly();
        }
        List<Process> left = idle.stream().map(d -> d.child).filter(c -> c != null).toList();
        left.forEach(child -> {
            try {
                child.getOutputStream().close();
            } catch (IOException e) {
                // it has gone by itself
            }
        });
        // All of them together have the time.
        CompletableFuture.allOf(left.stream().map(Process::onExit).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, GRACE_MILLIS, TimeUnit.MILLISECONDS)
                .join();
        left.forEach(Process::destroyForcibly);
        left.forEach(child -> child.onExit().join());
        while (!busy.isEmpty()) {
            try {
                if (mailbox.take() instanceof Answered answered) {
                    note(answered);
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Override
    public void close() {
        synchronized (mailbox) {
            if (!closed) {
                closed = true;
                mailbox.add(new Close());
            }
        }
        boolean interrupted = false;
        while (manager.isAlive()) {
            try {
                manager.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    public static void main(String[] arguments) throws IOException {
        StringBuilder line = new StringBuilder();
        int c;
        do {
            c = System.in.read();
            if (c == '\n' || c < 0 && line.length() > 0) {
                System.out.print(Worker.answer(line.toString()) + "\n" + DONE + "\n");
                System.out.flush();
                line.setLength(0);
            } else if (c >= 0) {
                line.append((char) c);
            }
        } while (c >= 0);
    }
}
