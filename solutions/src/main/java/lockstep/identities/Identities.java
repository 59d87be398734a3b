package lockstep.identities;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whoever is asked says who it is: each task's thread by itself, each child on its standard output. */
public final class Identities {

    private static final Pattern LINE = Pattern.compile("(\\d{1,18}) (\\d{1,18})\\R");

    public List<Identity> inOneThread(List<? extends Runnable> tasks) {
        List<Identity> report = new ArrayList<>();
        for (Runnable task : tasks) {
            task.run();
            report.add(me());
        }
        return report;
    }

    /** Each thread takes the next task, and writes down at that task's place who it is. */
    public List<Identity> inThreads(List<? extends Runnable> tasks, int threads) throws InterruptedException {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: at least 1 expected, found " + threads);
        }
        List<Runnable> all = List.copyOf(tasks);
        Identity[] report = new Identity[all.size()];
        AtomicInteger next = new AtomicInteger();
        List<Thread> crew = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            crew.add(new Thread(() -> {
                for (int mine = next.getAndIncrement(); mine < report.length; mine = next.getAndIncrement()) {
                    all.get(mine).run();
                    report[mine] = me();
                }
            }));
        }
        crew.forEach(Thread::start);
        for (Thread thread : crew) {
            thread.join();
        }
        return Arrays.asList(report);
    }

    public List<Identity> inProcesses(int children) throws IOException, InterruptedException {
        if (children < 1) {
            throw new IllegalArgumentException("children: at least 1 expected, found " + children);
        }
        List<Process> started = new ArrayList<>();
        try {
            for (int i = 0; i < children; i++) {
                started.add(ChildJvm.start(Identities.class));
            }
            List<Identity> report = new ArrayList<>();
            for (Process child : started) {
                report.add(saidBy(child));
            }
            return report;
        } finally {
            started.forEach(Process::destroyForcibly);
            started.forEach(child -> child.onExit().join());
        }
    }

    /** Waits for the child's end, which an interrupt can end, before it reads, which none can. */
    private static Identity saidBy(Process child) throws IOException, InterruptedException {
        int status = child.waitFor();
        if (status != 0) {
            throw new IOException("a child exited with status " + status);
        }
        String printed = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher line = LINE.matcher(printed);
        if (!line.matches() || Long.parseLong(line.group(1)) != child.pid()) {
            throw new IOException("a line with " + child.pid() + " and a thread's id expected, found: " + printed);
        }
        return new Identity(child.pid(), Long.parseLong(line.group(2)));
    }

    public static void main(String[] arguments) {
        Identity me = me();
        System.out.println(me.process() + " " + me.thread());
    }

    private static Identity me() {
        return new Identity(
                ProcessHandle.current().pid(), Thread.currentThread().getId());
    }
}
