package lockstep.grader.compile;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import lockstep.grader.submission.SourceFile;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/**
 * The compiler of this JVM, over sources in memory, in the calling thread. Sources can make it run for ever, and nothing
 * but the end of the JVM ends it then: whoever does not know the sources runs it in a JVM that may be ended.
 */
final class JavacRun {

    private static final List<String> OPTIONS = List.of(
            "--release", "17", "-proc:none", "-g", "-Xlint:none", "-nowarn", "-Xmaxerrs", "20", "-implicit:none");

    /** Finds the types of what it can, in spite of errors elsewhere. */
    private static final List<String> UP_TO_TYPES = Stream.concat(
                    OPTIONS.stream(), Stream.of("--should-stop=ifError=FLOW"))
            .toList();

    private final JavaCompiler compiler = NoCompilerException.orCompiler();

    /**
     * Compiles.
     *
     * @param classPath a folder with the only classes that the sources see beside the platform's
     */
    JavacAnswer compile(List<SourceFile> sources, Path classPath) {
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        StandardJavaFileManager platform =
                compiler.getStandardFileManager(diagnostics, Locale.ENGLISH, StandardCharsets.UTF_8);
        try (ClassesInMemory files = new ClassesInMemory(platform)) {
            platform.setLocationFromPaths(StandardLocation.CLASS_PATH, List.of(classPath));
            return task(sources, files, diagnostics, OPTIONS).call()
                    ? new JavacAnswer.Classes(files.classes())
                    : errors(diagnostics, sources, files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException | Error e) {
            // Sources can make the compiler overflow its stack, exhaust the heap, and meet its own bugs.
            return new JavacAnswer.GaveUp(reason(e));
        }
    }

    private JavacTask task(
            List<SourceFile> sources,
            JavaFileManager files,
            DiagnosticCollector<JavaFileObject> diagnostics,
            List<String> options) {
        JavacTask task = (JavacTask) compiler.getTask(
                Writer.nullWriter(),
                files,
                diagnostics,
                options,
                null,
                sources.stream().map(InMemorySource::new).toList());
        task.setLocale(Locale.ENGLISH);
        return task;
    }

    private JavacAnswer errors(
            DiagnosticCollector<JavaFileObject> diagnostics, List<SourceFile> sources, JavaFileManager files) {
        List<Diagnostic<? extends JavaFileObject>> found = diagnostics.getDiagnostics().stream()
                .<Diagnostic<? extends JavaFileObject>>map(each -> each)
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .toList();
        Function<Diagnostic<? extends JavaFileObject>, Clue> clues = clues(found, sources, files);
        List<JavacAnswer.Message> errors = found.stream()
                .map(error -> new JavacAnswer.Message(
                        code(error), error.getMessage(Locale.ENGLISH), location(error), clues.apply(error)))
                .toList();
        // It also fails without a message: its stack or the heap was too small, or a limit was met.
        return errors.isEmpty()
                ? new JavacAnswer.GaveUp("it ran out of stack or memory, or made too many classes")
                : new JavacAnswer.Errors(errors);
    }

    /** Whatever becomes of the search for clues, the compiler's messages are worth telling without them. */
    private Function<Diagnostic<? extends JavaFileObject>, Clue> clues(
            List<Diagnostic<? extends JavaFileObject>> errors, List<SourceFile> sources, JavaFileManager files) {
        if (errors.stream().noneMatch(error -> Clues.mayHelp(code(error)))) {
            return error -> new Clue.None();
        }
        try {
            Clues clues = Clues.in(task(sources, files, new DiagnosticCollector<>(), UP_TO_TYPES));
            return error -> {
                try {
                    return clues.of(code(error), error);
                } catch (RuntimeException | Error e) {
                    return new Clue.None();
                }
            };
        } catch (IOException | RuntimeException | Error e) {
            return error -> new Clue.None();
        }
    }

    private static String code(Diagnostic<?> error) {
        return String.valueOf(error.getCode()).replaceFirst("^compiler\\.err\\.", "");
    }

    private static @Nullable SourceLocation location(Diagnostic<? extends JavaFileObject> error) {
        return error.getSource() instanceof InMemorySource source && error.getLineNumber() >= 1
                ? new SourceLocation(source.source().path(), (int) error.getLineNumber())
                : null;
    }

    private static String reason(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        if (root instanceof StackOverflowError) {
            return "it ran out of stack";
        }
        if (root instanceof OutOfMemoryError) {
            return "it ran out of memory";
        }
        return root instanceof ClassesInMemory.TooMuch ? String.valueOf(root.getMessage()) : "it failed with " + root;
    }
}
