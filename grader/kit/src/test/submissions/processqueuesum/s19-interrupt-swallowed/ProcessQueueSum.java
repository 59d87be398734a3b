package lockstep.processqueuesum;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

public final class ProcessQueueSum {

    public static final String STOP = "STOP";
    private static final String END = "END";

    public long sum(long start, long end, Term term, int processes) throws IOException, InterruptedException {
        if (end < start) {
            throw new IllegalArgumentException("end < start");
        }
        if (processes < 1) {
            throw new IllegalArgumentException("processes < 1");
        }
        BlockingQueue<String> queue = new LinkedBlockingQueue<>();
        List<Process> children = new ArrayList<>();
        try {
            long size = (end - start) / processes;
            for (int i = 0; i < processes; i++) {
                long from = start + i * size;
                long to = i == processes - 1 ? end : from + size;
                children.add(ChildJvm.start(ProcessQueueSum.class, "" + from, "" + to, term.name()));
            }
            for (Process child : children) {
                new Thread(() -> readLines(child, queue)).start();
            }
            long sum = 0;
            int stops = 0;
            int ends = 0;
            while (ends < processes) {
                String line = queue.take();
                if (line.equals(STOP)) {
                    stops++;
                } else if (line.equals(END)) {
                    ends++;
                    if (stops < ends) {
                        throw new IOException("a child ended without STOP");
                    }
                } else {
                    sum += toNumber(line);
                }
            }
            for (Process child : children) {
                if (child.waitFor() != 0) {
                    throw new IOException("a child failed");
                }
            }
            return sum;
        } catch (InterruptedException e) {
            System.err.println("interrupted");
            return 0;
        } finally {
            for (Process child : children) {
                child.destroyForcibly();
            }
            for (Process child : children) {
                child.onExit().join();
            }
        }
    }

    private static void readLines(Process child, BlockingQueue<String> queue) {
        try (BufferedReader reader = child.inputReader()) {
            String line = reader.readLine();
            while (line != null) {
                queue.add(line);
                line = reader.readLine();
            }
        } catch (IOException e) {
            // destroyed
        } finally {
            queue.add(END);
        }
    }

    private static long toNumber(String line) throws IOException {
        try {
            return Long.parseLong(line);
        } catch (NumberFormatException e) {
            throw new IOException("not a number: " + line);
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
