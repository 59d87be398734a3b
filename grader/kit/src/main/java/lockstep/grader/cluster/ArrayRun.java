package lockstep.grader.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import lockstep.grader.report.OutputFile;
import org.jspecify.annotations.Nullable;

/**
 * Has all parts of a work done by an array job, and asks again for what was lost: a node that failed, a task that was taken
 * off it or reached its time limit. Which jobs were asked for stands in a file, so that whoever runs this after a crash goes
 * on with them. What is done is seen from the results alone, not from what the scheduler says.
 */
public final class ArrayRun {

    /** How often a part is asked for before it is given up. */
    private static final int TRIES = 3;

    private final Queue queue;
    private final Path record;
    private final Consumer<String> notes;
    private final Pause pause;
    private final Map<String, Set<Integer>> jobs = new LinkedHashMap<>();

    /** The scheduler, as far as it is needed here. */
    public interface Queue {
        /** Asks for these parts; returns the number of the job. */
        String submit(Collection<Integer> parts) throws SlurmException, InterruptedException;

        /** Returns what is left of these jobs, by part. */
        Map<Integer, Slurm.Task> tasks(Collection<String> jobs) throws SlurmException, InterruptedException;

        /** Lets a task begin that was put off. */
        void startNow(Slurm.Task task) throws InterruptedException;

        /** Returns how a task ended; empty if nobody knows. */
        String ending(String job, int part) throws InterruptedException;
    }

    /** What is to be done. */
    public interface Work {
        /** Returns the parts of which something is not done. */
        Set<Integer> open() throws IOException;

        /** Tells how far it is, if that has changed. */
        void tell(Collection<Slurm.Task> tasks);
    }

    /** Waits a while before the scheduler is asked again. */
    public interface Pause {
        void await() throws InterruptedException;
    }

    /**
     * Goes on with the jobs of an earlier run.
     *
     * @param record the file of the jobs
     * @param notes hears what was asked for, and what was lost
     */
    public ArrayRun(Queue queue, Path record, Consumer<String> notes, Pause pause) throws IOException {
        this.queue = queue;
        this.record = record;
        this.notes = notes;
        this.pause = pause;
        if (Files.isRegularFile(record)) {
            for (String line : Files.readAllLines(record)) {
                String[] cells = line.split(" ");
                jobs.put(
                        cells[0],
                        Arrays.stream(cells)
                                .skip(1)
                                .map(Integer::valueOf)
                                .collect(Collectors.toCollection(TreeSet::new)));
            }
        }
    }

    /**
     * Returns when all is done, or nobody can be found who does it.
     *
     * @return the parts that were given up
     */
    public Set<Integer> run(Work work) throws SlurmException, IOException, InterruptedException {
        Map<Integer, Integer> asked = new HashMap<>();
        Set<Integer> missed = new HashSet<>();
        if (!jobs.isEmpty()) {
            notes.accept("attached to " + words(jobs.keySet()));
        }
        while (true) {
            Map<Integer, Slurm.Task> tasks = tasks();
            // Whoever has just ended has left its results before: they are looked at after the queue.
            Set<Integer> open = work.open();
            work.tell(tasks == null ? List.of() : tasks.values());
            if (open.isEmpty()) {
                return Set.of();
            }
            if (tasks != null) {
                Set<Integer> gone = new TreeSet<>(open);
                gone.removeAll(tasks.keySet());
                // A file system that is shared may show results a moment later.
                Set<Integer> lost = new TreeSet<>(gone);
                lost.removeIf(part -> isAsked(part) && !missed.contains(part));
                missed.clear();
                missed.addAll(gone);
                Set<Integer> again = lost.stream()
                        .filter(part -> asked.getOrDefault(part, 0) < TRIES)
                        .collect(Collectors.toCollection(TreeSet::new));
                ask(again, asked);
                missed.removeAll(again);
                if (again.isEmpty() && lost.equals(open)) {
                    return lost;
                }
                for (Slurm.Task task : tasks.values()) {
                    if (task.reason().equals("BeginTime")) {
                        queue.startNow(task);
                    }
                }
            }
            pause.await();
        }
    }

    private @Nullable Map<Integer, Slurm.Task> tasks() throws SlurmException, InterruptedException {
        try {
            return queue.tasks(jobs.keySet());
        } catch (SlurmException e) {
            if (jobs.isEmpty()) {
                throw e;
            }
            notes.accept(e.getMessage() + "; asked again in a moment");
            return null;
        }
    }

    private boolean isAsked(int part) {
        return jobs.values().stream().anyMatch(parts -> parts.contains(part));
    }

    private void ask(Set<Integer> parts, Map<Integer, Integer> asked)
            throws SlurmException, IOException, InterruptedException {
        if (parts.isEmpty()) {
            return;
        }
        for (Map.Entry<String, Set<Integer>> job : List.copyOf(jobs.entrySet())) {
            for (int part : job.getValue()) {
                if (parts.contains(part) && asked.getOrDefault(part, 0) > 0) {
                    String ending = queue.ending(job.getKey(), part);
                    notes.accept("task " + job.getKey() + "_" + part + " ended without its results"
                            + (ending.isEmpty() ? "" : " (" + ending + ")"));
                }
            }
        }
        String job = queue.submit(parts);
        parts.forEach(part -> asked.merge(part, 1, Integer::sum));
        jobs.put(job, parts);
        List<String> lines = new ArrayList<>();
        jobs.forEach((name, its) ->
                lines.add(name + " " + its.stream().map(String::valueOf).collect(Collectors.joining(" "))));
        OutputFile.write(record, String.join("\n", lines) + "\n");
        notes.accept("asked for " + parts.size() + (parts.size() == 1 ? " task" : " tasks") + ": job " + job);
    }

    private static String words(Set<String> jobs) {
        return (jobs.size() == 1 ? "job " : "jobs ") + String.join(", ", jobs);
    }
}
