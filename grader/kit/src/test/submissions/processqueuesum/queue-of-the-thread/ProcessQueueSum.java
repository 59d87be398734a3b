package lockstep.processqueuesum;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Sum by children, messages as a sealed family of records. */
public final class ProcessQueueSum {

    public static final String STOP = "STOP";
    private static final int LONGEST = 100;
    private static final ThreadLocal<BlockingQueue<Message>> QUEUES = ThreadLocal.withInitial(LinkedBlockingQueue::new);

    private sealed interface Message permits Line, TooLong, End, Broken {}

    private record Line(int child, String text) implements Message {}

    private record TooLong(int child, String beginning) implements Message {}

    private record End(int child) implements Message {}

    private record Broken(int child, Throwable cause) implements Message {}

    public long sum(long start, long end, Term term, int processes) throws IOException, InterruptedException {
        if (end < start) {
            throw new IllegalArgumentException("end " + end + " is before start " + start);
        }
        if (processes < 1) {
            throw new IllegalArgumentException("at least one process expected, found " + processes);
        }
        BlockingQueue<Message> queue = QUEUES.get();
        List<Process> children = new ArrayList<>();
        List<Thread> readers = new ArrayList<>();
        try {
            long count = end - start;
            long share = count / processes;
            long rest = count % processes;
            long from = start;
            for (int i = 0; i < processes; i++) {
                long to = from + share + (i < rest ? 1 : 0);
                Process child =
                        ChildJvm.start(ProcessQueueSum.class, Long.toString(from), Long.toString(to), term.name());
                children.add(child);
                int number = i;
                Thread reader = new Thread(() -> read(number, child, queue), "reader " + i);
                reader.setDaemon(true);
                readers.add(reader);
                reader.start();
                from = to;
            }
            return collect(queue, children);
        } finally {
            finish(children, readers);
        }
    }

    private static long collect(BlockingQueue<Message> queue, List<Process> children)
            throws IOException, InterruptedException {
        long sum = 0;
        boolean[] stopped = new boolean[children.size()];
        int ended = 0;
        while (ended < children.size()) {
            Message message = queue.take();
            if (message instanceof Line line) {
                if (line.text().equals(STOP)) {
                    stopped[line.child()] = true;
                } else {
                    try {
                        sum += Long.parseLong(line.text());
                    } catch (NumberFormatException e) {
                        throw new IOException("child " + line.child() + " printed \"" + line.text() + "\"", e);
                    }
                }
            } else if (message instanceof TooLong line) {
                throw new IOException("child " + line.child() + " printed a line that begins with " + line.beginning());
            } else if (message instanceof Broken broken) {
                throw new IOException("child " + broken.child() + " cannot be read", broken.cause());
            } else if (message instanceof End e) {
                if (!stopped[e.child()]) {
                    throw new IOException("child " + e.child() + " ended without " + STOP);
                }
                int status = children.get(e.child()).waitFor();
                if (status != 0) {
                    throw new IOException("child " + e.child() + " ended with status " + status);
                }
                ended++;
            }
        }
        return sum;
    }

    private static void read(int number, Process child, BlockingQueue<Message> queue) {
        try (BufferedReader in = child.inputReader()) {
            StringBuilder line = new StringBuilder();
            int c;
            while ((c = in.read()) != -1) {
                if (c == '\n') {
                    if (line.length() > 0 && line.charAt(line.length() - 1) == '\r') {
                        line.setLength(line.length() - 1);
                    }
                    queue.add(new Line(number, line.toString()));
                    line.setLength(0);
                } else if (line.length() >= LONGEST) {
                    queue.add(new TooLong(number, line.toString()));
                    return;
                } else {
                    line.append((char) c);
                }
            }
            if (line.length() > 0) {
                queue.add(new Line(number, line.toString()));
            }
            queue.add(new End(number));
        } catch (Throwable t) {
            queue.add(new Broken(number, t));
        }
    }

    private static void finish(List<Process> children, List<Thread> readers) {
        children.forEach(Process::destroyForcibly);
        boolean interrupted = false;
        for (Process child : children) {
            while (true) {
                try {
                    child.waitFor();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        for (Thread reader : readers) {
            while (true) {
                try {
                    reader.join();
                    break;
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
