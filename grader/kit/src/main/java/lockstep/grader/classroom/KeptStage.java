package lockstep.grader.classroom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lockstep.grader.check.Progress;
import lockstep.grader.check.RunSettings;
import lockstep.grader.check.Stage;
import lockstep.grader.compile.CompiledSubmission;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.submission.SourceFile;
import lockstep.grader.verdict.CheckId;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.CheckResult;

/**
 * A stage that remembers: it asks the stage behind it only what the store does not know.
 *
 * @param kit what identifies the grader and its machine; answers of another kit do not count
 */
public record KeptStage(Stage stage, AnswerStore store, String kit) implements Stage {

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
        Map<CheckId, CheckResult> results = new LinkedHashMap<>();
        List<CheckSpec> open = new ArrayList<>();
        for (CheckSpec check : checks) {
            store.result(key(submission, check, settings))
                    .filter(result -> result.id().equals(check.id()))
                    .ifPresentOrElse(result -> results.put(check.id(), result), () -> open.add(check));
        }
        if (!open.isEmpty()) {
            List<CheckResult> answers = stage.judge(submission, open, settings, progress);
            for (int i = 0; i < answers.size(); i++) {
                CheckResult answer = answers.get(i);
                results.put(answer.id(), answer);
                keep(key(submission, open.get(i), settings), answer);
            }
        }
        return checks.stream()
                .map(check -> Objects.requireNonNull(results.get(check.id()), "an answer to " + check.id()))
                .toList();
    }

    private void keep(String key, CheckResult answer) {
        try {
            store.keep(key, answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String key(CompiledSubmission submission, CheckSpec check, RunSettings settings) {
        List<String> parts = new ArrayList<>(List.of(
                kit,
                check.id().toString(),
                Long.toHexString(settings.seed()),
                settings.budget().name()));
        for (SourceFile source : submission.sources()) {
            parts.add(source.path());
            parts.add(source.text());
        }
        return AnswerStore.key(parts);
    }
}
