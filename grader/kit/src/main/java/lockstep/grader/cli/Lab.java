package lockstep.grader.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import lockstep.grader.catalog.ExerciseCatalog;
import lockstep.grader.catalog.lab.Experiment;
import lockstep.grader.catalog.lab.LabJob;
import lockstep.grader.check.Progress;
import lockstep.grader.check.WorkerProgress;
import lockstep.grader.check.speedup.MachineLoad;
import lockstep.grader.compile.CompiledSubmission;
import lockstep.grader.compile.SubmissionCompiler;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.report.Runner;
import lockstep.grader.report.render.LabPage;
import lockstep.grader.submission.Submission;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.CheckId;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.CheckResult;
import lockstep.grader.verdict.Evidence.OutcomeTable;
import lockstep.grader.verdict.Verdict;
import lockstep.grader.worker.CompilerProcess;
import lockstep.grader.worker.WorkerLimits;
import lockstep.grader.worker.WorkerTask;
import lockstep.grader.worker.Workers;
import org.jspecify.annotations.Nullable;

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
    LabPage run(Submission submission, Path scratch, int shrink) throws IOException {
        List<Path> classPath = classPath(submission, scratch);
        List<LabPage.Group> groups = new ArrayList<>();
        List<String> identities = new ArrayList<>();
        for (Experiment.Group group : Experiment.Group.values()) {
            List<Experiment> experiments = Arrays.stream(Experiment.values())
                    .filter(each -> each.group() == group)
                    .toList();
            Optional<MachineLoad> before = MachineLoad.read(PROC);
            List<CheckResult> results = results(experiments, classPath, shrink);
            String remark = before.map(Lab::takenByOthers).orElse("");
            if (group == Experiment.Group.WHO) {
                rows(results.get(0).verdict()).forEach(row -> identities.add(row.outcome()));
                continue;
            }
            List<LabPage.Row> rows = new ArrayList<>();
            for (int i = 0; i < experiments.size(); i++) {
                rows.add(row(experiments.get(i), results.get(i).verdict()));
            }
            groups.add(new LabPage.Group(group.title(), rows, remark));
        }
        return new LabPage(origin(shrink), groups, identities);
    }

    private static String takenByOthers(MachineLoad before) {
        return MachineLoad.read(PROC)
                .map(now -> now.since(before, 0))
                .filter(noise -> noise.freeCores() < before.cores() - HARMLESS_CORES
                        || noise.stolenPercent() > HARMLESS_STOLEN_PERCENT)
                .map(noise -> String.format(
                        Locale.ROOT,
                        "Other programs left only %.1f of %d cores free meanwhile, and the host took %.0f %%: do not"
                                + " trust these speedups.",
                        noise.freeCores(),
                        before.cores(),
                        noise.stolenPercent()))
                .orElse("");
    }

    /** Each group has a JVM of its own: what one has taught the compiler makes the next neither faster nor slower. */
    private List<CheckResult> results(List<Experiment> experiments, List<Path> classPath, int shrink) {
        WorkerTask task = new WorkerTask(
                LabJob.class,
                classPath,
                experiments.stream().map(Lab::check).toList(),
                Map.of(LabJob.SHRINK, Integer.toString(shrink)),
                LIMITS);
        return new Workers(nanoClock).run(task, new WorkerProgress(Progress.silent()));
    }

    private static String origin(int shrink) {
        Runner.Host host = HostDescription.read();
        return "Java " + host.jdk() + " on " + host.cpu() + ", " + host.cores()
                + " cores; Python's times are those that the tutorials tell of their authors' machines. Cold is the first"
                + " call, warm the median of three later ones."
                + (shrink == 1 ? "" : " Only 1/" + shrink + " of the work was done: these times mean nothing.");
    }

    private static CheckSpec check(Experiment experiment) {
        return new CheckSpec(
                new CheckId("lab", CheckKind.SPEEDUP, experiment.word()),
                experiment.group().title() + ": " + experiment.title(),
                0,
                new Advice("An experiment of the lab.", "There is nothing to do.", null),
                List.of(),
                new CheckSpec.Probe(LabJob.class.getName(), ""));
    }

    private static LabPage.Row row(Experiment experiment, Verdict verdict) {
        Double cold = millis(rows(verdict), LabJob.COLD);
        String remark = cold != null ? "" : "not written yet, or wrong";
        return new LabPage.Row(
                experiment.title(), experiment.python(), cold, millis(rows(verdict), LabJob.WARM), remark);
    }

    private static List<OutcomeTable.Row> rows(Verdict verdict) {
        return verdict instanceof Verdict.Passed passed && passed.evidence().get(0) instanceof OutcomeTable table
                ? table.rows()
                : List.of();
    }

    private static @Nullable Double millis(List<OutcomeTable.Row> rows, String name) {
        return rows.stream()
                .filter(row -> row.outcome().equals(name))
                .map(row -> row.count() / 1e3)
                .findFirst()
                .orElse(null);
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
