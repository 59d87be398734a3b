package lockstep.identities;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** A lock around an iterator; children are ended by a thread of their own, and only if something went wrong. */
public final class Identities {

    public List<Identity> inOneThread(List<? extends Runnable> tasks) {
        return tasks.stream().map(Identities::ran).toList();
    }

    public List<Identity> inThreads(List<? extends Runnable> tasks, int threads) throws InterruptedException {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: " + threads);
        }
        Lock lock = new ReentrantLock();
        Iterator<? extends Runnable> rest = tasks.iterator();
        List<FutureTask<Identity>> report = new ArrayList<>();
        List<Thread> crew = new ArrayList<>();
        for (int i = 0; i < Math.min(threads, tasks.size()); i++) {
            Thread thread = new Thread(() -> {
                for (FutureTask<Identity> mine = next(lock, rest, report); mine != null; mine = next(lock, rest, report)) {
                    mine.run();
                }
            });
            thread.setDaemon(true);
            crew.add(thread);
            thread.start();
        }
        for (Thread thread : crew) {
            thread.join();
        }
        List<Identity> all = new ArrayList<>();
        try {
            for (FutureTask<Identity> each : report) {
                all.add(each.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return all;
    }

    private static FutureTask<Identity> next(
            Lock lock, Iterator<? extends Runnable> rest, List<FutureTask<Identity>> report) {
        lock.lock();
        try {
            if (!rest.hasNext()) {
                return null;
            }
            Runnable task = rest.next();
            FutureTask<Identity> mine = new FutureTask<>(() -> ran(task));
            report.add(mine);
            return mine;
        } finally {
            lock.unlock();
        }
    }

    public List<Identity> inProcesses(int children) throws IOException, InterruptedException {
        if (children < 1) {
            throw new IllegalArgumentException("children: " + children);
        }
        List<Process> started = new ArrayList<>();
        Identity[] report = new Identity[children];
        boolean done = false;
        try {
            for (int i = 0; i < report.length; i++) {
                started.add(ChildJvm.start(Identities.class));
                started.get(i).getOutputStream().close();
            }
            for (int i = report.length - 1; i >= 0; i--) {
                Process child = started.get(i);
                if (child.waitFor() != 0) {
                    throw new IOException();
                }
                String text = new String(child.getInputStream().readNBytes(10_000));
                String first = child.pid() + " ";
                String rest = text.startsWith(first) ? text.substring(first.length()).stripTrailing() : "none";
                if (rest.isEmpty() || !rest.chars().allMatch(Character::isDigit)) {
                    throw new IOException(text);
                }
                report[i] = new Identity(child.pid(), Long.parseLong(rest));
            }
            done = true;
            return List.of(report);
        } finally {
            if (!done) {
                for (Process child : started) {
                    child.destroyForcibly();
                }
                Thread cleaner = new Thread(() -> {
                    for (Process child : started) {
                        while (child.isAlive()) {
                            Thread.onSpinWait();
                            child.onExit().join();
                        }
                    }
                });
                cleaner.start();
                boolean interrupted = false;
                while (cleaner.isAlive()) {
                    try {
                        cleaner.join();
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                }
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
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
