package lockstep.identities;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** The pool of the readers is never shut down; its threads end by themselves after a minute. */
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
        Identity[] report = new Identity[tasks.size()];
        AtomicInteger next = new AtomicInteger();
        Thread[] crew = new Thread[threads];
        for (int i = 0; i < threads; i++) {
            crew[i] = new Thread(() -> {
                int mine;
                while ((mine = next.getAndIncrement()) < report.length) {
                    report[mine] = ran(tasks.get(mine));
                }
            });
            crew[i].start();
        }
        for (Thread thread : crew) {
            thread.join();
        }
        return List.of(report);
    }

    public List<Identity> inProcesses(int children) throws IOException, InterruptedException {
        if (children < 1) {
            throw new IllegalArgumentException("children: " + children);
        }
        ExecutorService readers = Executors.newCachedThreadPool();
        List<Process> started = new ArrayList<>();
        List<Future<Identity>> futures = new ArrayList<>();
        try {
            for (int i = 0; i < children; i++) {
                Process child = ChildJvm.start(Identities.class, "" + i);
                started.add(child);
                futures.add(readers.submit(() -> read(child)));
            }
            List<Identity> report = new ArrayList<>();
            for (Future<Identity> future : futures) {
                report.add(future.get());
            }
            return report;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } finally {
            for (Process child : started) {
                child.destroyForcibly();
            }
            boolean interrupted = false;
            while (started.stream().anyMatch(Process::isAlive)) {
                try {
                    for (Process child : started) {
                        child.waitFor();
                    }
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Identity read(Process child) throws IOException, InterruptedException {
        try (BufferedReader reader = child.inputReader()) {
            String line = reader.readLine();
            if (line == null || !line.matches(child.pid() + " \\d+") || reader.readLine() != null) {
                throw new IOException("child " + child.pid() + " printed " + line);
            }
            if (child.waitFor() != 0) {
                throw new IOException("child " + child.pid() + " failed");
            }
            return new Identity(child.pid(), Long.parseLong(line.substring(line.indexOf(' ') + 1)));
        }
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
