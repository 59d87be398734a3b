package lockstep.grader.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import lockstep.grader.catalog.ExerciseCatalog;
import lockstep.grader.catalog.lab.Experiment;
import lockstep.grader.catalog.lab.Experiments;
import lockstep.grader.catalog.lab.LabJob;
import lockstep.grader.check.Progress;
import lockstep.grader.check.WorkerProgress;
import lockstep.grader.check.speedup.MachineLoad;
import lockstep.grader.compile.CompiledSubmission;
import lockstep.grader.compile.SubmissionCompiler;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.report.LabReport;
import lockstep.grader.report.Runner;
import lockstep.grader.submission.Submission;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.CheckId;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.Verdict;
import lockstep.grader.worker.CompilerProcess;
import lockstep.grader.worker.WorkerLimits;
import lockstep.grader.worker.WorkerTask;
import lockstep.grader.worker.Workers;

/** Has the experiments done in a worker and puts their times together. */
final class Lab {

    private static final WorkerLimits LIMITS =
            new WorkerLimits(Duration.ofMinutes(2), Duration.ofSeconds(30), 512, 1 << 20);

    private static final Path PROC = Path.of("/proc");
    private static final double HARMLESS_CORES = 0.35;
    private static final double HARMLESS_STOLEN_PERCENT = 8;

    private final ExerciseCatalog catalog;
    private final LongSupplier nanoClock;

    Lab(ExerciseCatalog catalog, LongSupplier nanoClock) {
        this.catalog = catalog;
        this.nanoClock = nanoClock;
    }

    /**
     * Does all experiments.
     *
     * @param submission whose code does the work
     * @param scratch where its classes go
     * @param shrink by how much less work is done than the experiments tell
     */
    LabReport run(Submission submission, Path scratch, int shrink) throws IOException {
        List<Path> classPath = classPath(submission, scratch);
        List<LabReport.Part> parts = new ArrayList<>();
        for (Experiment experiment : Experiments.all()) {
            Optional<MachineLoad> before = MachineLoad.read(PROC);
            List<LabReport.Row> rows = LabJob.rows(answer(experiment, classPath, shrink));
            String doubt = before.map(Lab::takenByOthers).orElse("");
            parts.add(new LabReport.Part(
                    experiment.title(),
                    experiment.columns(),
                    rows.isEmpty()
                            ? List.of(LabReport.Row.told("nothing", "the experiment did not come to its end"))
                            : rows,
                    rows.isEmpty() ? "" : experiment.conclusion(rows),
                    isTimed(experiment) ? doubt : ""));
        }
        return new LabReport(origin(shrink), parts);
    }

    private static boolean isTimed(Experiment experiment) {
        return experiment.columns().stream().anyMatch(column -> column.unit() == LabReport.Unit.MILLISECONDS);
    }

    private static String takenByOthers(MachineLoad before) {
        return MachineLoad.read(PROC)
                .map(now -> now.since(before, 0))
                .filter(noise -> noise.freeCores() < before.cores() - HARMLESS_CORES
                        || noise.stolenPercent() > HARMLESS_STOLEN_PERCENT)
                .map(noise -> String.format(
                        Locale.ROOT,
                        "Other programs left only %.1f of %d cores free meanwhile, and the host took %.0f %%: do not"
                                + " trust these times.",
                        noise.freeCores(),
                        before.cores(),
                        noise.stolenPercent()))
                .orElse("");
    }

    /** Each experiment has a JVM of its own: what one has taught the compiler makes the next neither faster nor slower. */
    private Verdict answer(Experiment experiment, List<Path> classPath, int shrink) {
        WorkerTask task = new WorkerTask(
                LabJob.class,
                classPath,
                List.of(check(experiment)),
                Map.of(LabJob.SHRINK, Integer.toString(shrink)),
                LIMITS);
        return new Workers(nanoClock)
                .run(task, new WorkerProgress(Progress.silent()))
                .get(0)
                .verdict();
    }

    private static String origin(int shrink) {
        Runner.Host host = HostDescription.read();
        return "Java " + host.jdk() + " on " + host.cpu() + ", " + host.cores()
                + " cores. Python's times are those that the tutorials tell of their authors' machines. Cold is the first"
                + " call, warm the median of three later ones."
                + (shrink == 1 ? "" : " Only 1/" + shrink + " of the work was done: these times mean nothing.");
    }

    private static CheckSpec check(Experiment experiment) {
        return new CheckSpec(
                new CheckId("lab", CheckKind.SPEEDUP, experiment.id()),
                experiment.title(),
                0,
                new Advice("An experiment of the lab.", "There is nothing to do.", null),
                List.of(),
                new CheckSpec.Probe(LabJob.class.getName(), ""));
    }

    /** What does not compile is left out, and so are its experiments. */
    private List<Path> classPath(Submission submission, Path scratch) throws IOException {
        List<Path> classPath = new ArrayList<>();
        try (CompilerProcess javac = CompilerProcess.start()) {
            SubmissionCompiler compiler = new SubmissionCompiler(javac);
            for (Exercise exercise : catalog.exercises()) {
                if (submission.parts().get(exercise.id()) instanceof Submission.Sources sources) {
                    Path classes = Files.createDirectories(
                            scratch.resolve(exercise.id().slug()));
                    CompiledSubmission compiled = compiler.compile(exercise, sources.files(), classes)
                            .fold(done -> done.submission(), refused -> null, unwritten -> null);
                    if (compiled != null) {
                        classPath.addAll(compiled.classPath());
                    }
                }
            }
        }
        return classPath;
    }
}
