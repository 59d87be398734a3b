package lockstep.grader.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import lockstep.grader.check.Progress;
import lockstep.grader.check.Stage;
import lockstep.grader.compile.UnfitLocaleException;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.exercise.Grounds;
import lockstep.grader.score.ExerciseResult;
import lockstep.grader.score.ExerciseResult.FirstQuestion;
import lockstep.grader.verdict.CheckId;
import lockstep.grader.verdict.CheckResult;
import lockstep.grader.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/** The answers of one exercise while they come in; knows which check's ground holds. */
final class Answers {

    private final Exercise exercise;
    private final Progress progress;
    private final Map<CheckId, CheckResult> results = new LinkedHashMap<>();
    private final Grounds grounds;
    private FirstQuestion firstQuestion = FirstQuestion.COMPILES;
    private @Nullable String fault;

    Answers(Exercise exercise, Progress progress) {
        this.exercise = exercise;
        this.progress = progress;
        this.grounds = new Grounds(exercise.rubric().checks());
    }

    /** Answers the check on which all others rest by what broke the grader before it could be asked. */
    void notCompiled(Throwable thrown, Duration elapsed) {
        compiled(FirstQuestion.COMPILES, errored("compiling it", thrown), elapsed);
    }

    /** Answers the check on which all others rest. */
    void compiled(FirstQuestion question, Verdict verdict, Duration elapsed) {
        firstQuestion = question;
        CheckSpec check = question.of(exercise.rubric().checks().get(0));
        progress.checkStarted(check);
        answer(check, verdict, elapsed);
    }

    /**
     * Has a stage answer its checks, those with a ground among them, too. A check whose ground failed is skipped, one whose
     * ground is undecided stays undecided; one that rests on a stage that is not asked stays open.
     */
    void ask(Stage stage, Function<List<CheckSpec>, List<CheckResult>> judge, LongSupplier nanoClock) {
        List<CheckSpec> asked = new ArrayList<>();
        Set<CheckId> coming = new HashSet<>();
        // A rubric's checks come after their ground.
        for (CheckSpec check : exercise.rubric().of(stage.kind())) {
            boolean standsFirm =
                    check.ground().stream().allMatch(ground -> grounds.isKnown(ground) || coming.contains(ground));
            Verdict missing = grounds.missing(check).orElse(null);
            if (results.containsKey(check.id()) || !standsFirm) {
                continue;
            } else if (missing != null) {
                answer(check, missing, Duration.ZERO);
            } else {
                asked.add(check);
                coming.add(check.id());
            }
        }
        if (!asked.isEmpty()) {
            record(stage, asked, judge, nanoClock);
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
        Map<CheckId, CheckResult> byCheck = new HashMap<>();
        answers.forEach(result -> byCheck.put(result.id(), result));
        for (CheckSpec check : checks) {
            CheckResult result = byCheck.get(check.id());
            if (result != null) {
                // A stage may not know on what a check rests that it was asked along with.
                Verdict missing = grounds.missing(check).orElse(null);
                keep(missing == null ? result : new CheckResult(check.id(), missing, result.elapsed()));
            } else {
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

    private void answer(CheckSpec check, Verdict verdict, Duration elapsed) {
        CheckResult result = new CheckResult(check.id(), verdict, elapsed);
        keep(result);
        progress.checkFinished(check, result);
    }

    private void keep(CheckResult result) {
        results.put(result.id(), result);
        grounds.note(result.id(), result.verdict());
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
                ? new ExerciseResult(exercise, status, remark, all, firstQuestion)
                : new ExerciseResult(
                        exercise,
                        ExerciseResult.Status.FAULT,
                        "Not graded to its end, by a fault of the grader: " + fault,
                        all);
    }
}
