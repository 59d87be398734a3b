package lockstep.identities;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** All readers add to one list, without a lock. */
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
        List<Thread> readers = new ArrayList<>();
        List<Object[]> said = new ArrayList<>();
        try {
            for (int i = 0; i < children; i++) {
                Process child = ChildJvm.start(Identities.class);
                started.add(child);
                int number = i;
                Thread reader = new Thread(() -> {
                    try {
                        said.add(new Object[] {number, new String(child.getInputStream().readAllBytes())});
                    } catch (IOException e) {
                        // There is nothing to add.
                    }
                });
                reader.start();
                readers.add(reader);
            }
            for (Thread reader : readers) {
                reader.join();
            }
            Identity[] report = new Identity[children];
            for (Object[] one : said) {
                Process child = started.get((Integer) one[0]);
                String text = (String) one[1];
                if (child.waitFor() != 0 || !text.matches(child.pid() + " [0-9]+\\R")) {
                    throw new IOException(text);
                }
                report[(Integer) one[0]] = new Identity(child.pid(), Long.parseLong(text.strip().split(" ")[1]));
            }
            return new ArrayList<>(Arrays.asList(report));
        } finally {
            for (Process child : started) {
                child.destroyForcibly();
            }
            boolean interrupted = false;
            for (int i = 0; i < started.size(); i++) {
                try {
                    started.get(i).waitFor();
                    readers.get(i).join();
                } catch (InterruptedException e) {
                    interrupted = true;
                    i--;
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
