package lockstep.grader.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
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

    private final JavaCompiler compiler;

    /** Throws {@code IllegalStateException} on a Java runtime that has no compiler. */
    JavacRun() {
        JavaCompiler found = ToolProvider.getSystemJavaCompiler();
        if (found == null) {
            throw new IllegalStateException("a JDK is needed, and this is a Java runtime without the compiler");
        }
        compiler = found;
    }

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
            JavaCompiler.CompilationTask task = compiler.getTask(
                    Writer.nullWriter(),
                    files,
                    diagnostics,
                    OPTIONS,
                    null,
                    sources.stream().map(InMemorySource::new).toList());
            task.setLocale(Locale.ENGLISH);
            return task.call() ? new JavacAnswer.Classes(files.classes()) : errors(diagnostics);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException | Error e) {
            // Sources can make the compiler overflow its stack, exhaust the heap, and meet its own bugs.
            return new JavacAnswer.GaveUp(reason(e));
        }
    }

    private static JavacAnswer errors(DiagnosticCollector<JavaFileObject> diagnostics) {
        List<JavacAnswer.Message> errors = diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(error -> new JavacAnswer.Message(
                        String.valueOf(error.getCode()), error.getMessage(Locale.ENGLISH), location(error)))
                .toList();
        // It also fails without a message: its stack or the heap was too small, or a limit was met.
        return errors.isEmpty()
                ? new JavacAnswer.GaveUp("it ran out of stack or memory, or made too many classes")
                : new JavacAnswer.Errors(errors);
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
