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

    private record Event(int child, String line, Throwable problem) {}

    public long sum(long start, long end, Term term, int processes) throws IOException, InterruptedException {
        if (end < start) {
            throw new IllegalArgumentException("end < start");
        }
        if (processes < 1) {
            throw new IllegalArgumentException("processes < 1");
        }
        BlockingQueue<Event> queue = new LinkedBlockingQueue<>();
        List<Process> children = new ArrayList<>();
        long length = end - start;
        long share = length / processes;
        long rest = length % processes;
        try {
            long from = start;
            for (int i = 0; i < processes; i++) {
                long to = from + share + (i < rest ? 1 : 0);
                children.add(ChildJvm.start(ProcessQueueSum.class, "" + from, "" + to, term.name()));
                from = to;
            }
            for (int i = 0; i < processes; i++) {
                int number = i;
                Thread reader = new Thread(() -> read(number, children.get(number), queue));
                reader.setDaemon(true);
                reader.start();
            }
            long sum = 0;
            boolean[] stopped = new boolean[processes];
            int open = processes;
            while (open > 0) {
                Event event = queue.take();
                if (event.problem() != null) {
                    throw new IOException("child " + event.child(), event.problem());
                } else if (event.line() == null) {
                    if (!stopped[event.child()]) {
                        throw new IOException("child " + event.child() + " ended without STOP");
                    }
                    open--;
                } else if (event.line().equals(STOP)) {
                    open--;
                } else {
                    try {
                        sum += Long.parseLong(event.line());
                    } catch (NumberFormatException e) {
                        throw new IOException("not a number: " + event.line(), e);
                    }
                }
            }
            for (Process child : children) {
                if (child.waitFor() != 0) {
                    throw new IOException("exit status " + child.exitValue());
                }
            }
            return sum;
        } finally {
            endAll(children);
        }
    }

    private static void read(int number, Process child, BlockingQueue<Event> queue) {
        try {
            BufferedReader in = new BufferedReader(new InputStreamReader(child.getInputStream()));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                queue.put(new Event(number, line, null));
                if (line.equals(STOP)) {
                    return;
                }
            }
            queue.put(new Event(number, null, null));
        } catch (Throwable t) {
            try {
                queue.put(new Event(number, null, t));
            } catch (InterruptedException e) {
                // the call is over
            }
        }
    }

    private static void endAll(List<Process> children) {
        for (Process child : children) {
            child.destroyForcibly();
        }
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
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    public static void main(String[] arguments) {
        long from = Long.parseLong(arguments[0]);
        long to = Long.parseLong(arguments[1]);
        Term term = Term.valueOf(arguments[2]);
        long sum = 0;
        for (long i = from; i < to; i++) {
            sum += term.applyAsLong(i);
        }
        System.out.println(sum);
        System.out.println(STOP);
    }

}
