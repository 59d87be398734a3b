package lockstep.processqueuesum;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Sums a term over a range with several child processes that put their partial sums on one queue. */
public final class ProcessQueueSum {

    /** The line by which a child says that it has put all its partial sums. */
    public static final String STOP = "STOP";

    /**
     * Returns the sum of {@code term} over {@code [start, end)}, computed by {@code processes} child processes.
     *
     * <p>Each child runs {@link #main} on its share of the range. The lines that the children print go to one queue in
     * the order in which they arrive; the parent adds up what it takes off the queue until it has taken one
     * {@link #STOP} per child. Lines may come at any speed, even after hours of silence, in any order between
     * children, and in any number. Whether a line is read that a child prints after its {@link #STOP} is left open.
     *
     * <p>No child that this call starts is alive when it returns or throws, not even one that takes no notice of
     * {@link Process#destroy}. The sum wraps around like any {@code long}; an empty range gives 0.
     *
     * @param start     first element, inclusive
     * @param end       last element, exclusive; at least {@code start}, and at most {@code Long.MAX_VALUE} above it
     * @param term      what to add up
     * @param processes how many children share the work; at least 1
     * @throws IllegalArgumentException if {@code end < start} or {@code processes < 1}
     * @throws IOException              if a child ends without {@link #STOP}, prints a line, however long, that is
     *                                  neither a number nor {@link #STOP}, or exits with a status other than 0; never
     *                                  a partial sum
     * @throws InterruptedException     if the caller is interrupted while it waits; before that, and when it is about to
     *                                  throw anyway, an interrupt may leave the interrupt flag set instead
     */
    public long sum(long start, long end, Term term, int processes) throws IOException, InterruptedException {
        if (end < start) {
            throw new IllegalArgumentException("end " + end + " is below start " + start);
        }
        if (processes < 1) {
            throw new IllegalArgumentException("at least 1 process expected, found " + processes);
        }
        BlockingQueue<Line> queue = new LinkedBlockingQueue<>();
        List<Child> children = new ArrayList<>();
        try {
            // Unsigned: from Long.MIN_VALUE to Long.MAX_VALUE there are more elements than a long can count.
            long size = Long.divideUnsigned(end - start, processes);
            long remainder = Long.remainderUnsigned(end - start, processes);
            long from = start;
            for (int i = 0; i < processes && from < end; i++) {
                long to = from + size + (i < remainder ? 1 : 0);
                Process process =
                        ChildJvm.start(ProcessQueueSum.class, Long.toString(from), Long.toString(to), term.name());
                Child child = new Child(process, queue);
                children.add(child);
                child.startReading();
                from = to;
            }
            return total(queue, children.size());
        } finally {
            children.forEach(Child::kill);
            children.forEach(Child::awaitEnd);
        }
    }

    /**
     * Adds up until every child's lines have come to their end. That is a little after the last STOP, because how a
     * child exits is known only then.
     */
    private static long total(BlockingQueue<Line> queue, int children) throws IOException, InterruptedException {
        long total = 0;
        int running = children;
        while (running > 0) {
            Line line = queue.take();
            if (line.text().isPresent()) {
                total += line.from().partialSum(line.text().get());
            } else {
                line.from().expectGoodEnd();
                running--;
            }
        }
        return total;
    }

    /**
     * What a child process runs: prints one or more partial sums of {@code [start, end)}, a decimal number a line,
     * then {@link #STOP} on a line of its own. It starts no process itself.
     *
     * @param arguments start, end and the name of a {@link Term}
     */
    public static void main(String[] arguments) {
        long start = Long.parseLong(arguments[0]);
        long end = Long.parseLong(arguments[1]);
        Term term = Term.valueOf(arguments[2]);
        long sum = 0;
        for (long i = start; i < end; i++) {
            sum += term.applyAsLong(i);
        }
        System.out.println(sum);
        System.out.println(STOP);
        System.out.flush();
    }

    /** What comes off the queue: a line of a child, or no text for the end of its output. */
    private record Line(Child from, Optional<String> text) {}

    /** A child process, and the thread that puts its lines on the queue. */
    private static final class Child {
        private final Process process;
        private final Thread reader;
        private boolean stopped; // used by the parent alone

        Child(Process process, BlockingQueue<Line> queue) {
            this.process = process;
            this.reader = new Thread(() -> putLinesOn(queue), "reader of child " + process.pid());
        }

        /** Reads in a thread of its own: while the parent waits for one child, no other may block on a full pipe. */
        void startReading() throws IOException {
            process.getOutputStream().close(); // the parent has nothing to say to a child
            reader.start();
        }

        private void putLinesOn(BlockingQueue<Line> queue) {
            try (BufferedReader lines = process.inputReader()) {
                for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                    queue.add(new Line(this, Optional.of(text)));
                }
            } catch (IOException e) {
                // What cannot be read any more has ended: if STOP has not come by now, the parent will complain.
            } finally {
                queue.add(new Line(this, Optional.empty()));
            }
        }

        /** Returns what a line adds to the sum. */
        long partialSum(String text) throws IOException {
            if (stopped) {
                throw new IOException("a child printed \"" + text + "\" after " + STOP);
            }
            if (text.equals(STOP)) {
                stopped = true;
                return 0;
            }
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                throw new IOException("a child printed \"" + text + "\", which is neither a number nor " + STOP, e);
            }
        }

        void expectGoodEnd() throws IOException, InterruptedException {
            if (!stopped) {
                throw new IOException("a child ended without " + STOP);
            }
            int status = process.waitFor();
            if (status != 0) {
                throw new IOException("a child exited with status " + status);
            }
        }

        void kill() {
            process.destroyForcibly();
        }

        /** Waits until neither the process nor its reader is left, whoever interrupts meanwhile. */
        void awaitEnd() {
            boolean interrupted = false;
            while (process.isAlive() || reader.isAlive()) {
                try {
                    process.waitFor();
                    reader.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
