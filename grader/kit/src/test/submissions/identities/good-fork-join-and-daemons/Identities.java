package lockstep.identities;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A ForkJoinPool of its own; daemons that read, and a latch. */
public final class Identities {

    public List<Identity> inOneThread(List<? extends Runnable> tasks) {
        List<Identity> report = new ArrayList<>();
        for (Runnable task : tasks) {
            report.add(ran(task));
        }
        return report;
    }

    public List<Identity> inThreads(List<? extends Runnable> tasks, int threads) throws InterruptedException {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: " + threads);
        }
        ForkJoinPool pool = new ForkJoinPool(threads);
        Identity[] report = new Identity[tasks.size()];
        List<ForkJoinTask<?>> all = new ArrayList<>();
        for (int i = 0; i < report.length; i++) {
            int number = i;
            all.add(pool.submit(() -> report[number] = ran(tasks.get(number))));
        }
        all.forEach(ForkJoinTask::join);
        pool.shutdown();
        pool.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        return Arrays.asList(report);
    }

    public List<Identity> inProcesses(int children) throws IOException, InterruptedException {
        if (children < 1) {
            throw new IllegalArgumentException("children: " + children);
        }
        List<Process> started = new CopyOnWriteArrayList<>();
        ConcurrentMap<Integer, Identity> report = new ConcurrentHashMap<>();
        AtomicReference<Exception> failure = new AtomicReference<>();
        CountDownLatch missing = new CountDownLatch(children);
        List<Thread> readers = new ArrayList<>();
        try {
            for (int i = 0; i < children; i++) {
                started.add(ChildJvm.start(Identities.class));
            }
            for (int i = 0; i < children; i++) {
                int number = i;
                Thread reader = new Thread(() -> {
                    try {
                        report.put(number, of(started.get(number)));
                        missing.countDown();
                    } catch (Exception e) {
                        failure.compareAndSet(null, e);
                        while (missing.getCount() > 0) {
                            missing.countDown();
                        }
                    }
                });
                reader.setDaemon(true);
                reader.start();
                readers.add(reader);
            }
            missing.await();
            if (failure.get() != null) {
                throw new IOException(failure.get());
            }
            return IntStream.range(0, children).mapToObj(report::get).toList();
        } finally {
            started.forEach(Process::destroyForcibly);
            boolean interrupted = false;
            for (Iterator<Thread> rest = readers.iterator(); rest.hasNext(); ) {
                Thread reader = rest.next();
                while (reader.isAlive()) {
                    try {
                        reader.join();
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                }
            }
            for (Process child : started) {
                child.onExit().join();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Identity of(Process child) throws Exception {
        String text = new BufferedReader(child.inputReader()).lines().collect(Collectors.joining("\n"));
        int status = child.waitFor();
        Matcher matcher = Pattern.compile("(\\d+) (\\d+)").matcher(text);
        if (status != 0 || !matcher.matches() || !matcher.group(1).equals(Long.toString(child.pid()))) {
            throw new IOException("status " + status + ": " + text);
        }
        return new Identity(child.pid(), Long.parseLong(matcher.group(2)));
    }

    public static void main(String[] arguments) {
        System.out.println(ProcessHandle.current().pid() + " " + Thread.currentThread().getId());
    }

    private static Identity ran(Runnable task) {
        task.run();
        return me();
    }

    private static Identity me() {
        return new Identity(ProcessHandle.current().pid(), Thread.currentThread().getId());
    }
}
