package lockstep.processqueuesum;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

public final class ProcessQueueSum {

    public static final String STOP = "STOP";

    /** A line of a child; null when there are no more. */
    private record Message(int child, String line) {}

    public long sum(long start, long end, Term term, int processes) throws IOException, InterruptedException {
        if (end < start) {
            throw new IllegalArgumentException("end < start");
        }
        if (processes < 1) {
            throw new IllegalArgumentException("processes < 1");
        }
        if (start == end) {
            return 0;
        }
        int count = (int) Math.min(processes, end - start);
        BlockingQueue<Message> queue = new ArrayBlockingQueue<>(16);
        ExecutorService readers = Executors.newFixedThreadPool(count);
        List<Process> children = new ArrayList<>();
        List<Future<Integer>> statuses = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                Process child = ChildJvm.start(
                        ProcessQueueSum.class,
                        Long.toString(border(start, end, i, count)),
                        Long.toString(border(start, end, i + 1, count)),
                        term.toString());
                children.add(child);
                statuses.add(readers.submit(reader(i, child, queue)));
            }
            long sum = addUp(queue, count);
            for (Future<Integer> status : statuses) {
                if (status.get() != 0) {
                    throw new IOException("exit status " + status.get());
                }
            }
            return sum;
        } catch (ExecutionException e) {
            throw new IOException("reading a child failed", e.getCause());
        } finally {
            readers.shutdownNow();
            endAll(children);
        }
    }

    private static long border(long start, long end, int i, int count) {
        long size = (end - start) / count;
        long rest = (end - start) % count;
        return start + size * i + Math.min(i, rest);
    }

    private static Callable<Integer> reader(int number, Process child, BlockingQueue<Message> queue) {
        return () -> {
            try (BufferedReader in = child.inputReader()) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    queue.put(new Message(number, line));
                }
            } finally {
                queue.put(new Message(number, null));
            }
            return child.waitFor();
        };
    }

    private static long addUp(BlockingQueue<Message> queue, int count) throws IOException, InterruptedException {
        boolean[] stopped = new boolean[count];
        long sum = 0;
        for (int open = count; open > 0; ) {
            Message message = queue.take();
            if (message.line() == null) {
                if (!stopped[message.child()]) {
                    throw new IOException("child " + message.child() + " ended without " + STOP);
                }
                open--;
            } else if (message.line().equals(STOP)) {
                stopped[message.child()] = true;
            } else {
                try {
                    sum += Long.parseLong(message.line());
                } catch (NumberFormatException e) {
                    throw new IOException("child " + message.child() + " printed " + message.line(), e);
                }
            }
        }
        return sum;
    }

    private static void endAll(List<Process> children) {
        children.forEach(Process::destroyForcibly);
        for (Process child : children) {
            child.onExit().join(); // does not react to interrupts
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
