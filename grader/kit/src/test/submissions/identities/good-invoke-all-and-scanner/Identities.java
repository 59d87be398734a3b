package lockstep.identities;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Scanner;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** invokeAll; all children are waited for before any is read by a Scanner. */
public final class Identities {

    public List<Identity> inOneThread(List<? extends Runnable> tasks) {
        tasks.forEach(Runnable::run);
        return Collections.nCopies(tasks.size(), me());
    }

    public List<Identity> inThreads(List<? extends Runnable> tasks, int threads) throws InterruptedException {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: " + threads);
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Identity>> calls = new ArrayList<>();
            tasks.forEach(task -> calls.add(() -> ran(task)));
            List<Identity> report = new ArrayList<>();
            for (Future<Identity> future : pool.invokeAll(calls)) {
                report.add(future.get());
            }
            return report;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            pool.shutdown();
            pool.awaitTermination(1, TimeUnit.DAYS);
        }
    }

    public List<Identity> inProcesses(int children) throws IOException, InterruptedException {
        if (children < 1) {
            throw new IllegalArgumentException("children: " + children);
        }
        List<Process> running = new LinkedList<>();
        List<Identity> report = new LinkedList<>();
        try {
            while (running.size() < children) {
                running.add(ChildJvm.start(Identities.class));
            }
            for (Process child : running) {
                if (child.waitFor() != 0) {
                    throw new IOException("exit status " + child.exitValue());
                }
            }
            for (Process child : running) {
                Scanner scanner = new Scanner(child.getInputStream());
                long process = scanner.nextLong();
                long thread = scanner.nextLong();
                if (process != child.pid() || scanner.hasNext()) {
                    throw new IOException("more, or another process");
                }
                report.add(new Identity(process, thread));
            }
            return report;
        } catch (NoSuchElementException e) {
            throw new IOException("no such line", e);
        } finally {
            for (Process child : running) {
                child.toHandle().destroyForcibly();
            }
            boolean interrupted = Thread.interrupted();
            for (Process child : running) {
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

    public static void main(String[] arguments) {
        System.err.println("A child is asked.");
        System.out.print(me().process());
        System.out.print(' ');
        System.out.print(me().thread());
        System.out.print("\n");
        System.out.flush();
    }

    private static Identity ran(Runnable task) {
        task.run();
        return me();
    }

    private static Identity me() {
        return new Identity(ProcessHandle.current().pid(), Thread.currentThread().getId());
    }
}
