package lockstep.grader.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import lockstep.grader.compile.CompileOutcome;
import lockstep.grader.compile.Examined;
import lockstep.grader.compile.Examiner;
import lockstep.grader.compile.NoCompilerException;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.submission.SourceFile;
import lockstep.grader.verdict.Verdict;
import lockstep.grader.worker.protocol.CompilerAnswer;
import lockstep.grader.worker.protocol.CompilerRequest;
import org.jspecify.annotations.Nullable;

/**
 * The compiler, the gate and all others that read a submission's classes, in a JVM of their own, which takes one request
 * after the other. Sources and classes on which they do not come to an end cost that JVM; the next ones get a new one.
 * Safe for use from several threads, which take turns.
 */
public final class CompilerProcess implements Examiner, AutoCloseable {

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
        NoCompilerException.expectCompiler();
        CompilerProcess compiler = new CompilerProcess(mostProcessorTime);
        compiler.running();
        return compiler;
    }

    @Override
    public Examined examine(Exercise exercise, List<SourceFile> sources, Path api) throws InterruptedException {
        CompilerAnswer answer = ask(CompilerRequest.Examine.of(exercise, sources, api));
        return answer instanceof CompilerAnswer.OfSources ofSources
                ? ofSources.examined()
                : CompileOutcome.Refused.unfinished(((CompilerAnswer.Unfinished) answer).because());
    }

    /**
     * Has a job answer a check about class files.
     *
     * @param classes a folder with a submission's classes
     * @param unfinished makes a verdict of the reason why the job did not come to an end with these classes
     */
    public Verdict judge(
            Class<? extends ClassFileJob> job, Path classes, CheckSpec check, Function<String, Verdict> unfinished)
            throws InterruptedException {
        CompilerAnswer answer = ask(new CompilerRequest.Judge(
                job.getName(), classes.toAbsolutePath().toString(), check));
        return answer instanceof CompilerAnswer.OfCheck ofCheck
                ? ofCheck.verdict()
                : unfinished.apply(((CompilerAnswer.Unfinished) answer).because());
    }

    private synchronized CompilerAnswer ask(CompilerRequest request) throws InterruptedException {
        try {
            return ask(running(), request);
        } catch (IOException endedFromOutsidePerhaps) {
            return askAgain(request);
        }
    }

    /** What ends a second one, too, is the submission's fault, unless it ended before it was asked. */
    private CompilerAnswer askAgain(CompilerRequest request) throws InterruptedException {
        CompilerJvm second = running();
        try {
            return ask(second, request);
        } catch (IOException e) {
            if (second.cameUp()) {
                return new CompilerAnswer.Unfinished("it ended without a word");
            }
            throw new UncheckedIOException("the compiler's JVM does not come up", e);
        }
    }

    private CompilerAnswer ask(CompilerJvm it, CompilerRequest request) throws IOException, InterruptedException {
        boolean fit = false;
        try {
            CompilerAnswer answer = it.ask(request, mostProcessorTime);
            fit = isFitAfter(answer);
            return answer;
        } finally {
            if (!fit) {
                close();
            }
        }
    }

    /** A JVM that ran out of something is not fit to work on anybody else's. */
    private static boolean isFitAfter(CompilerAnswer answer) {
        boolean gaveUpItself = answer instanceof CompilerAnswer.OfSources ofSources
                && ofSources.examined() instanceof CompileOutcome.Refused refused
                && refused.reason() == CompileOutcome.Reason.UNFINISHED;
        return !gaveUpItself && !(answer instanceof CompilerAnswer.Unfinished);
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
