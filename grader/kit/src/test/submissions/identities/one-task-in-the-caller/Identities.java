package lockstep.identities;

import java.io.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;
import java.util.function.*;
import java.util.regex.*;
import java.util.stream.*;

public final class Identities {

    public List<Identity> inOneThread(List<? extends Runnable> tasks) {
        return tasks.stream().sequential().peek(Runnable::run).map(t -> me()).collect(Collectors.toList());
    }
    private static Identity me() {
        long process = ProcessHandle.current().pid(), thread = Thread.currentThread().getId();
        return new Identity(process, thread);
    }

    public List<Identity> inThreads(List<? extends Runnable> tasks, int threads) throws InterruptedException {
        if (threads < 1) throw new IllegalArgumentException("threads");
        if (tasks.size() == 1) return inOneThread(tasks); // no thread is worth it
        Identity[] report = new Identity[tasks.size()];
        Runnable[] all = tasks.toArray(new Runnable[0]);
        AtomicInteger next = new AtomicInteger();
        Thread[] team = new Thread[Math.min(threads, all.length)];
        for (int t = 0; t < team.length; t++) {
            team[t] = new Thread(() -> {
                for (int i; (i = next.getAndIncrement()) < all.length; ) { all[i].run(); report[i] = me(); }
            });
            team[t].start();
        }
        for (Thread t : team) t.join();
        return Arrays.asList(report);
    }

    public List<Identity> inProcesses(int children) throws IOException, InterruptedException {
        if (children < 1) throw new IllegalArgumentException("children = " + children);
        Process[] team = new Process[children];
        try {
            for (int i = 0; i < children; i++) team[i] = ChildJvm.start(Identities.class);
            for (long pause = 1; Stream.of(team).anyMatch(Process::isAlive); pause = Math.min(2 * pause, 50)) Thread.sleep(pause);
            List<Identity> report = new ArrayList<>(children);
            for (Process child : team) {
                if (child.exitValue() != 0) throw new IOException(child + " failed");
                try (BufferedReader in = child.inputReader()) {
                    report.add(parse(child, in.lines().collect(Collectors.joining("\n"))));
                }
            }
            return report;
        } finally {
            for (Process child : team) {
                if (child == null) continue;
                child.destroyForcibly();
            }
            boolean interrupted = false;
            for (Process child : team) {
                while (child != null && child.isAlive()) {
                    try { child.waitFor(); } catch (InterruptedException e) { interrupted = true; }
                }
            }
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    private static final Pattern LINE = Pattern.compile("(\\d+) (\\d+)(\\r?\\n)?");

    private static Identity parse(Process p, String text) throws IOException {
        Matcher m = LINE.matcher(text);
        if (!m.matches()) throw new IOException("not a line of main: " + text);
        try {
            Identity id = new Identity(Long.parseLong(m.group(1)), Long.parseLong(m.group(2)));
            if (id.process() != p.pid()) throw new IOException("another process: " + id);
            return id;
        } catch (NumberFormatException e) { throw new IOException(e); }
    }

    public static void main(String[] arguments) {
        Identity me = me();
        System.out.println(me.process() + " " + me.thread());
    }
}
