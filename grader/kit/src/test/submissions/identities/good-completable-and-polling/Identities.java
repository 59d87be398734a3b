package lockstep.identities;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;

/** CompletableFutures in a pool of its own; children are looked at every 20 ms. */
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
        List<CompletableFuture<Identity>> futures = new ArrayList<>();
        for (Runnable task : tasks) {
            futures.add(CompletableFuture.supplyAsync(() -> ran(task), pool));
        }
        List<Identity> report = new ArrayList<>();
        futures.forEach(future -> report.add(future.join()));
        pool.shutdown();
        pool.awaitTermination(1, TimeUnit.HOURS);
        return report;
    }

    public List<Identity> inProcesses(int children) throws IOException, InterruptedException {
        if (children < 1) {
            throw new IllegalArgumentException("children: " + children);
        }
        List<Process> started = new ArrayList<>();
        try {
            for (int i = 0; i < children; i++) {
                started.add(ChildJvm.start(Identities.class));
            }
            while (started.stream().anyMatch(Process::isAlive)) {
                Thread.sleep(20);
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            List<Identity> report = new ArrayList<>();
            for (Process child : started) {
                String[] words = new String(child.getInputStream().readAllBytes()).strip().split("\\s");
                if (child.exitValue() != 0 || words.length != 2 || !words[0].equals("" + child.pid())) {
                    throw new IOException(List.of(words) + " of " + child);
                }
                report.add(new Identity(child.pid(), Long.parseLong(words[1])));
            }
            return report;
        } catch (NumberFormatException e) {
            throw new IOException(e);
        } finally {
            for (Process child : started) {
                child.destroyForcibly();
            }
            for (Process child : started) {
                try {
                    child.onExit().get();
                } catch (InterruptedException | ExecutionException e) {
                    Thread.currentThread().interrupt();
                    child.onExit().join();
                }
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
