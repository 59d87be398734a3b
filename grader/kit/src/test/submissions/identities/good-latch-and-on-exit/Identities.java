package lockstep.identities;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.StringTokenizer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/** A queue and a latch; what a child said is parsed when it has ended, by whoever is told. */
public final class Identities {

    public List<Identity> inOneThread(List<? extends Runnable> tasks) {
        return tasks.stream().map(Identities::ran).toList();
    }

    public List<Identity> inThreads(List<? extends Runnable> tasks, int threads) throws InterruptedException {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: " + threads);
        }
        Queue<Integer> waiting = new ConcurrentLinkedQueue<>();
        Map<Integer, Identity> report = new ConcurrentHashMap<>();
        for (int i = 0; i < tasks.size(); i++) {
            waiting.add(i);
        }
        CountDownLatch ended = new CountDownLatch(threads);
        for (int i = 0; i < threads; i++) {
            new Thread(() -> {
                for (Integer mine = waiting.poll(); mine != null; mine = waiting.poll()) {
                    report.put(mine, ran(tasks.get(mine)));
                }
                ended.countDown();
            }).start();
        }
        ended.await();
        List<Identity> inOrder = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            inOrder.add(report.get(i));
        }
        return inOrder;
    }

    public List<Identity> inProcesses(int children) throws IOException, InterruptedException {
        if (children < 1) {
            throw new IllegalArgumentException("children: " + children);
        }
        List<Process> started = new ArrayList<>();
        List<CompletableFuture<Identity>> report = new ArrayList<>();
        try {
            for (int i = 0; i < children; i++) {
                Process child = ChildJvm.start(Identities.class);
                started.add(child);
                report.add(child.onExit().thenApply(Identities::said));
            }
            CompletableFuture.allOf(report.toArray(new CompletableFuture<?>[0])).get();
            return report.stream().map(CompletableFuture::join).collect(Collectors.toList());
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            started.forEach(Process::destroyForcibly);
            CompletableFuture.allOf(started.stream().map(Process::onExit).toArray(CompletableFuture<?>[]::new)).join();
        }
    }

    private static Identity said(Process child) {
        if (child.exitValue() != 0) {
            throw new IllegalStateException("status " + child.exitValue());
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(child.getInputStream()))) {
            StringTokenizer words = new StringTokenizer(reader.readLine());
            long process = Long.parseLong(words.nextToken());
            long thread = Long.parseLong(words.nextToken());
            if (process != child.pid() || words.hasMoreTokens() || reader.read() >= 0) {
                throw new IllegalStateException("too much");
            }
            return new Identity(process, thread);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
