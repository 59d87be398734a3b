package lockstep.identities;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A lock that workers give back while they run a task; children are looked at every 20 ms. */
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
        List<Process> started = new ArrayList<>();
        try {
            for (int i = 0; i < children; i++) {
                started.add(ChildJvm.start(Identities.class));
            }
            while (started.stream().anyMatch(Process::isAlive)) {
                Thread.sleep(20);
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            List<Identity> report = new ArrayList<>();
            for (Process child : started) {
                String[] words = new String(child.getInputStream().readAllBytes()).strip().split("\\s");
                if (child.exitValue() != 0 || words.length != 2 || !words[0].equals("" + child.pid())) {
                    throw new IOException(List.of(words) + " of " + child);
                }
                report.add(new Identity(child.pid(), Long.parseLong(words[1])));
            }
            return report;
        } catch (NumberFormatException e) {
            throw new IOException(e);
        } finally {
            for (Process child : started) {
                child.destroyForcibly();
            }
            for (Process child : started) {
                try {
                    child.onExit().get();
                } catch (InterruptedException | ExecutionException e) {
                    Thread.currentThread().interrupt();
                    child.onExit().join();
                }
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
