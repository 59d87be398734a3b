package lockstep.grader.worker;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import lockstep.grader.worker.sandbox.Ladder;

/** Starts JVMs below a worker, for a submission that asks for them; they end with the worker at the latest. */
public final class ChildProcesses {

    private static final AtomicLong STARTED = new AtomicLong();

    /** Whoever ends this JVM must not miss a child that is being started. Also the lock under which children are started. */
    private static final AtomicBoolean OVER = new AtomicBoolean();

    private ChildProcesses() {}

    /** Returns how many processes this one has started here so far. */
    public static long started() {
        return STARTED.get();
    }

    /** Starts a class's {@code main} in a new JVM without any options. */
    public static Process start(Class<?> mainClass, List<String> arguments) throws IOException {
        return start(List.of(), mainClass, arguments);
    }

    /**
     * Starts a class's {@code main} in a new JVM with the class path of this one. Its standard output and input are
     * pipes to this process; its standard error is this process's own.
     */
    static Process start(List<String> options, Class<?> mainClass, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // What the JVM itself has to say must not come between a child's lines.
        command.addAll(List.of("-XX:+DisplayVMOutputToStderr", "-XX:-UsePerfData", "-cp", classPath()));
        command.addAll(options);
        command.add(mainClass.getName());
        command.addAll(arguments);
        synchronized (OVER) {
            if (OVER.get()) {
                throw new IOException("this process is ending, and starts no other");
            }
            STARTED.incrementAndGet();
            return new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        }
    }

    /** Lets nobody start a process here any more; those that were started are all known when this returns. */
    public static void startNoMore() {
        synchronized (OVER) {
            OVER.set(true);
        }
    }

    private static String classPath() {
        return Ladder.ownClassPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
