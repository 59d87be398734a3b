package lockstep.processqueuesum;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

public final class ProcessQueueSum {

    public static final String STOP = "STOP";

    private static final class Child {
        final Process process;
        final ByteArrayOutputStream halfLine = new ByteArrayOutputStream();
        boolean stopped;

        Child(Process process) {
            this.process = process;
        }

        /** Moves what is there to the queue; returns whether something was there. */
        boolean pump(BlockingQueue<String> queue) throws IOException {
            InputStream in = process.getInputStream();
            int available = in.available();
            if (available == 0) {
                return false;
            }
            for (byte b : in.readNBytes(available)) {
                if (b == '\n') {
                    String line = halfLine.toString().trim();
                    halfLine.reset();
                    boolean again = stopped && line.equals(STOP);
                    stopped |= line.equals(STOP);
                    if (!again) {
                        queue.add(line);
                    }
                } else {
                    halfLine.write(b);
                }
            }
            return true;
        }
    }

    public long sum(long start, long end, Term term, int processes) throws IOException, InterruptedException {
        if (end < start) {
            throw new IllegalArgumentException("end < start");
        }
        if (processes < 1) {
            throw new IllegalArgumentException("processes < 1");
        }
        BlockingQueue<String> queue = new LinkedBlockingQueue<>();
        List<Child> children = new ArrayList<>();
        try {
            long from = start;
            for (int i = processes; i > 0; i--) {
                long to = from + (end - from) / i;
                children.add(new Child(ChildJvm.start(ProcessQueueSum.class, "" + from, "" + to, "" + term)));
                from = to;
            }
            long sum = 0;
            int stops = 0;
            while (stops < processes) {
                boolean busy = false;
                for (Child child : children) {
                    boolean alive = child.process.isAlive(); // before the look into the pipe
                    boolean something = child.pump(queue);
                    busy |= something;
                    if (!alive && !something && !child.stopped) {
                        throw new IOException("child ended without STOP");
                    }
                }
                while (!queue.isEmpty()) {
                    String line = queue.take();
                    if (line.equals(STOP)) {
                        stops++;
                    } else {
                        sum += number(line);
                    }
                }
                if (!busy) {
                    Thread.sleep(2);
                }
            }
            for (Child child : children) {
                if (child.process.waitFor() != 0) {
                    throw new IOException("child failed with status " + child.process.exitValue());
                }
            }
            return sum;
        } finally {
            children.forEach(child -> child.process.destroyForcibly());
            for (Child child : children) {
                child.process.onExit().join();
            }
        }
    }

    private static long number(String line) throws IOException {
        try {
            return Long.parseLong(line);
        } catch (NumberFormatException e) {
            throw new IOException("unexpected line: " + line);
        }
    }

    public static void main(String[] arguments) {
        long start = Long.parseLong(arguments[0]);
        long end = Long.parseLong(arguments[1]);
        Term term = Term.valueOf(arguments[2]);
        long sum = 0;
        for (long i = start; i < end; i++) {
            sum += term.applyAsLong(i);
        }
        System.out.print(sum + "\n" + STOP + "\n");
        System.out.flush();
    }
}
