package lockstep.grader.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import lockstep.grader.submission.SourceFile;

/**
 * One run of the JDK's compiler over sources in memory, in a thread of its own that is given up at a deadline.
 *
 * <p>The thread cannot be killed: it ends when the compiler next asks for a file, or with this JVM.
 */
final class JavacRun {

    private static final long STACK_BYTES = 16L * 1024 * 1024;

    private static final List<String> OPTIONS = List.of(
            "--release", "17", "-proc:none", "-g", "-Xlint:none", "-nowarn", "-Xmaxerrs", "20", "-implicit:none");

    /** What a run came to: classes, messages, or a reason why the compiler did neither. */
    sealed interface Result {
        /** Classes by binary name. */
        record Classes(Map<String, byte[]> classes) implements Result {}

        /** Errors in the order of the compiler. */
        record Errors(List<Diagnostic<? extends JavaFileObject>> errors) implements Result {}

        /** The compiler was given up. */
        record GaveUp(String because) implements Result {}
    }

    private final JavaCompiler compiler;
    private final Duration deadline;

    JavacRun(JavaCompiler compiler, Duration deadline) {
        this.compiler = compiler;
        this.deadline = deadline;
    }

    /**
     * Compiles.
     *
     * @param classPath the only classes that the sources see beside the platform's
     */
    Result compile(List<SourceFile> sources, Path classPath) throws InterruptedException {
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
            return await(task, files, diagnostics);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Result await(
            JavaCompiler.CompilationTask task, ClassesInMemory files, DiagnosticCollector<JavaFileObject> diagnostics)
            throws InterruptedException {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        Thread thread = new Thread(null, () -> run(task, done), "compiler", STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            if (done.get(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Result.Classes(files.classes());
            }
        } catch (TimeoutException e) {
            files.abandon();
            return new Result.GaveUp("it was not done after " + deadline.toSeconds() + " s");
        } catch (ExecutionException e) {
            return new Result.GaveUp(reason(e));
        }
        List<Diagnostic<? extends JavaFileObject>> errors = diagnostics.getDiagnostics().stream()
                .<Diagnostic<? extends JavaFileObject>>map(diagnostic -> diagnostic)
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .toList();
        // It also fails without a message: its stack or the heap was too small, or a limit was met.
        return errors.isEmpty()
                ? new Result.GaveUp("it ran out of stack or memory, or made too many classes")
                : new Result.Errors(errors);
    }

    private static void run(JavaCompiler.CompilationTask task, CompletableFuture<Boolean> done) {
        try {
            done.complete(task.call());
        } catch (Throwable thrown) {
            // Sources can make the compiler overflow its stack or exhaust the heap.
            done.completeExceptionally(thrown);
        }
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
