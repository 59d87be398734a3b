package lockstep.processqueuesum;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedTransferQueue;

/** Children, one reading thread for each, and a queue of what happened. */
public final class ProcessQueueSum {

    public static final String STOP = "STOP";

    private sealed interface Event permits Line, Ended, Broken {}

    private record Line(int child, String text) implements Event {}

    private record Ended(int child, int status) implements Event {}

    private record Broken(int child, Throwable cause) implements Event {}

    public long sum(long start, long end, Term term, int processes) throws IOException, InterruptedException {
        if (end < start || processes < 1) {
            throw new IllegalArgumentException("[%d, %d) by %d processes".formatted(start, end, processes));
        }
        BlockingQueue<Event> events = new LinkedTransferQueue<>();
        BitSet stopped = new BitSet(processes);
        List<Process> children = new ArrayList<>();
        List<Thread> readers = new ArrayList<>();
        try {
            long share = (end - start) / processes;
            long rest = (end - start) % processes;
            long from = start;
            for (int i = 0; i < processes; i++) {
                long to = from + share + (i < rest ? 1 : 0);
                Process child = ChildJvm.start(
                        ProcessQueueSum.class, Long.toString(from), Long.toString(to), term.name());
                children.add(child);
                int number = i;
                Thread reader = new Thread(() -> read(number, child, events), "reader-" + i);
                readers.add(reader);
                reader.start();
                from = to;
            }
            return collect(events, processes, stopped);
        } finally {
            end(stopped, children, readers);
        }
    }

    private static void read(int number, Process child, BlockingQueue<Event> events) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(child.getInputStream()))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                events.add(new Line(number, line));
            }
            events.add(new Ended(number, child.waitFor()));
        } catch (Throwable t) {
            events.add(new Broken(number, t));
        }
    }

    private static long collect(BlockingQueue<Event> events, int processes, BitSet stopped) throws IOException, InterruptedException {
        int ended = 0;
        long sum = 0;
        while (ended < processes) {
            Event event = events.take();
            if (event instanceof Line line && line.text().equals(STOP)) {
                stopped.set(line.child());
            } else if (event instanceof Line line) {
                sum += number(line.text());
            } else if (event instanceof Ended e) {
                if (!stopped.get(e.child())) {
                    throw new IOException("child " + e.child() + " ended without " + STOP);
                }
                if (e.status() != 0) {
                    throw new IOException("child " + e.child() + " exited with status " + e.status());
                }
                ended++;
            } else if (event instanceof Broken b) {
                throw new IOException("child " + b.child() + " cannot be read", b.cause());
            }
        }
        return sum;
    }

    private static long number(String line) throws IOException {
        try {
            return Long.parseLong(line);
        } catch (NumberFormatException e) {
            throw new IOException("neither a number nor " + STOP + ", but " + line.length() + " characters", e);
        }
    }

    private static void end(BitSet stopped, List<Process> children, List<Thread> readers) {
        boolean interrupted = false;
        for (int i = 0; i < children.size(); i++) {
            Process child = children.get(i);
            if (stopped.get(i)) {
                continue; // has done its work
            }
            child.destroyForcibly();
            while (child.isAlive()) {
                try {
                    child.waitFor();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    public static void main(String[] arguments) {
        long end = Long.parseLong(arguments[1]);
        Term term = Term.valueOf(arguments[2]);
        long sum = 0;
        for (long i = Long.parseLong(arguments[0]); i < end; i++) {
            sum += term.applyAsLong(i);
        }
        System.out.println(sum);
        System.out.println(STOP);
    }
}
