package lockstep.processqueuesum;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

public final class ProcessQueueSum {

    public static final String STOP = "STOP";

    public long sum(long start, long end, Term term, int processes) throws IOException, InterruptedException {
        if (end < start || processes < 1) {
            throw new IllegalArgumentException();
        }
        BlockingQueue<String> queue = new LinkedBlockingQueue<>();
        List<Process> children = new ArrayList<>();
        try {
            long size = (end - start) / processes;
            for (int i = 0; i < processes; i++) {
                long from = start + i * size;
                start(children, queue, from, i == processes - 1 ? end : from + size, term, "divide");
            }
            return total(queue, processes);
        } finally {
            children.forEach(Process::destroyForcibly);
            children.forEach(child -> child.onExit().join());
        }
    }

    private static void start(
            List<Process> children, BlockingQueue<String> queue, long from, long to, Term term, String how)
            throws IOException {
        Process child = ChildJvm.start(ProcessQueueSum.class, "" + from, "" + to, term.name(), how);
        children.add(child);
        new Thread(() -> {
                    boolean stopped = false;
                    try (BufferedReader lines = child.inputReader()) {
                        for (String line; (line = lines.readLine()) != null; ) {
                            stopped |= line.equals(STOP);
                            if (!line.equals(STOP)) {
                                queue.add(line);
                            }
                        }
                        stopped &= child.waitFor() == 0;
                    } catch (IOException | InterruptedException e) {
                        stopped = false;
                    } finally {
                        queue.add(stopped ? STOP : "no " + STOP);
                    }
                })
                .start();
    }

    private static long total(BlockingQueue<String> queue, int processes) throws IOException, InterruptedException {
        long sum = 0;
        for (int running = processes; running > 0; ) {
            String line = queue.take();
            if (line.equals(STOP)) {
                running--;
            } else {
                try {
                    sum += Long.parseLong(line);
                } catch (NumberFormatException e) {
                    throw new IOException(line, e);
                }
            }
        }
        return sum;
    }

    public static void main(String[] arguments) throws Exception {
        long start = Long.parseLong(arguments[0]);
        long end = Long.parseLong(arguments[1]);
        Term term = Term.valueOf(arguments[2]);
        long sum = 0;
        if (arguments.length > 3 && arguments[3].equals("divide")) {
            BlockingQueue<String> queue = new LinkedBlockingQueue<>();
            List<Process> children = new ArrayList<>();
            long middle = start + (end - start) / 2;
            start(children, queue, start, middle, term, "compute");
            start(children, queue, middle, end, term, "compute");
            sum = total(queue, 2);
        } else {
            for (long i = start; i < end; i++) {
                sum += term.applyAsLong(i);
            }
        }
        System.out.println(sum);
        System.out.println(STOP);
    }
}
