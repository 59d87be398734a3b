package lockstep.grader.compile;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.submission.SourceFile;
import lockstep.grader.verdict.Finding;

/**
 * Compiles in the calling thread and compares what came out with the stub. Whoever does not know the sources does this in
 * a JVM that may be ended.
 */
public final class DirectCompiler implements Examiner {

    private final JavacRun javac = new JavacRun();

    @Override
    public Examined examine(Exercise exercise, List<SourceFile> sources, Path api) {
        JavacAnswer answer = javac.compile(sources, api);
        if (answer instanceof JavacAnswer.Errors errors) {
            return refused(CompilerFindings.of(errors.errors(), sources));
        }
        if (answer instanceof JavacAnswer.GaveUp gaveUp) {
            return CompileOutcome.Refused.unfinished(gaveUp.because());
        }
        Map<String, byte[]> classes = ((JavacAnswer.Classes) answer).classes();
        Optional<Finding> finding = Territory.find(exercise, classes)
                .or(() -> LongNames.find(classes.keySet()))
                .or(() -> new SignatureCheck(exercise, classes, sources).find());
        if (finding.isPresent()) {
            return refused(finding.get());
        }
        byte[] written = Objects.requireNonNull(classes.get(exercise.stub().getName()));
        return Unwritten.isStub(SignatureCheck.stubBytes(exercise), written)
                ? new CompileOutcome.NotWritten(exercise.stub().getSimpleName()
                        + " is still as the kit ships it: every method says \"not written yet\".")
                : new Examined.Admitted(classes);
    }

    private static Examined refused(Finding finding) {
        return new CompileOutcome.Refused(CompileOutcome.Reason.NOT_COMPILED, finding);
    }
}
