package lockstep.identities;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

/** Each thread starts the next one; a FutureTask for each child; children are ended only if something went wrong. */
public final class Identities {

    public List<Identity> inOneThread(List<? extends Runnable> tasks) {
        return tasks.stream().map(Identities::ran).toList();
    }

    public List<Identity> inThreads(List<? extends Runnable> tasks, int threads) throws InterruptedException {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: " + threads);
        }
        Identity[] report = new Identity[tasks.size()];
        Link last = new Link(tasks, report, new AtomicInteger(), threads - 1);
        last.start();
        last.join();
        return List.of(report);
    }

    /** A thread that starts the next one before it works, and waits for it in the end. */
    private static final class Link extends Thread {
        private final List<? extends Runnable> tasks;
        private final Identity[] report;
        private final AtomicInteger next;
        private final int more;

        Link(List<? extends Runnable> tasks, Identity[] report, AtomicInteger next, int more) {
            this.tasks = tasks;
            this.report = report;
            this.next = next;
            this.more = more;
        }

        @Override
        public void run() {
            Link other = more > 0 ? new Link(tasks, report, next, more - 1) : null;
            if (other != null) {
                other.start();
            }
            for (int mine = next.getAndIncrement(); mine < tasks.size(); mine = next.getAndIncrement()) {
                tasks.get(mine).run();
                report[mine] = new Identity(ProcessHandle.current().pid(), getId());
            }
            try {
                if (other != null) {
                    other.join();
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    public List<Identity> inProcesses(int children) throws IOException, InterruptedException {
        if (children < 1) {
            throw new IllegalArgumentException("children: " + children);
        }
        Map<Process, FutureTask<Identity>> asked = new java.util.LinkedHashMap<>();
        List<Thread> threads = new ArrayList<>();
        boolean well = false;
        try {
            while (asked.size() < children) {
                Process child = ChildJvm.start(Identities.class);
                FutureTask<Identity> answer = new FutureTask<>(() -> answer(child));
                asked.put(child, answer);
                Thread thread = new Thread(answer);
                thread.start();
                threads.add(thread);
            }
            List<Identity> report = new ArrayList<>();
            for (FutureTask<Identity> answer : asked.values()) {
                report.add(answer.get());
            }
            well = true;
            return Collections.unmodifiableList(report);
        } catch (ExecutionException e) {
            throw (IOException) new IOException("a child failed").initCause(e.getCause());
        } finally {
            boolean interrupted = false;
            if (!well) {
                asked.keySet().forEach(Process::destroyForcibly);
            }
            while (asked.keySet().stream().anyMatch(Process::isAlive) || threads.stream().anyMatch(Thread::isAlive)) {
                try {
                    for (Process child : asked.keySet()) {
                        child.waitFor();
                    }
                    for (Thread thread : threads) {
                        thread.join();
                    }
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Identity answer(Process child) throws Exception {
        BufferedReader reader = child.inputReader(StandardCharsets.US_ASCII);
        String first = reader.readLine();
        String second = reader.readLine();
        int status = child.waitFor();
        int space = first == null ? -1 : first.indexOf(' ');
        if (space < 0 || second != null || status != 0) {
            throw new IllegalStateException(first + ", " + second + ", " + status);
        }
        Identity identity = new Identity(Long.parseLong(first.substring(0, space)), Long.parseLong(first.substring(space + 1)));
        if (identity.process() != child.pid()) {
            throw new IllegalStateException(identity + " of " + child.pid());
        }
        return identity;
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
