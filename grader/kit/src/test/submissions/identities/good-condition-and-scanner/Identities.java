package lockstep.identities;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Scanner;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A lock that workers give back while they run a task; a Scanner for what children say. */
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
        Lock lock = new ReentrantLock();
        Condition allEnded = lock.newCondition();
        int[] state = {0, threads};
        Map<Integer, Identity> report = new HashMap<>();
        Runnable worker = () -> {
            lock.lock();
            try {
                while (state[0] < tasks.size()) {
                    int mine = state[0]++;
                    lock.unlock();
                    Identity who;
                    try {
                        who = ran(tasks.get(mine));
                    } finally {
                        lock.lock();
                    }
                    report.put(mine, who);
                }
                state[1]--;
                allEnded.signalAll();
            } finally {
                lock.unlock();
            }
        };
        Stream.generate(() -> new Thread(worker)).limit(threads).forEach(Thread::start);
        lock.lock();
        try {
            while (state[1] > 0) {
                allEnded.await();
            }
            return IntStream.range(0, tasks.size()).mapToObj(report::get).collect(Collectors.toList());
        } finally {
            lock.unlock();
        }
    }

    public List<Identity> inProcesses(int children) throws IOException, InterruptedException {
        if (children < 1) {
            throw new IllegalArgumentException("children: " + children);
        }
        List<Process> running = new LinkedList<>();
        List<Identity> report = new LinkedList<>();
        try {
            while (running.size() < children) {
                running.add(ChildJvm.start(Identities.class));
            }
            for (Process child : running) {
                if (child.waitFor() != 0) {
                    throw new IOException("exit status " + child.exitValue());
                }
            }
            for (Process child : running) {
                Scanner scanner = new Scanner(child.getInputStream());
                long process = scanner.nextLong();
                long thread = scanner.nextLong();
                if (process != child.pid() || scanner.hasNext()) {
                    throw new IOException("more, or another process");
                }
                report.add(new Identity(process, thread));
            }
            return report;
        } catch (NoSuchElementException e) {
            throw new IOException("no such line", e);
        } finally {
            for (Process child : running) {
                child.toHandle().destroyForcibly();
            }
            boolean interrupted = Thread.interrupted();
            for (Process child : running) {
                while (child.isAlive()) {
                    try {
                        child.waitFor();
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
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
