package lockstep.threadedsum;

import java.text.SimpleDateFormat;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Date;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.function.LongUnaryOperator;

/** Prints what it does, as in the tutorial. */
public final class ThreadedSum {

    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        if (end < start || threads < 1) {
            throw new IllegalArgumentException(new Formatter(Locale.ROOT).format("[%d, %d) by %d", start, end, threads).toString());
        }
        boolean debug = end - start == 12;
        if (debug) {
            System.out.println("pid " + ProcessHandle.current().pid() + ", " + Runtime.getRuntime().availableProcessors()
                    + " processors, it is " + LocalTime.now().format(DateTimeFormatter.ofPattern("HH:mm:ss"))
                    + " in " + ZoneId.systemDefault() + ", " + new SimpleDateFormat("yyyy-MM-dd").format(new Date()));
        }
        long[] sums = new long[threads];
        Throwable[] failures = new Throwable[threads];
        List<Thread> workers = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int me = t;
            Thread worker = new Thread(() -> {
                if (debug) {
                    Thread self = Thread.currentThread();
                    System.out.printf("%s (%d) in %s starts%n", self.getName(), self.getId(), self.getThreadGroup().getName());
                }
                try {
                    for (long i = start + me; i < end && !Thread.currentThread().isInterrupted(); i += threads) {
                        sums[me] += term.applyAsLong(i);
                    }
                } catch (Throwable e) {
                    failures[me] = e;
                }
            });
            worker.setName("worker-" + t);
            workers.add(worker);
        }
        workers.forEach(Thread::start);
        InterruptedException interrupted = null;
        for (Thread worker : workers) {
            while (worker.isAlive()) {
                try {
                    worker.join();
                } catch (InterruptedException e) {
                    interrupted = e;
                    workers.forEach(Thread::interrupt);
                }
            }
        }
        if (interrupted != null) {
            throw interrupted;
        }
        long sum = 0;
        for (int t = 0; t < threads; t++) {
            if (failures[t] instanceof RuntimeException e) {
                throw e;
            }
            if (failures[t] instanceof Error e) {
                throw e;
            }
            sum += sums[t];
        }
        return sum;
    }
}
