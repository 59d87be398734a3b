package lockstep.grader.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lockstep.grader.classroom.Found;
import lockstep.grader.classroom.Shard;
import lockstep.grader.cluster.ArrayRun;
import lockstep.grader.cluster.Slurm;
import lockstep.grader.cluster.SlurmException;
import lockstep.grader.report.OutputFile;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.worker.sandbox.Scratch;

/** Has Slurm grade the parts of a class, and waits for what comes of them. */
final class ClusterGrading {

    /** A task pays some seconds for its start; with so many submissions it runs some minutes. A choice. */
    private static final int MOST_IN_A_TASK = 12;

    /** So many tasks for each that runs at a time, so that no node waits long for the last one. A choice. */
    private static final int TASKS_EACH = 4;

    /** Where nobody says how many run at a time. A choice. */
    private static final int USUAL_NODES = 4;

    /** In milliseconds; Slurm's own loop takes a second. */
    private static final long PAUSE = 2_000;

    private final PartOptions.Cluster asked;
    private final Collected collected;
    private final Path folder;
    private final PrintStream err;
    private final LongSupplier nanoClock;

    /** @param folder where it is kept what was asked for */
    ClusterGrading(
            PartOptions.Cluster asked, Collected collected, Path folder, PrintStream err, LongSupplier nanoClock) {
        this.asked = asked;
        this.collected = collected;
        this.folder = folder.toAbsolutePath();
        this.err = err;
        this.nanoClock = nanoClock;
    }

    /** Another run has asked the cluster for something else, and it is not done. */
    static final class OtherRunException extends Exception {
        private static final long serialVersionUID = 1;

        OtherRunException(String message) {
            super(message);
        }
    }

    /**
     * Has it done.
     *
     * @param command a command line that grades a part once {@code --shard} is added
     */
    void run(List<Found> found, List<String> command)
            throws IOException, SlurmException, OtherRunException, InterruptedException {
        int parts = parts(found, command);
        Path script = folder.resolve("task.sh");
        OutputFile.write(script, script(command, parts));
        Slurm slurm = new Slurm(folder);
        ArrayRun run = new ArrayRun(
                queue(slurm, script),
                folder.resolve("jobs"),
                note -> err.println("slurm: " + note),
                () -> Thread.sleep(PAUSE));
        Thread farewell = new Thread(
                () -> err.println("\ngrade: stopped; the tasks go on, and the same command attaches to them"),
                "cluster-farewell");
        Runtime.getRuntime().addShutdownHook(farewell);
        Set<Integer> givenUp;
        try {
            givenUp = run.run(new Parts(found, parts));
        } finally {
            withdraw(farewell);
        }
        if (!givenUp.isEmpty()) {
            err.println("slurm: given up after three times: "
                    + givenUp.stream().map(part -> "part " + part).collect(Collectors.joining(", "))
                    + "; what the tasks said is in " + folder);
        }
        Files.deleteIfExists(folder.resolve("jobs"));
        if (givenUp.isEmpty()) {
            Scratch.delete(folder);
        }
    }

    private static void withdraw(Thread farewell) {
        try {
            Runtime.getRuntime().removeShutdownHook(farewell);
        } catch (IllegalStateException e) {
            // It is being said.
            return;
        }
    }

    private boolean asksForTiming() {
        return collected.keys().kinds().contains(CheckKind.SPEEDUP);
    }

    /** Returns the number of parts; that of the run which this one goes on with, if there is one. */
    private int parts(List<Found> found, List<String> command) throws IOException, OtherRunException {
        Path file = folder.resolve("parts");
        String text = String.join("\n", command);
        if (Files.isRegularFile(folder.resolve("jobs")) && Files.isRegularFile(file)) {
            List<String> lines = Files.readAllLines(file);
            if (!String.join("\n", lines.subList(1, lines.size())).equals(text)) {
                throw new OtherRunException("the cluster is still at work on another command: "
                        + String.join(" ", lines.subList(1, lines.size()))
                        + "; give that one again to see its end, or scancel its jobs (named in "
                        + folder.resolve("jobs") + ") and delete that file");
            }
            return Integer.parseInt(lines.get(0));
        }
        long open = found.stream().filter(each -> !collected.isDone(each)).count();
        long tasks = (long) TASKS_EACH * (asked.nodes() == null ? USUAL_NODES : asked.nodes());
        long each = Math.min(MOST_IN_A_TASK, Math.max(1, (open + tasks - 1) / tasks));
        int parts = (int) Math.max(1, (found.size() + each - 1) / each);
        OutputFile.write(file, parts + "\n" + text);
        return parts;
    }

    private static String script(List<String> command, int parts) {
        return "#!/bin/sh\n# Grades one part of a class; written by grade class --on slurm.\nexec "
                + command.stream().map(ClusterGrading::quoted).collect(Collectors.joining(" "))
                + " --shard \"$SLURM_ARRAY_TASK_ID/" + parts + "\"\n";
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private ArrayRun.Queue queue(Slurm slurm, Path script) {
        List<String> options = new ArrayList<>(List.of(
                "--job-name=lockstep",
                "--chdir=" + Path.of("").toAbsolutePath(),
                "--output=" + folder.resolve("%A_%a.log"),
                "--open-mode=append"));
        options.add(asksForTiming() ? "--exclusive" : "--cpus-per-task=1");
        options.addAll(asked.options());
        int most = asked.nodes() == null ? 0 : asked.nodes();
        return new ArrayRun.Queue() {
            @Override
            public String submit(Collection<Integer> parts) throws SlurmException, InterruptedException {
                return slurm.submit(script, parts, most, options);
            }

            @Override
            public Map<Integer, Slurm.Task> tasks(Collection<String> jobs) throws SlurmException, InterruptedException {
                return slurm.tasks(jobs);
            }

            @Override
            public void startNow(Slurm.Task task) throws InterruptedException {
                slurm.startNow(task);
            }

            @Override
            public String ending(String job, int part) throws InterruptedException {
                return slurm.ending(job, part);
            }
        };
    }

    /** The parts of the class, and what is told of them. */
    private final class Parts implements ArrayRun.Work {
        private final int all;
        private final Map<Integer, List<Found>> open = new TreeMap<>();
        private final long since = nanoClock.getAsLong();
        private final long doneBefore;
        private String told = "";

        Parts(List<Found> found, int parts) {
            this.all = found.size();
            IntStream.rangeClosed(1, parts)
                    .forEach(part -> open.put(part, new ArrayList<>(new Shard(part, parts).partOf(found))));
            forgetDone();
            this.doneBefore = done();
        }

        private long done() {
            return all - open.values().stream().mapToLong(List::size).sum();
        }

        /** What is done stays done, and is not looked for again. */
        private void forgetDone() {
            open.values().forEach(part -> part.removeIf(collected::isDone));
            open.values().removeIf(List::isEmpty);
        }

        @Override
        public Set<Integer> open() {
            forgetDone();
            return Set.copyOf(open.keySet());
        }

        @Override
        public void tell(Collection<Slurm.Task> tasks) {
            long done = done();
            List<Slurm.Task> running = tasks.stream().filter(Slurm.Task::runs).toList();
            String nodes =
                    running.stream().map(Slurm.Task::nodes).distinct().sorted().collect(Collectors.joining(", "));
            int waiting = tasks.size() - running.size();
            String reasons = tasks.stream()
                    .map(Slurm.Task::reason)
                    .filter(reason -> !reason.isEmpty() && !reason.equals("None"))
                    .distinct()
                    .collect(Collectors.joining(", "));
            String line = done + "/" + all + " graded; " + running.size()
                    + (running.size() == 1 ? " task runs" : " tasks run")
                    + (nodes.isEmpty() ? "" : " on " + nodes)
                    + (waiting == 0 ? "" : ", " + waiting + " wait" + (reasons.isEmpty() ? "" : " (" + reasons + ")"));
            if (!line.equals(told)) {
                err.println(line + rate(done));
                told = line;
            }
        }

        private String rate(long done) {
            double minutes = (nanoClock.getAsLong() - since) / 60e9;
            long ours = done - doneBefore;
            if (ours <= 0 || done == all) {
                return "";
            }
            return String.format(
                    Locale.ROOT,
                    "  (%.1f a minute, about %.0f min more)",
                    ours / minutes,
                    Math.ceil((all - done) * minutes / ours));
        }
    }
}
