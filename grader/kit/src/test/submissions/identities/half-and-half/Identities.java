package lockstep.identities;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The second half is started when the first has ended. */
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
        List<Process> started = new ArrayList<>();
        try {
            for (int i = 0; i < children; i++) {
                if (children > 3 && i == children / 2) {
                    for (Process child : started) {
                        child.waitFor();
                    }
                }
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
