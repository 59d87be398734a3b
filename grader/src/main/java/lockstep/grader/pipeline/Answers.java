package lockstep.grader.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import lockstep.grader.check.Progress;
import lockstep.grader.check.Stage;
import lockstep.grader.compile.UnfitLocaleException;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.score.ExerciseResult;
import lockstep.grader.verdict.CheckId;
import lockstep.grader.verdict.CheckResult;
import lockstep.grader.verdict.Outcome;
import lockstep.grader.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/** The answers of one exercise while they come in; knows which check's ground holds. */
final class Answers {

    private final Exercise exercise;
    private final Progress progress;
    private final Map<CheckId, CheckResult> results = new LinkedHashMap<>();
    private @Nullable String fault;

    Answers(Exercise exercise, Progress progress) {
        this.exercise = exercise;
        this.progress = progress;
    }

    /** Answers the check on which all others rest by what broke the grader before it could be asked. */
    void notCompiled(Throwable thrown, Duration elapsed) {
        compiled(errored("compiling it", thrown), elapsed);
    }

    /** Answers the check on which all others rest. */
    void compiled(Verdict verdict, Duration elapsed) {
        CheckSpec check = exercise.rubric().checks().get(0);
        progress.checkStarted(check);
        answer(check, verdict, elapsed);
    }

    /**
     * Has a stage answer its checks: those whose ground holds, and then those that rest on these, until none is left.
     * A check whose ground failed is skipped, one whose ground is undecided stays undecided.
     */
    void ask(Stage stage, Function<List<CheckSpec>, List<CheckResult>> judge, LongSupplier nanoClock) {
        List<CheckSpec> open = new ArrayList<>(exercise.rubric().of(stage.kind()));
        open.removeIf(check -> results.containsKey(check.id()));
        while (!open.isEmpty()) {
            // A rubric's checks come after their ground, so the first open one always has its ground answered.
            List<CheckSpec> decidable = open.stream()
                    .filter(check -> results.keySet().containsAll(check.ground()))
                    .toList();
            if (decidable.isEmpty()) {
                // What they rest on belongs to a stage that is not asked, so they are not either.
                return;
            }
            open.removeAll(decidable);
            List<CheckSpec> grounded = new ArrayList<>();
            for (CheckSpec check : decidable) {
                Verdict missing = missingGround(check);
                if (missing == null) {
                    grounded.add(check);
                } else {
                    answer(check, missing, Duration.ZERO);
                }
            }
            if (!grounded.isEmpty()) {
                record(stage, grounded, judge, nanoClock);
            }
        }
    }

    /** Whatever a stage throws is a bug of ours, and no reason to lose the other exercises' answers. */
    private void record(
            Stage stage,
            List<CheckSpec> checks,
            Function<List<CheckSpec>, List<CheckResult>> judge,
            LongSupplier nanoClock) {
        long before = nanoClock.getAsLong();
        List<CheckResult> answers;
        try {
            answers = judge.apply(checks);
        } catch (CancellationException e) {
            throw e;
        } catch (Throwable e) {
            Duration elapsed = Duration.ofNanos(nanoClock.getAsLong() - before);
            Verdict errored = errored("the " + stage.kind().word() + " stage", e);
            checks.forEach(check -> answer(check, errored, elapsed));
            return;
        }
        answers.forEach(result -> results.put(result.id(), result));
        for (CheckSpec check : checks) {
            if (!results.containsKey(check.id())) {
                answer(
                        check,
                        new Verdict.Errored("the " + stage.kind().word() + " stage gave no answer"),
                        Duration.ZERO);
            }
        }
    }

    private Verdict errored(String what, Throwable how) {
        String words = how instanceof UnfitLocaleException
                ? String.valueOf(how.getMessage())
                : what + " broke: " + how + (how.getStackTrace().length == 0 ? "" : " at " + how.getStackTrace()[0]);
        fault = fault == null ? words : fault + "; " + words;
        return new Verdict.Errored(words);
    }

    private @Nullable Verdict missingGround(CheckSpec check) {
        for (CheckId ground : check.ground()) {
            CheckResult result = results.get(ground);
            Outcome outcome =
                    result == null ? Outcome.SKIPPED : result.verdict().outcome();
            if (outcome.isPending()) {
                return new Verdict.Inconclusive(
                        "it rests on “" + title(ground) + "”, which could not be decided", List.of(), ground);
            }
            if (outcome != Outcome.PASSED) {
                return new Verdict.Skipped("it rests on “" + title(ground) + "”, which did not pass");
            }
        }
        return null;
    }

    private String title(CheckId id) {
        return exercise.rubric().checks().stream()
                .filter(check -> check.id().equals(id))
                .map(CheckSpec::title)
                .findFirst()
                .orElse(id.toString());
    }

    private void answer(CheckSpec check, Verdict verdict, Duration elapsed) {
        CheckResult result = new CheckResult(check.id(), verdict, elapsed);
        results.put(check.id(), result);
        progress.checkFinished(check, result);
    }

    /**
     * Closes the exercise. Where something of the grader's broke over it, that is its status, whatever else was found.
     *
     * @param rest why the checks that are still open were not asked
     */
    ExerciseResult end(ExerciseResult.Status status, String rest, @Nullable String remark) {
        List<CheckResult> all = new ArrayList<>();
        for (CheckSpec check : exercise.rubric().checks()) {
            CheckResult result = results.get(check.id());
            all.add(result != null ? result : new CheckResult(check.id(), new Verdict.Skipped(rest), Duration.ZERO));
        }
        return fault == null
                ? new ExerciseResult(exercise, status, remark, all)
                : new ExerciseResult(
                        exercise,
                        ExerciseResult.Status.FAULT,
                        "Not graded to its end, by a fault of the grader: " + fault,
                        all);
    }
}
