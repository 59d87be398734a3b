package lockstep.identities;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A queue of a hundred, and whoever finds it full runs the task itself. */
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
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(100), new ThreadPoolExecutor.CallerRunsPolicy());
        CompletionService<Map.Entry<Integer, Identity>> service = new ExecutorCompletionService<>(pool);
        for (int i = 0; i < tasks.size(); i++) {
            int number = i;
            service.submit(() -> Map.entry(number, ran(tasks.get(number))));
        }
        pool.shutdown();
        Identity[] report = new Identity[tasks.size()];
        try {
            for (int i = 0; i < report.length; i++) {
                Map.Entry<Integer, Identity> entry = service.take().get();
                report[entry.getKey()] = entry.getValue();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        while (!pool.isTerminated()) {
            pool.awaitTermination(1, TimeUnit.MINUTES);
        }
        return Arrays.asList(report);
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
