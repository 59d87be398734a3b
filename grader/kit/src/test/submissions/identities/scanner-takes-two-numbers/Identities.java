package lockstep.identities;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Scanner;
import java.util.concurrent.atomic.AtomicInteger;

/** A Scanner takes the first two numbers, whatever comes then. */
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
                if (process != child.pid()) {
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
