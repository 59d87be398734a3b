package lockstep.identities;

import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** An Executor that is a queue; children are waited for hour by hour. */
public final class Identities {

    public List<Identity> inOneThread(List<? extends Runnable> tasks) {
        tasks.forEach(Runnable::run);
        return Collections.nCopies(tasks.size(), me());
    }

    public List<Identity> inThreads(List<? extends Runnable> tasks, int threads) throws InterruptedException {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: " + threads);
        }
        Semaphore ended = new Semaphore(0);
        BlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
        Executor executor = work::add;
        List<CompletableFuture<Identity>> futures = tasks.stream()
                .map(task -> CompletableFuture.supplyAsync(() -> ran(task), executor))
                .toList();
        for (int i = 0; i < threads; i++) {
            new Thread(() -> {
                for (Runnable each = work.poll(); each != null; each = work.poll()) {
                    each.run();
                }
                ended.release();
            }).start();
        }
        ended.acquire(threads);
        return futures.stream().map(CompletableFuture::join).collect(Collectors.toList());
    }

    public List<Identity> inProcesses(int children) throws IOException, InterruptedException {
        if (children < 1) {
            throw new IllegalArgumentException("children: " + children);
        }
        Deque<Process> started = new ArrayDeque<>();
        LinkedList<Identity> report = new LinkedList<>();
        try {
            for (int i = 0; i < children; i++) {
                started.addLast(ChildJvm.start(Identities.class));
            }
            for (Process child : started) {
                while (!child.waitFor(1, TimeUnit.HOURS)) {
                    System.err.println("still waiting for " + child.pid());
                }
                try (InputStreamReader reader = new InputStreamReader(child.getInputStream())) {
                    StringBuilder text = new StringBuilder();
                    char[] some = new char[7];
                    for (int count = reader.read(some); count >= 0; count = reader.read(some)) {
                        text.append(some, 0, count);
                    }
                    String line = text.toString().stripTrailing();
                    String process = Long.toString(child.pid());
                    if (child.exitValue() != 0 || line.lines().count() != 1 || !line.startsWith(process + " ")) {
                        throw new IOException("no: " + text);
                    }
                    report.addLast(new Identity(child.pid(), Long.parseUnsignedLong(line.substring(process.length() + 1))));
                } catch (NumberFormatException e) {
                    throw new IOException(e);
                }
            }
            return report;
        } finally {
            while (!started.isEmpty()) {
                Process child = started.removeFirst();
                while (child.isAlive()) {
                    child.destroyForcibly();
                    child.toHandle().onExit().join();
                }
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
