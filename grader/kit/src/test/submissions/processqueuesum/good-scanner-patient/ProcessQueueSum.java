package lockstep.processqueuesum;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

public final class ProcessQueueSum {

    public static final String STOP = "STOP";

    private static final class Reader extends Thread {
        private final Process child;
        private final BlockingQueue<String> queue;
        private boolean stopped;

        Reader(Process child, BlockingQueue<String> queue) {
            this.child = child;
            this.queue = queue;
        }

        @Override
        public void run() {
            try (Scanner scanner = new Scanner(child.getInputStream())) {
                while (scanner.hasNextLine()) {
                    String line = scanner.nextLine();
                    boolean again = stopped && line.equals(STOP);
                    stopped |= line.equals(STOP);
                    if (!again) {
                        queue.offer(line);
                    }
                }
            } finally {
                if (!stopped) {
                    queue.offer("STOP is missing"); // whatever has ended the reading
                    queue.offer(STOP); // so that the parent does not wait for it
                }
            }
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
        List<Process> children = new ArrayList<>();
        String problem = null;
        try {
            for (int i = 0; i < processes; i++) {
                long[] share = share(start, end, i, processes);
                Process child = ChildJvm.start(
                        ProcessQueueSum.class, Long.toString(share[0]), Long.toString(share[1]), term.name());
                children.add(child);
                new Reader(child, queue).start();
            }
            long sum = 0;
            int stops = 0;
            while (stops < processes) {
                String line = queue.poll(100, TimeUnit.MILLISECONDS);
                if (line == null) {
                    continue; // quiet, but not over
                }
                if (line.equals(STOP)) {
                    stops++;
                } else if (line.matches("-?[0-9]{1,19}")) {
                    sum += Long.parseLong(line);
                } else {
                    problem = "A child printed: " + line;
                }
            }
            for (Process child : children) {
                if (child.waitFor() != 0) {
                    problem = "A child exited with " + child.exitValue();
                }
            }
            if (problem != null) {
                throw new IOException(problem);
            }
            return sum;
        } finally {
            for (Process child : children) {
                child.destroyForcibly().onExit().join();
            }
        }
    }

    private static long[] share(long start, long end, int i, int n) {
        long size = (end - start) / n;
        long from = start + i * size;
        return new long[] {from, i == n - 1 ? end : from + size};
    }

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
    }
}
