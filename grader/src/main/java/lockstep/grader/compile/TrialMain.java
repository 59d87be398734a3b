package lockstep.grader.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import lockstep.grader.submission.SourceFile;

/** The main class of the process in which sources are compiled for trial; its exit status is the answer. */
public final class TrialMain {

    /** The compiler came to an end. */
    public static final int DONE = 0;

    /** The compiler ran out of something. */
    public static final int GAVE_UP = 3;

    private static final Duration DEADLINE = Duration.ofMinutes(2);

    private TrialMain() {}

    /** Called with the folder of the sources and the class path. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<SourceFile> sources = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
            for (Path file : files.sorted().toList()) {
                sources.add(new SourceFile(file.getFileName().toString(), Files.readString(file)));
            }
        }
        JavacRun javac = new JavacRun(Objects.requireNonNull(ToolProvider.getSystemJavaCompiler()), DEADLINE);
        JavacRun.Result result = javac.compile(sources, Path.of(arguments[1]));
        Runtime.getRuntime().halt(result instanceof JavacRun.Result.GaveUp ? GAVE_UP : DONE);
    }
}
