package lockstep.identities;

import java.io.*;
import java.nio.charset.StandardCharsets;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.regex.*;
import java.util.stream.*;

public final class Identities {

    private static Identity me() {
        return new Identity(ProcessHandle.current().pid(), Thread.currentThread().getId());
    }

    public List<Identity> inOneThread(List<? extends Runnable> tasks) {
        List<Identity> report = new ArrayList<>();
        for (Runnable task : tasks) {
            task.run();
            report.add(me());
        }
        return report;
    }

    public List<Identity> inThreads(List<? extends Runnable> tasks, int threads) throws InterruptedException {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: " + threads);
        }
        Runnable[] all = tasks.toArray(new Runnable[0]);
        Identity[] report = new Identity[all.length];
        AtomicInteger next = new AtomicInteger();
        List<Thread> started = new ArrayList<>();
        for (int t = 0; t < Math.min(threads, all.length); t++) {
            Thread thread = new Thread(() -> {
                for (int i = next.getAndIncrement(); i < all.length; i = next.getAndIncrement()) {
                    all[i].run();
                    report[i] = me();
                }
            });
            started.add(thread);
            thread.start();
        }
        for (Thread thread : started) {
            thread.join();
        }
        return Arrays.asList(report);
    }

    public List<Identity> inProcesses(int children) throws IOException, InterruptedException {
        if (children < 1) {
            throw new IllegalArgumentException("children: " + children);
        }
        List<Process> started = new ArrayList<>();
        try {
            int atATime = Runtime.getRuntime().availableProcessors() << 2;
            for (int i = 0; i < children; i++) {
                if (i >= atATime) {
                    started.get(i - atATime).waitFor();
                }
                started.add(ChildJvm.start(Identities.class));
            }
            List<Identity> report = new ArrayList<>();
            for (Process child : started) {
                if (child.waitFor() != 0) {
                    throw new IOException("status " + child.exitValue());
                }
                report.add(parse(child.pid(), new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8)));
            }
            return report;
        } finally {
            started.forEach(Process::destroyForcibly);
            started.forEach(child -> child.onExit().join());
        }
    }

    private static Identity parse(long pid, String text) throws IOException {
        Matcher line = Pattern.compile("([0-9]{1,18}) ([0-9]{1,18})\\R").matcher(text);
        if (!line.matches() || Long.parseLong(line.group(1)) != pid) {
            throw new IOException("child " + pid + " printed " + text);
        }
        return new Identity(pid, Long.parseLong(line.group(2)));
    }

    public static void main(String[] arguments) {
        System.out.println(ProcessHandle.current().pid() + " " + Thread.currentThread().getId());
    }
}
