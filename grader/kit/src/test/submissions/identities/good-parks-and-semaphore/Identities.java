package lockstep.identities;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Threads take the last task that is left, and unpark the caller; listeners copy what children say. */
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
        Thread caller = Thread.currentThread();
        List<Runnable> rest = new LinkedList<>(tasks);
        Identity[] report = new Identity[tasks.size()];
        AtomicInteger living = new AtomicInteger(threads);
        ThreadGroup group = new ThreadGroup("crew");
        for (int i = 0; i < threads; i++) {
            new Thread(group, () -> {
                try {
                    while (true) {
                        Runnable task;
                        int number;
                        synchronized (rest) {
                            if (rest.isEmpty()) {
                                break;
                            }
                            number = rest.size() - 1;
                            task = rest.remove(number);
                        }
                        report[number] = ran(task);
                    }
                } finally {
                    living.decrementAndGet();
                    LockSupport.unpark(caller);
                }
            }, "crew-" + i).start();
        }
        while (living.get() > 0) {
            LockSupport.park();
        }
        return Arrays.asList(report);
    }

    public List<Identity> inProcesses(int children) throws IOException, InterruptedException {
        if (children < 1) {
            throw new IllegalArgumentException("children: " + children);
        }
        Semaphore heard = new Semaphore(0);
        List<Process> started = new ArrayList<>();
        List<Thread> listeners = new ArrayList<>();
        java.io.ByteArrayOutputStream[] texts = new java.io.ByteArrayOutputStream[children];
        int[] status = new int[children];
        try {
            for (int i = 0; i < children; i++) {
                Process child = ChildJvm.start(Identities.class);
                started.add(child);
                texts[i] = new java.io.ByteArrayOutputStream();
                int number = i;
                listeners.add(new Thread(() -> {
                    try {
                        child.getInputStream().transferTo(texts[number]);
                        status[number] = child.waitFor();
                    } catch (IOException | InterruptedException e) {
                        status[number] = -1;
                    } finally {
                        heard.release();
                    }
                }));
            }
            listeners.forEach(Thread::start);
            heard.acquire(children);
            List<Identity> report = new ArrayList<>();
            for (int i = 0; i < children; i++) {
                Matcher line = Pattern.compile("(\\d+) (\\d+)\\s*").matcher(texts[i].toString());
                if (status[i] != 0 || !line.matches() || Long.parseLong(line.group(1)) != started.get(i).pid()) {
                    throw new IOException("child " + i + " of " + children);
                }
                report.add(new Identity(started.get(i).pid(), Long.parseLong(line.group(2))));
            }
            return report;
        } finally {
            for (Process child : started) {
                child.destroyForcibly();
                child.onExit().join();
            }
            boolean interrupted = false;
            for (Thread listener : listeners) {
                while (listener.isAlive()) {
                    try {
                        listener.join();
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
