package lockstep.identities;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Guarded by monitors all through, with a thread for each child. */
public final class Identities {

    public List<Identity> inOneThread(List<? extends Runnable> tasks) {
        tasks.forEach(Runnable::run);
        return Collections.nCopies(tasks.size(), me());
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
                    Identity who = ran(task);
                    synchronized (rest) {
                        report.put(number, who);
                    }
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
        List<Child> all = new ArrayList<>();
        try {
            for (int i = 0; i < children; i++) {
                all.add(new Child());
            }
            List<Identity> report = new ArrayList<>();
            for (Child child : all) {
                report.add(child.await());
            }
            return report;
        } finally {
            for (Child child : all) {
                child.close();
            }
        }
    }

    private static final class Child implements Runnable {
        private final Process process = ChildJvm.start(Identities.class);
        private final Thread thread = new Thread(this);
        private Identity identity;
        private boolean failed;

        Child() throws IOException {
            thread.start();
        }

        @Override
        public void run() {
            Identity found = null;
            try (InputStream in = process.getInputStream()) {
                StringBuilder text = new StringBuilder();
                for (int c = in.read(); c >= 0; c = in.read()) {
                    text.append((char) c);
                }
                String[] lines = text.toString().split("\n", -1);
                String[] words = lines[0].split(" ", -1);
                if (process.waitFor() == 0 && lines.length == 2 && lines[1].isEmpty() && words.length == 2
                        && Long.parseLong(words[0]) == process.pid()) {
                    found = new Identity(process.pid(), Long.parseLong(words[1]));
                }
            } catch (IOException | InterruptedException | NumberFormatException e) {
                // It stays null.
            }
            synchronized (this) {
                identity = found;
                failed = found == null;
                notifyAll();
            }
        }

        synchronized Identity await() throws IOException, InterruptedException {
            while (identity == null && !failed) {
                wait();
            }
            if (failed) {
                throw new IOException("a child failed");
            }
            return identity;
        }

        void close() {
            boolean interrupted = false;
            process.destroyForcibly();
            while (process.isAlive() || thread.isAlive()) {
                try {
                    process.waitFor();
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    public static void main(String[] arguments) {
        System.err.println("A child is asked.");
        System.out.print(me().process());
        System.out.print(' ');
        System.out.print(me().thread());
        System.out.print("\n");
        System.out.flush();
    }

    private static Identity ran(Runnable task) {
        task.run();
        return me();
    }

    private static Identity me() {
        return new Identity(ProcessHandle.current().pid(), Thread.currentThread().getId());
    }
}
