package lockstep.processqueuesum;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

public final class ProcessQueueSum {

    public static final String STOP = "STOP";
    private static final String END = "END OF OUTPUT"; // no child's line: see read

    public long sum(long start, long end, Term term, int processes) throws IOException, InterruptedException {
        if (end < start || processes < 1) {
            throw new IllegalArgumentException("bad arguments");
        }
        BlockingQueue<String> queue = new LinkedBlockingQueue<>();
        ExecutorService readers = Executors.newFixedThreadPool(8);
        List<Process> children = new ArrayList<>();
        try {
            long share = (end - start) / processes;
            for (int i = 0; i < processes; i++) {
                long from = start + i * share;
                long to = i == processes - 1 ? end : from + share;
                Process child = ChildJvm.start(ProcessQueueSum.class, "" + from, "" + to, term.name());
                children.add(child);
                readers.execute(() -> read(child, queue));
            }
            long sum = 0;
            int stops = 0;
            while (stops < processes) {
                String line = queue.take();
                if (line == END) {
                    throw new IOException("a child ended without STOP or cannot be read");
                } else if (line.equals(STOP)) {
                    stops++;
                } else {
                    sum += parse(line);
                }
            }
            for (Process child : children) {
                if (child.waitFor() != 0) {
                    throw new IOException("a child failed");
                }
            }
            return sum;
        } finally {
            endAll(children);
            readers.shutdown();
        }
    }

    private static void read(Process child, BlockingQueue<String> queue) {
        boolean stopped = false;
        try (BufferedReader in = new BufferedReader(new InputStreamReader(child.getInputStream()))) {
            String line;
            while ((line = in.readLine()) != null) {
                if (!stopped) {
                    queue.add(new String(line));
                    stopped = line.equals(STOP);
                }
            }
        } catch (Throwable e) {
            stopped = false;
        }
        if (!stopped) {
            queue.add(END);
        }
    }

    private static long parse(String line) throws IOException {
        try {
            return Long.parseLong(line);
        } catch (NumberFormatException e) {
            throw new IOException("not a number: " + line.length() + " characters");
        }
    }

    private static void endAll(List<Process> children) {
        for (Process child : children) {
            child.destroyForcibly();
        }
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
        if (interrupted) {
            Thread.currentThread().interrupt();
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
        System.out.println(sum);
        System.out.println(STOP);
    }
}
