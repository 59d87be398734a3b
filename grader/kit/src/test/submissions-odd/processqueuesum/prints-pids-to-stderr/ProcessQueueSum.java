package lockstep.processqueuesum;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;

public final class ProcessQueueSum {

    public static final String STOP = "STOP";

    private record Message(int child, String line, boolean end) {}

    public long sum(long start, long end, Term term, int processes) throws IOException, InterruptedException {
        if (end < start || processes < 1) {
            throw new IllegalArgumentException("sum(" + start + ", " + end + ", " + term + ", " + processes + ")");
        }
        var queue = new LinkedBlockingQueue<Message>();
        List<Process> children = new ArrayList<>();
        List<Thread> readers = new ArrayList<>();
        try {
            long from = start;
            for (int left = processes; left > 0 && from != end; left--) {
                long to = left == 1 ? end : from + Long.divideUnsigned(end - from, left);
                if (to == from) {
                    continue;
                }
                Process child = ChildJvm.start(ProcessQueueSum.class, from + "", to + "", term.toString());
                int number = children.size();
                children.add(child);
                Thread reader = new Thread(() -> read(number, child, queue), "reader-" + child.pid());
                readers.add(reader);
                reader.start();
                from = to;
            }
            return collect(queue, children);
        } finally {
            for (Process child : children) {
                child.destroyForcibly();
            }
            boolean interrupted = Thread.interrupted();
            for (int i = 0; i < children.size(); ) {
                try {
                    children.get(i).waitFor();
                    if (i < readers.size()) {
                        readers.get(i).join();
                    }
                    i++;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void read(int number, Process child, LinkedBlockingQueue<Message> queue) {
        try (var in = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            String line;
            while ((line = in.readLine()) != null) {
                queue.add(new Message(number, line, false));
            }
        } catch (IOException | UncheckedIOException e) {
            e.printStackTrace(System.err);
        }
        queue.add(new Message(number, "", true));
    }

    private static long collect(LinkedBlockingQueue<Message> queue, List<Process> children)
            throws IOException, InterruptedException {
        boolean[] stopped = new boolean[children.size()];
        long sum = 0;
        for (int ended = 0; ended < children.size(); ) {
            Message message = queue.take();
            if (message.end()) {
                if (!stopped[message.child()] || children.get(message.child()).waitFor() != 0) {
                    throw new IOException("child " + message.child() + " has failed");
                }
                ended++;
            } else if (stopped[message.child()]) {
                throw new IOException("child " + message.child() + " goes on after STOP");
            } else if (STOP.equals(message.line())) {
                stopped[message.child()] = true;
            } else {
                try {
                    sum += Long.parseLong(message.line());
                } catch (NumberFormatException e) {
                    throw new IOException("not a number", e);
                }
            }
        }
        return sum;
    }

    public static void main(String[] args) throws Exception {
        System.err.println("child " + ProcessHandle.current().pid() + " at " + new java.util.Date());
        long sum = 0;
        Term term = Enum.valueOf(Term.class, args[2]);
        for (long i = Long.parseLong(args[0]), end = Long.parseLong(args[1]); i < end; i++) {
            sum += term.applyAsLong(i);
        }
        PrintWriter out = new PrintWriter(System.out, true);
        out.println(sum);
        out.println(STOP);
    }
}
