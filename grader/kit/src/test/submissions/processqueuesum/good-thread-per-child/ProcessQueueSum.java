package lockstep.processqueuesum;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

public final class ProcessQueueSum {

    public static final String STOP = "STOP";

    private static final String END_OF_OUTPUT = "<end of output>";

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
            long rest = (end - start) % processes;
            long from = start;
            for (int i = 0; i < processes; i++) {
                long to = from + size + (i < rest ? 1 : 0);
                Process child = ChildJvm.start(
                        ProcessQueueSum.class, String.valueOf(from), String.valueOf(to), term.name());
                children.add(child);
                new Thread(() -> read(child, queue)).start();
                from = to;
            }
            long sum = 0;
            int ended = 0;
            int stopped = 0;
            while (ended < processes) {
                String line = queue.take();
                if (line.equals(STOP)) {
                    stopped++;
                } else if (line.equals(END_OF_OUTPUT)) {
                    ended++;
                    if (ended > stopped) {
                        throw new IOException("a child ended without " + STOP);
                    }
                } else {
                    sum += parse(line);
                }
            }
            for (Process child : children) {
                int status = child.waitFor();
                if (status != 0) {
                    throw new IOException("a child exited with status " + status);
                }
            }
            return sum;
        } finally {
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
    }

    private static void read(Process child, BlockingQueue<String> queue) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(child.getInputStream()))) {
            String line;
            boolean stopped = false;
            while ((line = lines.readLine()) != null) {
                if (!line.equals(STOP) || !stopped) {
                    queue.add(line);
                }
                stopped |= line.equals(STOP);
            }
        } catch (IOException e) {
            // the parent has destroyed the child: nobody is waiting for this line any more
        } finally {
            queue.add(END_OF_OUTPUT);
        }
    }

    private static long parse(String line) throws IOException {
        try {
            return Long.parseLong(line);
        } catch (NumberFormatException e) {
            throw new IOException("not a number: " + line, e);
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
