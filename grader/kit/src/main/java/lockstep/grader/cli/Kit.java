package lockstep.grader.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import lockstep.grader.check.Progress;
import lockstep.grader.check.Stage;
import lockstep.grader.check.correctness.CorrectnessStage;
import lockstep.grader.check.race.RaceStage;
import lockstep.grader.check.speedup.SpeedupStage;
import lockstep.grader.check.structure.StructureStage;
import lockstep.grader.compile.SubmissionCompiler;
import lockstep.grader.pipeline.Cores;
import lockstep.grader.pipeline.Divided;
import lockstep.grader.pipeline.Grader;
import lockstep.grader.pipeline.GradingPipeline;
import lockstep.grader.pipeline.Replay;
import lockstep.grader.pipeline.WithAlibi;
import lockstep.grader.report.Runner;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.worker.CompilerProcess;
import lockstep.grader.worker.Workers;
import lockstep.grader.worker.sandbox.Rung;
import lockstep.grader.worker.sandbox.Sandbox;

/** The composition root: where the parts of the kit are put together. */
final class Kit {

    private Kit() {}

    /** @param cores what all that is graded in this process shares */
    static Grader grader(
            CompilerProcess compiler,
            Cores cores,
            Surroundings.Time time,
            Progress progress,
            Supplier<Sandbox> sandbox) {
        return grader(compiler, stages(compiler, cores, time, sandbox), cores, time, progress, sandbox);
    }

    static Grader grader(
            CompilerProcess compiler,
            List<Stage> stages,
            Cores cores,
            Surroundings.Time time,
            Progress progress,
            Supplier<Sandbox> sandbox) {
        LongSupplier nanoClock = time.nanoClock();
        GradingPipeline pipeline =
                new GradingPipeline(new SubmissionCompiler(compiler), stages, cores, progress, nanoClock);
        return new Grader(
                pipeline,
                new Grader.Identity(version(), HostDescription.read(), () -> isolation(sandbox.get())),
                time.clock(),
                nanoClock);
    }

    private static Runner.Isolation isolation(Sandbox sandbox) {
        Rung rung = sandbox.rung();
        String missing = rung.hidesFiles() && !sandbox.filtersSystemCalls() ? ", system calls not filtered" : "";
        return new Runner.Isolation(rung.word() + missing, rung.network(), rung.ownProcessIds());
    }

    /** Returns all stages in the order in which they are asked. */
    static List<Stage> stages(
            CompilerProcess compiler, Cores cores, Surroundings.Time time, Supplier<Sandbox> sandbox) {
        List<Stage> stages = new ArrayList<>();
        stages.add(new StructureStage(compiler, time.clock()));
        workerStages(time.nanoClock(), sandbox)
                .forEach(stage ->
                        stages.add(new WithAlibi(stage.kind() == CheckKind.RACE ? new Divided(stage, cores) : stage)));
        return stages;
    }

    /** Returns the stages that run student code, which they do in workers. */
    static List<Stage> workerStages(LongSupplier nanoClock, Supplier<Sandbox> sandbox) {
        Workers workers = new Workers(nanoClock, sandbox);
        return List.of(new CorrectnessStage(workers), new RaceStage(workers), new SpeedupStage(workers));
    }

    /** Returns what runs one interleaving again. */
    static Replay replay(CompilerProcess compiler, LongSupplier nanoClock, Supplier<Sandbox> sandbox) {
        return new Replay(
                new SubmissionCompiler(compiler), new RaceStage(new Workers(nanoClock, sandbox)), Progress.silent());
    }

    /** Returns the version in the jar's manifest; classes outside of a jar have none. */
    static String version() {
        return Objects.requireNonNullElse(Kit.class.getPackage().getImplementationVersion(), "development");
    }
}
