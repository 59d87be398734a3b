package lockstep.grader.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.submission.PackageDeclaration;
import lockstep.grader.submission.SourceFile;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Finding;
import lockstep.grader.verdict.SourceLocation;

/** Has a submission compiled as Java 17, against the kit's given classes and nothing else, and keeps its classes. */
public final class SubmissionCompiler {

    private final Examiner examiner;

    /** @param examiner what does the compiling */
    public SubmissionCompiler(Examiner examiner) {
        this.examiner = examiner;
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
            return new CompileOutcome.Refused(CompileOutcome.Reason.NOT_COMPILED, wrongPackage.get());
        }
        GivenClasses given = new GivenClasses(exercise);
        Path api = scratch.resolve("api");
        ClassesInMemory.write(given.asShipped(), api);
        Examined examined = examiner.examine(exercise, sources, api);
        if (examined instanceof CompileOutcome withoutClasses) {
            return withoutClasses;
        }
        Map<String, byte[]> classes = ((Examined.Admitted) examined).classes();
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
}
