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
        List<Identity> list = new ArrayList<>();
        for (Runnable task : tasks) { task.run(); list.add(me()); }
        return list;
    }
    private static Identity me() { return new Identity(ProcessHandle.current().pid(), Thread.currentThread().getId()); }

    public List<Identity> inThreads(List<? extends Runnable> tasks, int threads) throws InterruptedException {
        if (threads < 1) throw new IllegalArgumentException("threads");
        Map<Runnable, Identity> who = Collections.synchronizedMap(new IdentityHashMap<>());
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        for (Runnable task : tasks) pool.execute(() -> { task.run(); who.put(task, me()); });
        pool.shutdown();
        while (!pool.awaitTermination(1, TimeUnit.HOURS)) { }
        List<Identity> report = new ArrayList<>();
        for (Runnable task : tasks) report.add(who.get(task));
        return report;
    }

    public List<Identity> inProcesses(int children) throws IOException, InterruptedException {
        if (children < 1) throw new IllegalArgumentException("children");
        List<Process> all = new ArrayList<>();
        ExecutorService readers = Executors.newCachedThreadPool();
        try {
            List<Future<Identity>> lines = new ArrayList<>();
            for (int i = 0; i < children; i++) {
                Process p = ChildJvm.start(Identities.class);
                all.add(p);
                lines.add(readers.submit(() -> {
                    String text = new String(p.getInputStream().readAllBytes());
                    int status = p.waitFor();
                    if (status != 0) throw new IOException("status " + status);
                    return parse(p, text);
                }));
            }
            List<Identity> report = new ArrayList<>();
            for (Future<Identity> f : lines) report.add(f.get());
            return report;
        } catch (ExecutionException e) {
            throw new IOException("a child failed", e.getCause());
        } finally {
            all.forEach(Process::destroyForcibly);
            all.forEach(p -> p.onExit().join());
            readers.shutdown();
            boolean interrupted = false;
            while (!readers.isTerminated()) {
                try { readers.awaitTermination(1, TimeUnit.DAYS); } catch (InterruptedException e) { interrupted = true; }
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
