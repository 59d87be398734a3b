package lockstep.identities;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** One child is asked as often as there should be children. */
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
        List<Identity> report = new ArrayList<>();
        Process child = ChildJvm.start(Identities.class);
        try {
            if (child.waitFor() != 0) {
                throw new IOException("status " + child.exitValue());
            }
            String[] words = child.inputReader().readLine().split(" ");
            while (report.size() < children) {
                report.add(new Identity(Long.parseLong(words[0]), Long.parseLong(words[1])));
            }
            return report;
        } finally {
            child.destroyForcibly().onExit().join();
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
