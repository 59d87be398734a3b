package lockstep.identities;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All threads write to one TreeMap, without a lock. */
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
        Deque<Runnable> rest = new ArrayDeque<>(tasks);
        Map<Integer, Identity> report = new TreeMap<>();
        class Worker extends Thread {
            @Override
            public void run() {
                while (true) {
                    int number;
                    Runnable task;
                    synchronized (rest) {
                        if (rest.isEmpty()) {
                            return;
                        }
                        number = tasks.size() - rest.size();
                        task = rest.removeFirst();
                    }
                    report.put(number, ran(task));
                }
            }
        }
        List<Worker> workers = Stream.generate(Worker::new).limit(threads).toList();
        workers.forEach(Thread::start);
        for (Worker worker : workers) {
            worker.join();
        }
        synchronized (rest) {
            return new ArrayList<>(report.values());
        }
    }

    public List<Identity> inProcesses(int children) throws IOException, InterruptedException {
        if (children < 1) {
            throw new IllegalArgumentException("children: " + children);
        }
        List<Process> started = new ArrayList<>();
        try {
            for (int i = 0; i < children; i++) {
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
