package lockstep.grader.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import lockstep.grader.compile.Javac;
import lockstep.grader.compile.JavacAnswer;
import lockstep.grader.submission.SourceFile;
import lockstep.grader.worker.protocol.CompileRequest;
import org.jspecify.annotations.Nullable;

/**
 * The compiler in a JVM of its own, which compiles one submission after the other. Sources on which the compiler does not
 * come to an end cost that JVM; the next ones get a new one. Safe for use from several threads, which take turns.
 */
public final class CompilerProcess implements Javac, AutoCloseable {

    private final Duration mostProcessorTime;
    private @Nullable CompilerJvm jvm;

    private CompilerProcess(Duration mostProcessorTime) {
        this.mostProcessorTime = mostProcessorTime;
    }

    /** Starts it; whoever needs it soon does so early, and it is ready when it is asked. */
    public static CompilerProcess start() {
        return start(Duration.ofSeconds(20));
    }

    static CompilerProcess start(Duration mostProcessorTime) {
        if (ModuleLayer.boot().findModule("jdk.compiler").isEmpty()) {
            throw new IllegalStateException("a JDK is needed, and this is a Java runtime without the compiler");
        }
        CompilerProcess compiler = new CompilerProcess(mostProcessorTime);
        compiler.running();
        return compiler;
    }

    @Override
    public synchronized JavacAnswer compile(List<SourceFile> sources, Path classPath) throws InterruptedException {
        CompileRequest request = CompileRequest.of(sources, classPath);
        try {
            return ask(running(), request);
        } catch (IOException endedFromOutsidePerhaps) {
            return askAgain(request);
        }
    }

    /** What ends a second one, too, is the sources' fault, unless it ended before it was asked. */
    private JavacAnswer askAgain(CompileRequest request) throws InterruptedException {
        CompilerJvm second = running();
        try {
            return ask(second, request);
        } catch (IOException e) {
            if (second.cameUp()) {
                return new JavacAnswer.GaveUp("it ended without a word");
            }
            throw new UncheckedIOException("the compiler's JVM does not come up", e);
        }
    }

    private JavacAnswer ask(CompilerJvm it, CompileRequest request) throws IOException, InterruptedException {
        boolean fit = false;
        try {
            JavacAnswer answer = it.ask(request, mostProcessorTime);
            // A compiler that ran out of something is not fit to compile anybody else's.
            fit = !(answer instanceof JavacAnswer.GaveUp);
            return answer;
        } finally {
            if (!fit) {
                close();
            }
        }
    }

    private synchronized CompilerJvm running() {
        CompilerJvm it = jvm;
        if (it == null) {
            try {
                it = CompilerJvm.start();
            } catch (IOException e) {
                throw new UncheckedIOException("the compiler's JVM could not be started", e);
            }
            jvm = it;
        }
        return it;
    }

    @Override
    public synchronized void close() {
        if (jvm != null) {
            jvm.close();
            jvm = null;
        }
    }
}
