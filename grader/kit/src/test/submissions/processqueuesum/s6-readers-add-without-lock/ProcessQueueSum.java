package lockstep.processqueuesum;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

public final class ProcessQueueSum {

    public static final String STOP = "STOP";

    private long total;

    public long sum(long start, long end, Term term, int processes) throws IOException, InterruptedException {
        if (end < start) {
            throw new IllegalArgumentException("end < start");
        }
        if (processes < 1) {
            throw new IllegalArgumentException("processes < 1");
        }
        BlockingQueue<String> stops = new LinkedBlockingQueue<>();
        List<Process> children = new ArrayList<>();
        total = 0;
        try {
            long size = (end - start) / processes;
            for (int i = 0; i < processes; i++) {
                long from = start + i * size;
                long to = i == processes - 1 ? end : from + size;
                Process child = ChildJvm.start(ProcessQueueSum.class, "" + from, "" + to, term.name());
                children.add(child);
                new Thread(() -> addLines(child, stops)).start();
            }
            for (int i = 0; i < processes; i++) {
                if (!stops.take().equals(STOP)) {
                    throw new IOException("a child failed");
                }
            }
            for (Process child : children) {
                if (child.waitFor() != 0) {
                    throw new IOException("a child failed");
                }
            }
            return total;
        } finally {
            for (Process child : children) {
                child.destroyForcibly();
            }
            for (Process child : children) {
                child.onExit().join();
            }
        }
    }

    private void addLines(Process child, BlockingQueue<String> stops) {
        try (BufferedReader reader = child.inputReader()) {
            String line = reader.readLine();
            while (!line.equals(STOP)) {
                total += Long.parseLong(line);
                line = reader.readLine();
            }
            stops.add(STOP);
        } catch (IOException | RuntimeException | Error e) {
            stops.add("failed: " + e);
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
