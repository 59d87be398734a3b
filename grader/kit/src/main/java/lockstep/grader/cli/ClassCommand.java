package lockstep.grader.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import lockstep.grader.catalog.ExerciseCatalog;
import lockstep.grader.check.Progress;
import lockstep.grader.check.RunSettings;
import lockstep.grader.classroom.AnswerStore;
import lockstep.grader.classroom.Claims;
import lockstep.grader.classroom.ClassFolder;
import lockstep.grader.classroom.ClassRun;
import lockstep.grader.classroom.Found;
import lockstep.grader.classroom.ShardRun;
import lockstep.grader.classroom.Students;
import lockstep.grader.classroom.UnreadableTableException;
import lockstep.grader.cluster.SlurmException;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.Runner;
import lockstep.grader.report.render.Shown;
import lockstep.grader.submission.Stubs;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.worker.CompilerProcess;
import lockstep.grader.worker.sandbox.Sandbox;
import lockstep.grader.worker.sandbox.Scratch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Grades a folder of submissions. */
@Command(
        name = "class",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description =
                "Grades what a learning platform handed out for a class, or a folder with a folder, git checkout or zip"
                        + " file per student, and writes report.html, gradebooks, and each student's feedback.json and"
                        + " feedback.html. A run that was stopped goes on where it was when the same command is given again.")
final class ClassCommand implements Callable<Integer> {

    /** After so long without a sign of life, whoever has claimed a submission is gone. */
    private static final Duration CLAIMED = Duration.ofMinutes(2);

    /** Before it is looked again whether somebody else is done. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec command;

    @Parameters(
            paramLabel = "DIR",
            description =
                    "What the platform handed out, as a zip file or unpacked; or a folder with one folder, git checkout or"
                            + " zip file per student.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path folder;

    @Option(
            names = "--out",
            paramLabel = "REPORT",
            required = true,
            description = "The folder that the report, the gradebooks and the feedback are written to.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path out;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "How many submissions are prepared side by side. Default: one per core.")
    private @Nullable Integer jobs;

    @Option(names = "--fresh", description = "Forget what earlier runs into REPORT found out.")
    private boolean fresh;

    @Option(
            names = "--retry-pending",
            description =
                    "Judge again what earlier runs into REPORT could not decide, for instance on a quieter machine;"
                            + " each run by itself does so three times.")
    private boolean retryPending;

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description = "Write where the time goes, a line of JSON for each check, for Perfetto (ui.perfetto.dev) and"
                    + " others that read Chrome's traces.")
    private @Nullable Path trace;

    @Mixin
    private ArrivalOptions arrivals = new ArrivalOptions();

    @Mixin
    private RunOptions run = new RunOptions();

    @Mixin
    private IsolationOption isolation = new IsolationOption();

    @Mixin
    private PartOptions parts = new PartOptions();

    @Mixin
    private ClassOptions options = new ClassOptions();

    private final ExerciseCatalog catalog;
    private final Surroundings surroundings;
    private final long freshSeed;

    ClassCommand(ExerciseCatalog catalog, Surroundings surroundings, long freshSeed) {
        this.catalog = catalog;
        this.surroundings = surroundings;
        this.freshSeed = freshSeed;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        int lanes = jobs != null ? jobs : Runtime.getRuntime().availableProcessors();
        if (lanes < 1) {
            throw refuse("--jobs: a number from 1 expected, found " + lanes);
        }
        Output.obstacle(out.resolve("gradebook.csv")).ifPresent(obstacle -> {
            throw refuse("--out: " + obstacle);
        });
        ClassOptions.Settings plan = options.read(
                command.commandLine(),
                catalog,
                surroundings.time().clock().instant(),
                surroundings.streams().err()::println);
        List<Exercise> exercises = options.grading.exercises(run, catalog, plan.scheme());
        if (!Files.exists(folder)) {
            return nothing("found no such folder");
        }
        if (real(out).startsWith(real(folder))) {
            throw refuse("--out: " + out + " lies within " + folder
                    + ", where the report would be taken for a student; a folder outside of it expected");
        }
        ClassFiles files = new ClassFiles(out, surroundings.language());
        PartOptions.Task task = parts.task();
        if (fresh && !(task instanceof PartOptions.Whole)) {
            throw refuse("--fresh: others may be at work in " + out + "; delete the folder, or name another one");
        }
        try (Held locks = locks(task, files)) {
            if (fresh) {
                files.forgetAll();
            }
            return run(task, exercises, lanes, files, plan);
        } catch (ClassFolder.UnreadableException | SlurmException | ClusterGrading.OtherRunException e) {
            surroundings.streams().err().println("grade: " + e.getMessage());
            return ExitStatus.UNUSABLE_INPUT.code();
        }
    }

    /** The locks of a run. */
    private final class Held implements AutoCloseable {
        private final List<FolderLock> locks = new ArrayList<>();

        void add(Path file, Optional<FolderLock> lock) {
            locks.add(lock.orElseThrow(() -> taken(file)));
        }

        @Override
        public void close() throws IOException {
            for (FolderLock lock : locks) {
                lock.close();
            }
        }
    }

    /** Those who grade parts get along with each other, and with one who writes the report. */
    private Held locks(PartOptions.Task task, ClassFiles files) throws IOException {
        Held held = new Held();
        try {
            if (task instanceof PartOptions.Part) {
                held.add(files.lock(), FolderLock.takeShared(files.lock()));
            } else {
                held.add(files.reportLock(), FolderLock.take(files.reportLock()));
            }
            if (task instanceof PartOptions.Whole) {
                held.add(files.lock(), FolderLock.take(files.lock()));
            }
            return held;
        } catch (IOException | RuntimeException e) {
            held.close();
            throw e;
        }
    }

    private ParameterException taken(Path lock) {
        return refuse("--out: another run (" + FolderLock.holder(lock) + ") writes into " + out
                + "; wait for its end, or name another folder");
    }

    private int run(
            PartOptions.Task task, List<Exercise> exercises, int lanes, ClassFiles files, ClassOptions.Settings plan)
            throws IOException, InterruptedException, SlurmException, ClusterGrading.OtherRunException {
        PrintStream err = surroundings.streams().err();
        if (task instanceof PartOptions.Part part) {
            try (Scratch unpacked = Scratch.open("lockstep-class")) {
                ArrivalOptions.Arrived arrived =
                        arrived(exercises, unpacked.folder().resolve("unpacked"), plan);
                if (arrived.list().found().isEmpty()) {
                    return nothing("found nothing of the kind");
                }
                List<Found> found = part.shard().partOf(arrived.list().found());
                err.println("part " + part.shard() + ": " + found.size() + " of "
                        + arrived.list().found().size());
                ClassKeys keys = keys(exercises, files);
                try (Claims claims = new Claims(files.claims(), claimant(), CLAIMED)) {
                    return status(graded(
                                    keys,
                                    files,
                                    lanes,
                                    true,
                                    run -> new ShardRun(run, claims, keys::of, err::println, PAUSE).grade(found)))
                            .code();
                }
            }
        }
        ArrivalOptions.Arrived arrived = arrived(exercises, files.unpacked(), plan);
        List<Found> found = arrived.list().found();
        if (found.isEmpty()) {
            return nothing("found nothing of the kind");
        }
        checkNames(arrived, plan);
        ClassKeys keys = keys(exercises, files);
        Collected collected = new Collected(keys, new AnswerStore(files.answers()));
        List<ClassRun.Entry> entries;
        if (task instanceof PartOptions.Whole) {
            entries = graded(keys, files, lanes, false, run -> run.grade(found));
        } else {
            if (task instanceof PartOptions.Cluster cluster) {
                collected.forgetFaults(found);
                new ClusterGrading(
                                cluster,
                                collected,
                                files.cluster(),
                                err,
                                surroundings.time().nanoClock())
                        .run(found, taskCommand());
            }
            entries = collected.entries(found);
            tellMissing(entries);
            tellMachines(entries, keys);
        }
        return status(files.write(entries, arrived, plan, err, arrivals.feedbackZip()))
                .code();
    }

    private ArrivalOptions.Arrived arrived(List<Exercise> exercises, Path unpacked, ClassOptions.Settings plan)
            throws IOException {
        PrintStream err = surroundings.streams().err();
        ArrivalOptions.Arrived arrived =
                arrivals.read(command.commandLine(), folder, unpacked, new Stubs(exercises), plan.zone(), err::println);
        if (!arrived.list().found().isEmpty()) {
            ClassFiles.tell(arrived, err);
        }
        return arrived;
    }

    private ClassKeys keys(List<Exercise> exercises, ClassFiles files) throws IOException {
        RunSettings first = run.settings(freshSeed);
        long known = files.seed(first.seed());
        return new ClassKeys(OwnJar.identity(), exercises, run.settings(known), parts.kinds());
    }

    /** Who claims: the same task, begun again elsewhere, goes on with what it had. */
    private String claimant() {
        String job = surroundings.environment().get("SLURM_ARRAY_JOB_ID");
        String index = surroundings.environment().get("SLURM_ARRAY_TASK_ID");
        if (job != null && index != null) {
            return "task " + job + "_" + index;
        }
        String process = "process " + ProcessHandle.current().pid();
        try {
            return process + " on " + InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return process;
        }
    }

    /** Returns a command line for the nodes, without the part. */
    private List<String> taskCommand() {
        return OwnCommand.of(
                surroundings.home(),
                PartOptions.ofPart(command.root().commandLine().getParseResult().originalArgs()));
    }

    private void tellMissing(List<ClassRun.Entry> entries) {
        List<String> missing = entries.stream()
                .filter(ClassRun.MissingEntry.class::isInstance)
                .map(ClassRun.Entry::student)
                .toList();
        if (!missing.isEmpty()) {
            surroundings
                    .streams()
                    .err()
                    .println("missing: " + missing.size() + " of " + entries.size() + " not graded yet: "
                            + Shown.line(String.join("; ", missing)));
        }
    }

    /** Times of one machine say little beside those of another. */
    private void tellMachines(List<ClassRun.Entry> entries, ClassKeys keys) {
        Map<String, Long> machines = entries.stream()
                .filter(ClassRun.GradedEntry.class::isInstance)
                .map(entry -> ((ClassRun.GradedEntry) entry).feedback().runner().host())
                .collect(Collectors.groupingBy(
                        host -> host.cpu() + ", " + host.cores() + (host.cores() == 1 ? " core" : " cores"),
                        TreeMap::new,
                        Collectors.counting()));
        if (machines.size() > 1 && keys.kinds().contains(CheckKind.SPEEDUP)) {
            surroundings
                    .streams()
                    .err()
                    .println("note: speedup was measured on machines of " + machines.size() + " kinds ("
                            + machines.entrySet().stream()
                                    .map(each -> each.getValue() + " on " + each.getKey())
                                    .collect(Collectors.joining("; "))
                            + "): compare it only among those of one kind");
        }
    }

    private int nothing(String found) {
        surroundings
                .streams()
                .err()
                .println("grade: " + folder + ": a platform's export or a folder with one folder per student expected, "
                        + found);
        return ExitStatus.UNUSABLE_INPUT.code();
    }

    /** The path without links, as far as it exists. */
    private static Path real(Path path) throws IOException {
        Path whole = path.toAbsolutePath().normalize();
        Path there = whole;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there.toRealPath().resolve(there.relativize(whole));
    }

    /** Grades with what a run of the class needs. */
    private interface Way {
        List<ClassRun.Entry> grade(ClassRun run) throws InterruptedException, IOException;
    }

    /** @param part whether others grade the rest, on machines of the instructor's choice, whose answers count here, too */
    private List<ClassRun.Entry> graded(ClassKeys keys, ClassFiles files, int lanes, boolean part, Way way)
            throws InterruptedException, IOException {
        PrintStream err = surroundings.streams().err();
        Supplier<Sandbox> sandbox = isolation.sandboxForMany(surroundings.environment(), err);
        String rung = sandbox.get().rung().word();
        Runner.Host here = HostDescription.read();
        Predicate<Feedback> counts =
                feedback -> feedback.runner().isolation().mode().startsWith(rung)
                        && (part
                                || feedback.runner().host().cores() == here.cores()
                                        && feedback.runner().host().jdk().equals(here.jdk()))
                        && (!retryPending || feedback.marks().pending() == 0);
        try (CompilerProcess compiler = CompilerProcess.start();
                TraceFile events = trace == null
                        ? null
                        : new TraceFile(trace, surroundings.time().nanoClock())) {
            ClassGrading grading = new ClassGrading(
                    keys,
                    new AnswerStore(files.answers()),
                    submission -> events == null ? Progress.silent() : events.of(submission.student()),
                    counts,
                    compiler,
                    surroundings.time(),
                    sandbox);
            return graded(grading, lanes, way, err);
        }
    }

    private List<ClassRun.Entry> graded(ClassGrading grading, int lanes, Way way, PrintStream err)
            throws InterruptedException, IOException {
        Thread farewell =
                new Thread(() -> err.println("\ngrade: stopped; the same command goes on from here"), "class-farewell");
        Runtime.getRuntime().addShutdownHook(farewell);
        List<ClassRun.Entry> entries = new ArrayList<>(way.grade(new ClassRun(
                grading, lanes, new ClassProgress(err, surroundings.time().nanoClock(), lanes))));
        try {
            Runtime.getRuntime().removeShutdownHook(farewell);
        } catch (IllegalStateException e) {
            throw new InterruptedException("stopped");
        }
        return entries;
    }

    /** Before anything is graded: a line that names nobody must not be found after hours of work. */
    private void checkNames(ArrivalOptions.Arrived arrived, ClassOptions.Settings plan) {
        List<String> names = arrived.list().found().stream().map(Found::student).toList();
        try {
            plan.counting()
                    .decisions()
                    .check(
                            Students.of(arrived.roster(), names, arrived.list().people()),
                            surroundings.streams().err()::println);
        } catch (UnreadableTableException e) {
            throw refuse(String.valueOf(e.getMessage()));
        }
    }

    private ParameterException refuse(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    private static ExitStatus status(List<ClassRun.Entry> entries) {
        List<Feedback> graded = entries.stream()
                .filter(ClassRun.GradedEntry.class::isInstance)
                .map(entry -> ((ClassRun.GradedEntry) entry).feedback())
                .toList();
        if (graded.stream().anyMatch(it -> it.runner().canaries() == Runner.Canaries.FAILED)) {
            return ExitStatus.CANARY;
        }
        boolean fault = entries.stream().anyMatch(ClassRun.FaultEntry.class::isInstance)
                || graded.stream().anyMatch(Feedback::hasFault);
        return fault ? ExitStatus.FAULT : ExitStatus.GRADED;
    }
}
