package lockstep.identities;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Futures of a pool, and a reader in a pool for each child. */
public final class Identities {

    public List<Identity> inOneThread(List<? extends Runnable> tasks) {
        return tasks.stream().map(Identities::ran).toList();
    }

    public List<Identity> inThreads(List<? extends Runnable> tasks, int threads) throws InterruptedException {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: " + threads);
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Identity>> futures = new ArrayList<>();
            for (Runnable task : tasks) {
                futures.add(pool.submit(() -> ran(task)));
            }
            List<Identity> report = new ArrayList<>();
            for (Future<Identity> future : futures) {
                report.add(future.get());
            }
            return report;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            pool.shutdown();
            while (!pool.awaitTermination(1, TimeUnit.DAYS)) {
                // All are done.
            }
        }
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
            readers.shutdownNow();
            boolean interrupted = false;
            while (!readers.isTerminated() || started.stream().anyMatch(Process::isAlive)) {
                try {
                    readers.awaitTermination(1, TimeUnit.DAYS);
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
        Identity me = me();
        System.out.printf("%d %d%n", me.process(), me.thread());
        System.out.flush();
        System.exit(0);
    }

    private static Identity ran(Runnable task) {
        task.run();
        return me();
    }

    private static Identity me() {
        return new Identity(ProcessHandle.current().pid(), Thread.currentThread().getId());
    }
}
