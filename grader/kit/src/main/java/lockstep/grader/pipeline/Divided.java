package lockstep.grader.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lockstep.grader.check.Progress;
import lockstep.grader.check.RunSettings;
import lockstep.grader.check.Stage;
import lockstep.grader.compile.CompiledSubmission;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.verdict.CheckId;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.CheckResult;

/**
 * A stage that is asked its checks in parts, side by side, while there are idle cores. A check may be asked beside its
 * ground then, and is answered in vain where the ground does not hold.
 */
public record Divided(Stage stage, Cores cores) implements Stage {

    /** With fewer checks a part would hardly be worth the start of its worker. */
    private static final int LEAST_CHECKS = 2;

    @Override
    public CheckKind kind() {
        return stage.kind();
    }

    @Override
    public boolean needsWholeMachine() {
        return stage.needsWholeMachine();
    }

    @Override
    public List<CheckResult> judge(
            CompiledSubmission submission, List<CheckSpec> checks, RunSettings settings, Progress progress) {
        return inParts(checks, part -> stage.judge(submission, part, settings, progress));
    }

    @Override
    public List<CheckResult> judgeReference(
            CompiledSubmission reference, List<CheckSpec> checks, RunSettings settings) {
        return inParts(checks, part -> stage.judgeReference(reference, part, settings));
    }

    private List<CheckResult> inParts(List<CheckSpec> checks, Function<List<CheckSpec>, List<CheckResult>> judge) {
        List<CheckResult> results = cores.withIdleOnes(checks.size() / LEAST_CHECKS - 1, idle -> {
            List<Callable<List<CheckResult>>> parts = dealt(checks, idle + 1).stream()
                    .<Callable<List<CheckResult>>>map(part -> () -> judge.apply(part))
                    .toList();
            return Lanes.sideBySide(parts).stream().flatMap(List::stream).toList();
        });
        Map<CheckId, CheckResult> byCheck = results.stream().collect(Collectors.toMap(CheckResult::id, each -> each));
        return checks.stream()
                .map(check -> Objects.requireNonNull(byCheck.get(check.id()), "an answer to " + check.id()))
                .toList();
    }

    /** Deals the checks out like cards: those that take long stand together in many a rubric. */
    private static List<List<CheckSpec>> dealt(List<CheckSpec> checks, int parts) {
        List<List<CheckSpec>> dealt = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            int first = part;
            dealt.add(IntStream.range(0, checks.size())
                    .filter(check -> check % parts == first)
                    .mapToObj(checks::get)
                    .toList());
        }
        return dealt;
    }
}
