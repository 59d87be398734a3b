package lockstep.grader.check.race;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import lockstep.engine.Schedule;
import lockstep.grader.check.Progress;
import lockstep.grader.check.RunSettings;
import lockstep.grader.check.Stage;
import lockstep.grader.check.UnderControl;
import lockstep.grader.check.WorkerProgress;
import lockstep.grader.compile.CompiledSubmission;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.CheckResult;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Verdict;
import lockstep.grader.worker.WorkerLimits;
import lockstep.grader.worker.WorkerTask;
import lockstep.grader.worker.Workers;

/**
 * Looks for race conditions: each scenario runs under control in many orders of its threads' steps, then on real threads.
 */
public final class RaceStage implements Stage {

    /** What a student should know about a race check that passed. */
    public static final String BLIND_SPOTS =
            "Tried in many orders of the threads' steps, not proved: a scenario is two or three threads with a few"
                    + " operations each. What needs more threads or more switches than were tried can stay unseen.";

    private static final WorkerLimits LIMITS =
            new WorkerLimits(Duration.ofSeconds(45), Duration.ofSeconds(30), WorkerLimits.HEAP_MEGABYTES, 1 << 20);

    /**
     * The optimising compiler turns a loop of increments into one addition, after which bulk rounds are single steps.
     * Where it never comes, the code that gathers profiles for it is pure loss: without, the engine is twice as fast.
     */
    static final List<String> JVM_FLAGS = List.of("-XX:TieredStopAtLevel=1");

    private final Workers workers;

    public RaceStage(Workers workers) {
        this.workers = workers;
    }

    @Override
    public CheckKind kind() {
        return CheckKind.RACE;
    }

    @Override
    public boolean needsWholeMachine() {
        return false;
    }

    @Override
    public List<CheckResult> judge(
            CompiledSubmission submission, List<CheckSpec> checks, RunSettings settings, Progress progress) {
        List<CheckResult> results = run(submission, checks, RaceSettings.options(settings), progress);
        Map<String, String> options = new HashMap<>(RaceSettings.options(settings));
        List<CheckSpec> uncontrolled = new ArrayList<>();
        for (CheckResult result : results) {
            whyUncontrolled(result).ifPresent(why -> {
                options.put(RaceJob.UNCONTROLLED + result.id(), why);
                checks.stream().filter(check -> check.id().equals(result.id())).forEach(uncontrolled::add);
            });
        }
        return uncontrolled.isEmpty() ? results : replaced(results, run(submission, uncontrolled, options, progress));
    }

    /** Under control, the reference is always decided; what stays undecided is what is left to real threads. */
    @Override
    public List<CheckResult> judgeReference(
            CompiledSubmission reference, List<CheckSpec> checks, RunSettings settings) {
        Map<String, String> options = new HashMap<>(RaceSettings.options(settings));
        checks.forEach(check -> options.put(RaceJob.UNCONTROLLED + check.id(), "it was not asked"));
        return run(reference, checks, options, Progress.silent());
    }

    private List<CheckResult> run(
            CompiledSubmission submission, List<CheckSpec> checks, Map<String, String> settings, Progress progress) {
        Map<String, String> options = new HashMap<>(settings);
        options.put(UnderControl.CLASSES, submission.classes().toAbsolutePath().toString());
        WorkerTask task = WorkerTask.on(submission, RaceJob.class, checks, options, LIMITS, JVM_FLAGS);
        return workers.run(task, new WorkerProgress(progress));
    }

    private static List<CheckResult> replaced(List<CheckResult> results, List<CheckResult> later) {
        return results.stream()
                .map(result -> later.stream()
                        .filter(other -> other.id().equals(result.id()))
                        .findFirst()
                        .orElse(result))
                .toList();
    }

    private static Optional<String> whyUncontrolled(CheckResult result) {
        return result.verdict() instanceof Verdict.Inconclusive undecided
                ? undecided.evidence().stream()
                        .filter(Evidence.Exploration.class::isInstance)
                        .map(evidence -> ((Evidence.Exploration) evidence).notControlled())
                        .filter(Objects::nonNull)
                        .findFirst()
                : Optional.empty();
    }

    /** Returns whether a text is a schedule, as an interleaving in the feedback names it. */
    public static boolean isSchedule(String text) {
        try {
            return text.equals(Schedule.parse(text).toString());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Runs one order of one check's scenario again.
     *
     * @param schedule as an {@link lockstep.grader.verdict.Evidence.Interleaving} holds it
     * @return FAILED if that order shows a fault, PASSED if it shows none, INCONCLUSIVE if it cannot be controlled
     */
    public CheckResult replay(
            CompiledSubmission submission, CheckSpec check, String schedule, RunSettings settings, Progress progress) {
        Map<String, String> options = new HashMap<>(RaceSettings.options(settings));
        options.put(RaceJob.REPLAY, schedule);
        return run(submission, List.of(check), options, progress).get(0);
    }
}
