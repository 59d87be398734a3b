package lockstep.processqueuesum;

import java.io.IOException;
import java.util.*;
import java.util.concurrent.*;

public final class ProcessQueueSum {

    public static final String STOP = "STOP";

    private static final Object END = new Object();

    static final class ChildException extends IOException {
        private static final long serialVersionUID = 1L;

        ChildException(String format, Object... arguments) {
            super(String.format(Locale.ROOT, format, arguments));
        }
    }

    public long sum(long start, long end, Term term, int processes) throws IOException, InterruptedException {
        if (start > end) throw new IllegalArgumentException(start + " > " + end);
        if (processes <= 0) throw new IllegalArgumentException(processes + " <= 0");
        int count = (int) (Long.compareUnsigned(end - start, processes) < 0 ? end - start : processes);
        Map<Process, BlockingQueue<Object>> queues = new LinkedHashMap<>();
        ExecutorService readers = Executors.newCachedThreadPool();
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        try {
            for (int i = 0; i < count; i++) {
                long size = Long.divideUnsigned(end - start, count), more = Long.remainderUnsigned(end - start, count);
                long from = start + i * size + Math.min(i, more), to = from + size + (i < more ? 1 : 0);
                Process child = ChildJvm.start(ProcessQueueSum.class, Long.toString(from), Long.toString(to), term.name());
                BlockingQueue<Object> queue = new LinkedBlockingQueue<>();
                queues.put(child, queue);
                readers.execute(() -> {
                    threads.add(Thread.currentThread());
                    try (Scanner in = new Scanner(child.getInputStream())) {
                        while (in.hasNextLine()) queue.add(in.nextLine());
                    } finally {
                        queue.add(END);
                    }
                });
            }
            long sum = 0;
            for (Map.Entry<Process, BlockingQueue<Object>> each : queues.entrySet()) {
                sum += take(each.getKey(), each.getValue());
            }
            return sum;
        } finally {
            queues.keySet().forEach(Process::destroyForcibly);
            readers.shutdown();
            boolean interrupted = Thread.interrupted();
            for (boolean done = false; !done; ) {
                try {
                    for (Process child : queues.keySet()) child.waitFor();
                    done = readers.awaitTermination(1, TimeUnit.DAYS);
                    for (Thread thread : threads) thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    private static long take(Process child, BlockingQueue<Object> queue) throws IOException, InterruptedException {
        long sum = 0;
        boolean stopped = false;
        for (Object line = queue.take(); line != END; line = queue.take()) {
            if (stopped) throw new ChildException("%s after %s", line, STOP);
            if (line.equals(STOP)) {
                stopped = true;
            } else {
                try {
                    sum += Long.valueOf((String) line);
                } catch (NumberFormatException e) {
                    throw new ChildException("\"%s\" is no number: %s", line, e.getMessage());
                }
            }
        }
        if (!stopped) throw new ChildException("a child has ended without %s", STOP);
        int status = child.waitFor();
        if (status != 0) throw new ChildException("a child has ended with %d", status);
        return sum;
    }

    public static void main(String... arguments) {
        try {
            Iterator<String> each = Arrays.asList(arguments).iterator();
            long at = Long.parseLong(each.next());
            long end = Long.parseLong(each.next());
            Term term = Term.valueOf(each.next());
            long sum = 0;
            while (at < end) sum += term.applyAsLong(at++);
            System.out.printf("%d%n%s%n", sum, STOP);
            System.out.flush();
        } catch (RuntimeException e) {
            e.printStackTrace();
            System.exit(2);
        }
    }
}
