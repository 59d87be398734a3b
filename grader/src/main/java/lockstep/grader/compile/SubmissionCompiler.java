package lockstep.grader.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.submission.PackageDeclaration;
import lockstep.grader.submission.SourceFile;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Finding;
import lockstep.grader.verdict.SourceLocation;

/**
 * Compiles a submission as Java 17 with this JDK's own compiler, against the kit's given classes and nothing else, and
 * compares what came out with the stub.
 */
public final class SubmissionCompiler {

    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final JavacRun javac;
    private final CompileTrial trial;

    private SubmissionCompiler(JavacRun javac, CompileTrial trial) {
        this.javac = javac;
        this.trial = trial;
    }

    /** Returns one that has sources of a suspicious shape compiled for trial first: a compiler in here cannot be ended. */
    public SubmissionCompiler trying(CompileTrial trial) {
        return new SubmissionCompiler(javac, trial);
    }

    /** Returns a compiler; throws {@code IllegalStateException} on a Java runtime that has none. */
    public static SubmissionCompiler ofThisJdk() {
        return withDeadline(DEADLINE);
    }

    static SubmissionCompiler withDeadline(Duration deadline) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalStateException("a JDK is needed, and this is a Java runtime without the compiler");
        }
        return new SubmissionCompiler(
                new JavacRun(compiler, deadline), (sources, classPath, scratch) -> Optional.empty());
    }

    /**
     * Compiles one exercise's sources.
     *
     * @param scratch an empty folder, which the caller owns: the classes go into {@code classes} and {@code given} in it
     * @throws UnfitLocaleException if this JVM cannot name their files
     */
    public CompileOutcome compile(Exercise exercise, List<SourceFile> sources, Path scratch) {
        try {
            return compileIn(exercise, sources, scratch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while compiling " + exercise.id());
        }
    }

    private CompileOutcome compileIn(Exercise exercise, List<SourceFile> sources, Path scratch)
            throws IOException, InterruptedException {
        UnfitLocaleException.check(
                "the file", sources.stream().map(SourceFile::path).toList());
        Optional<Finding> wrongPackage = wrongPackage(exercise, sources);
        if (wrongPackage.isPresent()) {
            return new CompileOutcome.Refused(wrongPackage.get());
        }
        GivenClasses given = new GivenClasses(exercise);
        Path api = scratch.resolve("api");
        ClassesInMemory.write(given.asShipped(), api);
        if (Suspicion.of(sources)) {
            Optional<String> failure = trial.failure(sources, api, scratch.resolve("trial"));
            if (failure.isPresent()) {
                return new CompileOutcome.Refused(gaveUp(failure.get()));
            }
        }
        JavacRun.Result result = javac.compile(sources, api);
        if (result instanceof JavacRun.Result.Errors errors) {
            return new CompileOutcome.Refused(CompilerFindings.of(errors.errors()));
        }
        if (result instanceof JavacRun.Result.GaveUp gaveUp) {
            return new CompileOutcome.Refused(gaveUp(gaveUp.because()));
        }
        Map<String, byte[]> classes = ((JavacRun.Result.Classes) result).classes();
        Optional<Finding> finding = Territory.find(exercise, classes)
                .or(() -> LongNames.find(classes.keySet()))
                .or(() -> new SignatureCheck(exercise, classes, sources).find());
        if (finding.isPresent()) {
            return new CompileOutcome.Refused(finding.get());
        }
        String stubName = exercise.stub().getName();
        if (Unwritten.isStub(
                SignatureCheck.stubBytes(exercise), java.util.Objects.requireNonNull(classes.get(stubName)))) {
            return new CompileOutcome.NotWritten(exercise.stub().getSimpleName()
                    + " is still as the kit ships it: every method says \"not written yet\".");
        }
        UnfitLocaleException.check("the class", classes.keySet());
        CompiledSubmission compiled =
                new CompiledSubmission(exercise, scratch.resolve("classes"), scratch.resolve("given"), sources);
        ClassesInMemory.write(classes, compiled.classes());
        ClassesInMemory.write(given.asGraded(), compiled.given());
        return new CompileOutcome.Compiled(compiled);
    }

    /** A wrong package makes the compiler miss the given classes, and its messages would tell of those instead. */
    private static Optional<Finding> wrongPackage(Exercise exercise, List<SourceFile> sources) {
        for (SourceFile source : sources) {
            PackageDeclaration found = PackageDeclaration.of(source);
            if (!found.name().equals(exercise.packageName())) {
                SourceLocation location = new SourceLocation(source.path(), found.line());
                String expected = "package " + exercise.packageName() + ";";
                String message = found.name().isEmpty()
                        ? "expected " + expected + " as the first line, found no package declaration"
                        : "expected " + expected + ", found package " + found.name() + ";";
                return Optional.of(
                        new Finding(
                                source.path().substring(source.path().lastIndexOf('/') + 1) + ": " + message + ".",
                                RefusalAdvice.of("Write " + expected + " above the imports, and nothing before it but"
                                        + " comments."),
                                location,
                                List.of(
                                        new Evidence.CompilerMessage(
                                                location,
                                                message,
                                                "The package line says where a class belongs; the kit looks for it in its own place."))));
            }
        }
        return Optional.empty();
    }

    private static Finding gaveUp(String because) {
        String message = "The compiler gave up on these sources: " + because;
        return new Finding(
                message + ".",
                RefusalAdvice.of("Compile it on your own machine, and write what is nested, repeated or generated in a"
                        + " simpler way."),
                null,
                List.of(new Evidence.CompilerMessage(
                        null, message, "Something in them is nested, repeated or generated beyond measure.")));
    }
}
