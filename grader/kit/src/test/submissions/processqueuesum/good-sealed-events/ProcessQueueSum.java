package lockstep.processqueuesum;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.*;
import java.util.concurrent.*;

public final class ProcessQueueSum {
    public static final String STOP = "STOP";

    private sealed interface Event permits Line, Ended {}
    private record Line(int child, String text) implements Event {}
    private record Ended(int child, int status, Throwable trouble) implements Event {}

    public long sum(long start, long end, Term term, int processes) throws IOException, InterruptedException {
        if (end < start) throw new IllegalArgumentException("end < start");
        if (processes < 1) throw new IllegalArgumentException("processes < 1");
        var queue = new LinkedTransferQueue<Event>();
        var children = new ArrayList<Process>();
        var readers = new ArrayList<Thread>();
        try {
            long length = end - start;
            for (int i = 0; i < processes; i++) {
                long from = start + portion(length, i, processes), to = start + portion(length, i + 1, processes);
                Process child = ChildJvm.start(ProcessQueueSum.class, Long.toString(from), Long.toString(to), term.name());
                children.add(child);
                int id = i;
                Thread reader = new Thread(() -> read(id, child, queue), "reader of " + child.pid());
                readers.add(reader);
                reader.start();
            }
            long total = 0;
            int stops = 0, ends = 0;
            boolean[] stopped = new boolean[processes];
            while (stops < processes || ends < processes) {
                Event event = queue.take();
                if (event instanceof Line line) {
                    switch (line.text()) {
                        case STOP -> { stopped[line.child()] = true; stops++; }
                        default -> {
                            try { total += Long.parseLong(line.text().trim()); }
                            catch (NumberFormatException e) { throw new IOException("child " + line.child() + " printed: " + line.text(), e); }
                        }
                    }
                } else if (event instanceof Ended ended) {
                    ends++;
                    if (ended.trouble() != null) throw new IOException(ended.trouble());
                    if (!stopped[ended.child()]) throw new IOException("child " + ended.child() + " ended without " + STOP);
                    if (ended.status() != 0) throw new IOException("child " + ended.child() + " exited with " + ended.status());
                }
            }
            return total;
        } finally {
            children.forEach(Process::destroyForcibly);
            boolean interrupted = false;
            for (Process c : children) {
                while (c.isAlive()) {
                    try { c.waitFor(); } catch (InterruptedException e) { interrupted = true; }
                }
            }
            for (Thread r : readers) {
                while (r.isAlive()) {
                    try { r.join(); } catch (InterruptedException e) { interrupted = true; }
                }
            }
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    private static long portion(long length, int i, int n) {
        return length / n * i + Math.min(i, length % n);
    }

    private static void read(int id, Process child, Queue<Event> queue) {
        try (BufferedReader in = child.inputReader()) {
            for (String line; (line = in.readLine()) != null; ) queue.add(new Line(id, line));
            queue.add(new Ended(id, child.waitFor(), null));
        } catch (Throwable e) { // also for want of memory
            queue.add(new Ended(id, -1, e));
        }
    }

    public static void main(String[] arguments) {
        long from = Long.parseLong(arguments[0]), to = Long.parseLong(arguments[1]);
        Term term = Term.valueOf(arguments[2]);
        long sum = 0;
        for (long i = from; i < to; i++) sum += term.applyAsLong(i);
        System.out.printf("%d%n%s%n", sum, STOP);
    }
}
