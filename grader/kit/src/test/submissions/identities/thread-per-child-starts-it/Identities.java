package lockstep.identities;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Each child is started by a thread of its own, so that nobody knows in which order. */
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
        ExecutorService pool = Executors.newFixedThreadPool(children);
        List<Process> started = new CopyOnWriteArrayList<>();
        List<Future<Identity>> futures = new ArrayList<>();
        try {
            for (int i = 0; i < children; i++) {
                futures.add(pool.submit(() -> {
                    Process child = ChildJvm.start(Identities.class);
                    started.add(child);
                    String text = new String(child.getInputStream().readAllBytes());
                    if (child.waitFor() != 0 || !text.matches(child.pid() + " [0-9]+\\R")) {
                        throw new IOException(text);
                    }
                    return new Identity(child.pid(), Long.parseLong(text.strip().split(" ")[1]));
                }));
            }
            List<Identity> report = new ArrayList<>();
            for (Future<Identity> future : futures) {
                report.add(future.get());
            }
            return report;
        } catch (ExecutionException e) {
            throw new IOException(e);
        } finally {
            pool.shutdown();
            boolean interrupted = false;
            boolean ended = false;
            while (!ended) {
                started.forEach(Process::destroyForcibly);
                try {
                    ended = pool.awaitTermination(10, TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            started.forEach(each -> each.onExit().join());
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
