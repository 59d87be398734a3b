package lockstep.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import lockstep.grader.check.Progress;
import lockstep.grader.check.RunSettings;
import lockstep.grader.check.Stage;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.pipeline.Grader;
import lockstep.grader.report.Feedback;
import lockstep.grader.score.ScoringPolicy;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.worker.CompilerProcess;
import lockstep.grader.worker.sandbox.Ladder;
import lockstep.grader.worker.sandbox.Rung;
import lockstep.grader.worker.sandbox.Sandbox;

/** The whole grader, as the command line puts it together, with the stages that a test asks for. */
final class EndToEnd {

    private EndToEnd() {}

    /** Returns the best sandbox from the named rung down. */
    static Sandbox sandbox(String rung) {
        Rung from = Stream.of(Rung.values())
                .filter(each -> each.word().equals(rung))
                .findFirst()
                .orElseThrow();
        return Ladder.ofThisMachine(System.getenv().getOrDefault("PATH", "")).best(from);
    }

    static Feedback grade(Path folder, List<Exercise> exercises, Sandbox sandbox, Set<CheckKind> kinds) {
        Clock clock = Clock.systemUTC();
        Grader.Graded graded;
        try (CompilerProcess compiler = CompilerProcess.start()) {
            List<Stage> stages = Kit.stages(compiler, clock, System::nanoTime, () -> sandbox).stream()
                    .filter(stage -> kinds.contains(stage.kind()))
                    .toList();
            Surroundings.Time time = new Surroundings.Time(clock, System::nanoTime);
            graded = Kit.grader(compiler, stages, time, Progress.silent(), () -> sandbox)
                    .grade(new Grader.Order(
                            folder,
                            folder.toString(),
                            null,
                            exercises,
                            new RunSettings(1, RunSettings.Budget.QUICK),
                            ScoringPolicy.AWARD));
        }
        assertThat(graded).isInstanceOf(Grader.Done.class);
        return ((Grader.Done) graded).feedback();
    }

    static void expectNoProcessLeft() throws InterruptedException {
        for (int i = 0;
                i < 50 && ProcessHandle.current().descendants().findAny().isPresent();
                i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }
}
