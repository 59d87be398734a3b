package lockstep.identities;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A parallel stream, which runs in the pool that it is called from. */
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
        try {
            return pool.submit(() -> tasks.parallelStream().map(task -> ran(task)).collect(Collectors.toList())).get();
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
        List<Process> started = new ArrayList<>();
        try {
            for (int i = 0; i < children; i++) {
                started.add(ChildJvm.start(Identities.class));
            }
            List<Identity> report = new ArrayList<>();
            for (Process child : started) {
                int status = child.waitFor();
                List<String> lines = child.inputReader().lines().toList();
                if (status != 0 || lines.size() != 1) {
                    throw new IOException("status " + status + ", lines " + lines);
                }
                report.add(parse(child, lines.get(0)));
            }
            return report;
        } finally {
            started.forEach(Process::destroyForcibly);
            started.forEach(child -> child.onExit().join());
        }
    }

    private static Identity parse(Process child, String line) throws IOException {
        String[] parts = line.split(" ");
        try {
            if (parts.length == 2 && Long.parseLong(parts[0]) == child.pid()) {
                return new Identity(child.pid(), Long.parseLong(parts[1]));
            }
        } catch (NumberFormatException e) {
            throw new IOException(e);
        }
        throw new IOException("not the line of " + child + ": " + line);
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
