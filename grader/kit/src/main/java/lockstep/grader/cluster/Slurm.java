package lockstep.grader.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lockstep.grader.worker.ToolProcess;

/**
 * The scheduler Slurm, asked by its own commands: {@code sbatch}, {@code squeue}, {@code sacct}, {@code scancel},
 * {@code scontrol}, {@code sinfo}. Their output is asked for in formats that have been the same for ten years (man pages of
 * Slurm 17 to 25).
 *
 * @param folder where the commands run, and what they print is kept
 */
public record Slurm(Path folder) {

    /** A controller that is busy answers after up to some ten seconds; a task on a node may have to wait for one. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /**
     * A task that waits or runs.
     *
     * @param job {@code 17_3}, as the commands take it
     * @param state as Slurm calls it: {@code PENDING}, {@code RUNNING}, {@code COMPLETING}
     * @param reason why it waits; empty if it does not
     * @param nodes where it runs; empty if it does not
     */
    public record Task(String job, int part, String state, String reason, String nodes) {
        public boolean runs() {
            return !state.equals("PENDING");
        }
    }

    /**
     * A kind of node.
     *
     * @param node one of the kind
     * @param count how many there are
     */
    public record NodeKind(String node, int cores, String features, int count) {}

    /**
     * Asks for tasks with these numbers.
     *
     * @return the number of their job
     */
    public String submit(Path script, Collection<Integer> parts, int most, List<String> options)
            throws SlurmException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "sbatch", "--parsable", "--requeue", "--array=" + ranges(parts) + (most > 0 ? "%" + most : "")));
        command.addAll(options);
        command.add(script.toString());
        String answer = run(command);
        // Behind a semicolon stands the cluster's name; notes may stand on lines of their own.
        return answer.lines()
                .map(line -> line.strip().replaceFirst(";.*", ""))
                .filter(line -> line.matches("\\d+"))
                .findFirst()
                .orElseThrow(() ->
                        new SlurmException("sbatch: the number of a job expected, found \"" + answer.strip() + "\""));
    }

    /** Returns what is left of these jobs, by part. */
    public Map<Integer, Task> tasks(Collection<String> jobs) throws SlurmException, InterruptedException {
        Map<Integer, Task> tasks = new TreeMap<>();
        if (jobs.isEmpty()) {
            return tasks;
        }
        // A job that is long over is no longer known, which is an error where it is named.
        String user = System.getProperty("user.name");
        for (String line : run(List.of("squeue", "-h", "-r", "-u", user, "-o", "%F|%K|%T|%r|%N"))
                .lines()
                .toList()) {
            String[] cells = line.strip().split("\\|", -1);
            if (cells.length == 5 && jobs.contains(cells[0]) && cells[1].matches("\\d+")) {
                int part = Integer.parseInt(cells[1]);
                String reason = cells[2].equals("PENDING") ? cells[3] : "";
                tasks.put(part, new Task(cells[0] + "_" + part, part, cells[2], reason, cells[4]));
            }
        }
        return tasks;
    }

    /** Returns how a task ended, in Slurm's words; empty where nobody keeps accounts. */
    public String ending(String job, int part) throws InterruptedException {
        try {
            return run(List.of("sacct", "-n", "-X", "-j", job + "_" + part, "-o", "State%30"))
                    .strip();
        } catch (SlurmException e) {
            return "";
        }
    }

    /** Lets a task that was asked for again begin without the two minutes that Slurm has it wait. */
    public void startNow(Task task) throws InterruptedException {
        try {
            run(List.of("scontrol", "update", "jobid=" + task.job(), "StartTime=now"));
        } catch (SlurmException e) {
            // It begins two minutes later.
            return;
        }
    }

    /** Returns the kinds of nodes that are up. */
    public List<NodeKind> nodeKinds() throws SlurmException, InterruptedException {
        Map<String, NodeKind> kinds = new TreeMap<>();
        for (String line : run(List.of("sinfo", "-h", "-N", "-o", "%N|%c|%f|%t"))
                .lines()
                .distinct()
                .toList()) {
            String[] cells = line.strip().split("\\|", -1);
            if (cells.length == 4
                    && cells[1].matches("\\d+")
                    && !cells[3].matches("(down|drain|drng|fail|unk|maint).*")) {
                kinds.merge(
                        cells[1] + "|" + cells[2],
                        new NodeKind(cells[0], Integer.parseInt(cells[1]), cells[2], 1),
                        (one, other) -> new NodeKind(one.node(), one.cores(), one.features(), one.count() + 1));
            }
        }
        return List.copyOf(kinds.values());
    }

    /** Returns what a command prints on a node. */
    public String on(String node, List<String> command) throws SlurmException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("srun", "--quiet", "-N1", "-n1", "--time=5", "-w", node));
        all.addAll(command);
        return run(all);
    }

    /** Writes numbers as {@code 1-4,7}. */
    static String ranges(Collection<Integer> numbers) {
        List<Integer> sorted = numbers.stream().sorted().toList();
        List<String> ranges = new ArrayList<>();
        for (int i = 0; i < sorted.size(); ) {
            int end = i;
            while (end + 1 < sorted.size() && sorted.get(end + 1) == sorted.get(end) + 1) {
                end++;
            }
            ranges.add(i == end ? "" + sorted.get(i) : sorted.get(i) + "-" + sorted.get(end));
            i = end + 1;
        }
        return String.join(",", ranges);
    }

    private String run(List<String> command) throws SlurmException, InterruptedException {
        String name = command.get(0);
        try {
            ToolProcess.Ended ended = new ToolProcess(folder, PATIENCE).run(command);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (ended.status() != 0) {
                throw new SlurmException(name + " ended with status " + ended.status() + ": "
                        + ended.output().strip().replaceAll("\\s*\\R\\s*", "; "));
            }
            return ended.output();
        } catch (IOException e) {
            throw new SlurmException(name + " cannot be run here (" + e.getMessage()
                    + "); is this a machine from which jobs are submitted?");
        }
    }
}
