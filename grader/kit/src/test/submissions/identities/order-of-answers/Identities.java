package lockstep.identities;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The report is in the order in which children answer. */
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
        BlockingQueue<Object[]> said = new LinkedBlockingQueue<>();
        List<Process> started = new ArrayList<>();
        List<Thread> readers = new ArrayList<>();
        try {
            for (int i = 0; i < children; i++) {
                int number = i;
                Process child = ChildJvm.start(Identities.class);
                started.add(child);
                Thread reader = new Thread(() -> {
                    try {
                        byte[] all = child.getInputStream().readAllBytes();
                        said.add(new Object[] {number, new String(all), child.waitFor()});
                    } catch (IOException | InterruptedException e) {
                        said.add(new Object[] {number, "", 1});
                    }
                });
                readers.add(reader);
                reader.start();
            }
            Identity[] report = new Identity[children];
            for (int i = 0; i < children; i++) {
                Object[] one = said.take();
                int number = (Integer) one[0];
                long pid = started.get(number).pid();
                Matcher matcher = Pattern.compile("([0-9]+) ([0-9]+)\\R?").matcher((String) one[1]);
                if (!one[2].equals(0) || !matcher.matches() || Long.parseLong(matcher.group(1)) != pid) {
                    throw new IOException("child " + number + ": " + one[1]);
                }
                report[i] = new Identity(pid, Long.parseLong(matcher.group(2)));
            }
            return Arrays.asList(report);
        } finally {
            started.forEach(Process::destroyForcibly);
            boolean interrupted = false;
            for (int i = 0; i < started.size(); i++) {
                try {
                    started.get(i).waitFor();
                    if (i < readers.size()) {
                        readers.get(i).join();
                    }
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
