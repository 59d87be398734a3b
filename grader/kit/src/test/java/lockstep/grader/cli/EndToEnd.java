package lockstep.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lockstep.grader.check.Progress;
import lockstep.grader.check.RunSettings;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.exercise.Rubric;
import lockstep.grader.pipeline.Cores;
import lockstep.grader.pipeline.Grader;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.Named;
import lockstep.grader.score.ScoringPolicy;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.worker.CompilerProcess;
import lockstep.grader.worker.sandbox.Ladder;
import lockstep.grader.worker.sandbox.Rung;
import lockstep.grader.worker.sandbox.Sandbox;

/** The whole grader, as the command line puts it together; it may grade several submissions at once. */
final class EndToEnd implements AutoCloseable {

    /** Student code waits for its threads more than it computes. */
    static final int LANES = 3;

    /** One for all that is graded: its JVM starts once. */
    private final CompilerProcess compiler = CompilerProcess.start();

    private final Set<ProcessHandle> ownProcesses =
            ProcessHandle.current().descendants().collect(Collectors.toSet());
    private final Grader grader;

    private final Sandbox sandbox;

    /** Grades in the best sandbox from the named rung down. */
    EndToEnd(String rung) {
        this(sandbox(rung), Cores.ofThisMachine());
    }

    EndToEnd(Sandbox sandbox, Cores cores) {
        this.sandbox = sandbox;
        Surroundings.Time time = new Surroundings.Time(Clock.systemUTC(), System::nanoTime);
        grader = Kit.grader(compiler, cores, time, Progress.silent(), () -> sandbox);
    }

    /** Returns the best sandbox from the named rung down. */
    static Sandbox sandbox(String rung) {
        Rung from = Stream.of(Rung.values())
                .filter(each -> each.word().equals(rung))
                .findFirst()
                .orElseThrow();
        return Ladder.ofThisMachine(System.getenv().getOrDefault("PATH", "")).best(from);
    }

    /** Returns threads for tests that grade by themselves. */
    static ExecutorService threads() {
        return Executors.newFixedThreadPool(LANES);
    }

    Sandbox sandbox() {
        return sandbox;
    }

    static Exercise withoutRacesAndSpeed(Exercise whole) {
        return only(whole, check -> check.id().kind().compareTo(CheckKind.RACE) < 0);
    }

    /** Returns the exercise with some of its checks; whatever they rest on has to be among them. */
    static Exercise only(Exercise whole, Predicate<CheckSpec> isAsked) {
        return with(whole, whole.rubric().checks().stream().filter(isAsked).toList());
    }

    /** Returns the exercise with other checks. */
    static Exercise with(Exercise whole, List<CheckSpec> checks) {
        return whole.asking(new Rubric(checks));
    }

    Feedback grade(Path folder, List<Exercise> exercises) {
        return grade(folder, exercises, new RunSettings(1, RunSettings.Budget.QUICK));
    }

    Feedback grade(Path folder, List<Exercise> exercises, RunSettings settings) {
        Grader.Graded graded = grader.grade(new Grader.Order(
                folder, new Named(folder.toString(), List.of()), null, exercises, settings, ScoringPolicy.AWARD));
        assertThat(graded).isInstanceOf(Grader.Done.class);
        return ((Grader.Done) graded).feedback();
    }

    void expectNoProcessLeft() throws InterruptedException {
        for (int i = 0; i < 50 && left().findAny().isPresent(); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertThat(left()).isEmpty();
    }

    private Stream<ProcessHandle> left() {
        return ProcessHandle.current().descendants().filter(each -> !ownProcesses.contains(each));
    }

    @Override
    public void close() {
        compiler.close();
    }
}
