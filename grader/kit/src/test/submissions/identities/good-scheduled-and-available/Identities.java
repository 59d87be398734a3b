package lockstep.identities;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A scheduled pool; what children have printed is taken byte by byte as it comes, without ever waiting to read. */
public final class Identities {

    public List<Identity> inOneThread(List<? extends Runnable> tasks) {
        tasks.forEach(Runnable::run);
        return Collections.nCopies(tasks.size(), me());
    }

    public List<Identity> inThreads(List<? extends Runnable> tasks, int threads) throws InterruptedException {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: " + threads);
        }
        ScheduledExecutorService pool = Executors.newScheduledThreadPool(threads);
        Identity[] report = new Identity[tasks.size()];
        for (int i = 0; i < report.length; i++) {
            int number = i;
            pool.execute(() -> report[number] = ran(tasks.get(number)));
        }
        pool.shutdown();
        while (!pool.awaitTermination(1, TimeUnit.HOURS)) {
            // They take their time.
        }
        return List.of(report);
    }

    public List<Identity> inProcesses(int children) throws IOException, InterruptedException {
        if (children < 1) {
            throw new IllegalArgumentException("children: " + children);
        }
        List<Process> started = new ArrayList<>();
        List<StringBuilder> texts = new ArrayList<>();
        try {
            for (int i = 0; i < children; i++) {
                started.add(ChildJvm.start(Identities.class));
                texts.add(new StringBuilder());
            }
            boolean going = true;
            while (going) {
                going = false;
                for (int i = 0; i < children; i++) {
                    boolean alive = started.get(i).isAlive();
                    InputStream in = started.get(i).getInputStream();
                    while (in.available() > 0) {
                        texts.get(i).append((char) in.read());
                    }
                    going |= alive;
                }
                TimeUnit.MILLISECONDS.sleep(5);
            }
            List<Identity> report = new ArrayList<>();
            for (int i = 0; i < children; i++) {
                long pid = started.get(i).pid();
                String text = texts.get(i).toString();
                if (started.get(i).exitValue() != 0 || !text.matches(pid + " [0-9]{1,19}\n")) {
                    throw new IOException(text);
                }
                report.add(new Identity(pid, Long.parseLong(text.trim().split(" ")[1])));
            }
            return report;
        } finally {
            for (Process child : started) {
                child.destroyForcibly();
            }
            for (Process child : started) {
                child.onExit().join();
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
