package lockstep.processqueuesum;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingDeque;

public final class ProcessQueueSum {

    public static final String STOP = "STOP";

    private sealed interface Message {
        record Line(String text) implements Message {}

        record Exit(boolean saidStop, int status) implements Message {}
    }

    public long sum(long start, long end, Term term, int processes) throws IOException, InterruptedException {
        if (end < start) {
            throw new IllegalArgumentException("end < start");
        }
        if (processes < 1) {
            throw new IllegalArgumentException("processes < 1");
        }
        BlockingQueue<Message> queue = new LinkedBlockingDeque<>();
        List<ProcessHandle> children = new ArrayList<>();
        try {
            long length = end - start;
            for (int i = 0; i < processes; i++) {
                long from = start + length / processes * i + Math.min(i, length % processes);
                long to = start + length / processes * (i + 1) + Math.min(i + 1, length % processes);
                Process child = ChildJvm.start(
                        ProcessQueueSum.class, Long.toString(from), Long.toString(to), term.name());
                child.getOutputStream().close();
                children.add(child.toHandle());
                CompletableFuture<Boolean> reading = CompletableFuture.supplyAsync(
                        () -> read(child, queue), task -> new Thread(task, "reader").start());
                reading.exceptionally(failure -> false) // also for want of memory
                        .thenCombine(child.onExit(), (stop, exited) -> new Message.Exit(stop, exited.exitValue()))
                        .thenAccept(queue::add);
            }
            long sum = 0;
            for (int running = processes; running > 0; ) {
                Message message = queue.take();
                if (message instanceof Message.Line line) {
                    sum += valueOf(line.text());
                } else if (message instanceof Message.Exit exit) {
                    if (!exit.saidStop() || exit.status() != 0) {
                        throw new IOException("child ended badly: " + exit);
                    }
                    running--;
                }
            }
            return sum;
        } finally {
            children.forEach(ProcessHandle::destroyForcibly);
            CompletableFuture.allOf(
                            children.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                    .join();
        }
    }

    /** Returns whether the last line was STOP. */
    private static boolean read(Process child, BlockingQueue<Message> queue) {
        boolean stopped = false;
        try (BufferedReader reader = child.inputReader()) {
            for (String line; (line = reader.readLine()) != null; ) {
                stopped = line.equals(STOP);
                if (!stopped) {
                    queue.add(new Message.Line(line));
                }
            }
        } catch (IOException e) {
            return false;
        }
        return stopped;
    }

    private static long valueOf(String line) throws IOException {
        try {
            return Long.parseLong(line);
        } catch (NumberFormatException e) {
            throw new IOException(line, e);
        }
    }

    public static void main(String[] args) {
        Term term = Term.valueOf(args[2]);
        long end = Long.parseLong(args[1]);
        long partial = 0;
        int elements = 0;
        for (long i = Long.parseLong(args[0]); i < end; i++) {
            partial += term.applyAsLong(i);
            if (++elements == 100_000) {
                System.out.println(partial);
                partial = 0;
                elements = 0;
            }
        }
        System.out.println(partial);
        System.out.println(STOP);
        System.exit(0);
    }
}
