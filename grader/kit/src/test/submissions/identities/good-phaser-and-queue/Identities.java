package lockstep.identities;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Workers that are stopped by an empty message; readers that put what they read on a queue. */
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
        BlockingQueue<Optional<Integer>> queue = new LinkedBlockingQueue<>();
        AtomicReferenceArray<Identity> report = new AtomicReferenceArray<>(tasks.size());
        Phaser all = new Phaser(1);
        for (int i = 0; i < threads; i++) {
            all.register();
            new Thread(() -> {
                try {
                    for (Optional<Integer> each = queue.take(); each.isPresent(); each = queue.take()) {
                        report.set(each.get(), ran(tasks.get(each.get())));
                    }
                } catch (InterruptedException e) {
                    // Nobody interrupts it.
                } finally {
                    all.arriveAndDeregister();
                }
            }).start();
        }
        for (int i = 0; i < tasks.size(); i++) {
            queue.put(Optional.of(i));
        }
        for (int i = 0; i < threads; i++) {
            queue.put(Optional.empty());
        }
        all.arriveAndAwaitAdvance();
        return IntStream.range(0, tasks.size()).mapToObj(report::get).toList();
    }

    public List<Identity> inProcesses(int children) throws IOException, InterruptedException {
        if (children < 1) {
            throw new IllegalArgumentException("children: " + children);
        }
        BlockingQueue<Object[]> said = new LinkedBlockingQueue<>();
        List<Process> started = new ArrayList<>();
        List<Thread> readers = new ArrayList<>();
        try {
            for (int i = 0; i < children; i++) {
                int number = i;
                Process child = ChildJvm.start(Identities.class);
                started.add(child);
                Thread reader = new Thread(() -> {
                    try {
                        byte[] all = child.getInputStream().readAllBytes();
                        said.add(new Object[] {number, new String(all), child.waitFor()});
                    } catch (IOException | InterruptedException e) {
                        said.add(new Object[] {number, "", 1});
                    }
                });
                readers.add(reader);
                reader.start();
            }
            Identity[] report = new Identity[children];
            for (int i = 0; i < children; i++) {
                Object[] one = said.take();
                int number = (Integer) one[0];
                long pid = started.get(number).pid();
                Matcher matcher = Pattern.compile("([0-9]+) ([0-9]+)\\R?").matcher((String) one[1]);
                if (!one[2].equals(0) || !matcher.matches() || Long.parseLong(matcher.group(1)) != pid) {
                    throw new IOException("child " + number + ": " + one[1]);
                }
                report[number] = new Identity(pid, Long.parseLong(matcher.group(2)));
            }
            return Arrays.asList(report);
        } finally {
            started.forEach(Process::destroyForcibly);
            boolean interrupted = false;
            for (int i = 0; i < started.size(); i++) {
                try {
                    started.get(i).waitFor();
                    if (i < readers.size()) {
                        readers.get(i).join();
                    }
                } catch (InterruptedException e) {
                    interrupted = true;
                    i--;
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
