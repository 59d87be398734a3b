package lockstep.identities;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A completion service; children are waited for a little at a time, in turn. */
public final class Identities {

    public List<Identity> inOneThread(List<? extends Runnable> tasks) {
        return tasks.stream().map(Identities::ran).toList();
    }

    public List<Identity> inThreads(List<? extends Runnable> tasks, int threads) throws InterruptedException {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: " + threads);
        }
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
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
        Process[] started = new Process[children];
        try {
            for (int i = 0; i < children; i++) {
                started[i] = ChildJvm.start(Identities.class, "child", String.valueOf(i));
            }
            Identity[] report = new Identity[children];
            int missing = children;
            while (missing > 0) {
                for (int i = 0; i < children; i++) {
                    if (report[i] == null && started[i].waitFor(100, TimeUnit.MILLISECONDS)) {
                        report[i] = read(started[i]);
                        missing--;
                    }
                }
            }
            return new ArrayList<>(Arrays.asList(report));
        } finally {
            for (Process child : started) {
                if (child != null && child.isAlive()) {
                    child.destroyForcibly().onExit().join();
                }
            }
        }
    }

    private static Identity read(Process child) throws IOException {
        if (child.exitValue() != 0) {
            throw new IOException("" + child.exitValue());
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.US_ASCII))) {
            List<String> lines = new ArrayList<>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
            if (lines.size() != 1 || !lines.get(0).startsWith(child.pid() + " ")) {
                throw new IOException(lines.toString());
            }
            return new Identity(child.pid(), Long.valueOf(lines.get(0).split(" ", 2)[1]));
        } catch (RuntimeException e) {
            throw new IOException(e);
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
